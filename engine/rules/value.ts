import type { Day } from '../model/index.ts';
import { parseDay, parseSpan, printSpan, Span } from './day.ts';
import { compareDecimals, Exact, exactInteger, parseDecimal, sameDecimal, storedDecimal } from './decimal.ts';
import type { RuleType } from './type.ts';

/** A row or another record as stored; its fields are read by their types when a path asks for them. */
export type RecordValue = Readonly<Record<string, unknown>>;

/**
 * What a rule works with: numbers as `Exact`, texts, choices and days as strings, durations as `Span`, lists,
 * records, and null for what is not answered or cannot be told.
 */
export type RuleValue = null | boolean | string | Exact | Span | readonly RuleValue[] | RecordValue;

/** What one evaluation sees. */
export interface RuleContext {
  /** Values by the names of the scope, as stored (`formats.md`, answers); an absent one is null. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The day `today()` gives: the campaign-zone day of the command, or of the stored submission. */
  readonly today: Day;
  /**
   * Working days after `from` up to and including `to`; null where the calendar does not know. Without it
   * `working days(...)` is null.
   */
  readonly workingDays?: (from: Day, to: Day) => number | null;
}

/** True when a condition holds. A condition that is null does not. */
export function holds(value: RuleValue): boolean {
  return value === true;
}

/**
 * A rule's result as an answer is stored: numbers as canonical decimals of at
 * most 34 digits (`storedDecimal`), durations as ISO 8601 texts, the
 * rest as it is.
 */
export function toAnswer(value: RuleValue): unknown {
  if (value instanceof Exact) return storedDecimal(value);
  if (value instanceof Span) return printSpan(value);
  if (isList(value)) return value.map(toAnswer);
  return value;
}

/** True for a list. */
export function isList(value: RuleValue): value is readonly RuleValue[] {
  return Array.isArray(value);
}

/** True for a record: neither a list nor a number or duration. */
export function isRecord(value: unknown): value is RecordValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Exact) &&
    !(value instanceof Span)
  );
}

/** Equality as `=` has it: two-valued, null equal to null only, numbers by value, lists member by member. */
export function equalValues(a: RuleValue, b: RuleValue): boolean {
  if (a === b) return true;
  if (a instanceof Exact) return b instanceof Exact && sameDecimal(a, b);
  if (a instanceof Span) return b instanceof Span && a.unit === b.unit && a.count === b.count;
  if (a !== null && b !== null && isList(a) && isList(b))
    return a.length === b.length && a.every((member, at) => equalValues(member, b[at]!));
  return false;
}

/** Below 0, 0 or above 0 by order; null when the two have no order: other kinds, months with days, null. */
export function compareValues(a: RuleValue, b: RuleValue): number | null {
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (a instanceof Exact) return b instanceof Exact ? compareDecimals(a, b) : null;
  if (a instanceof Span) return b instanceof Span && a.unit === b.unit ? a.count - b.count : null;
  return null;
}

/** Reads a stored value. Null for what is absent or is not of the type. */
export type Read = (stored: unknown) => RuleValue;

const readers: { [K in RuleType['kind']]: (type: Extract<RuleType, { kind: K }>) => Read } = {
  number: () => readNumber,
  text: () => readText,
  boolean: () => (stored) => (typeof stored === 'boolean' ? stored : null),
  date: () => (stored) => (typeof stored === 'string' ? parseDay(stored) : null),
  duration: () => (stored) =>
    typeof stored === 'string' ? parseSpan(stored) : stored instanceof Span ? stored : null,
  null: () => () => null,
  any: () => readAny,
  choice: () => readChoice,
  list: (type) => readList(type.of),
  record: () => (stored) => (isRecord(stored) ? stored : null),
};

/** How a stored value of a type is read. */
export function readerOf(type: RuleType): Read {
  // The table gives each kind the reader of its own type; TypeScript cannot follow the pairing.
  return (readers[type.kind] as (type: RuleType) => Read)(type);
}

function readNumber(stored: unknown): RuleValue {
  if (typeof stored === 'string') return parseDecimal(stored);
  if (typeof stored === 'number') return exactInteger(stored);
  return stored instanceof Exact ? stored : null;
}

function readText(stored: unknown): RuleValue {
  return typeof stored === 'string' ? stored : null;
}

/** A choice that was not on the list, `{ other: text }`, is read as the choice `other`. */
function readChoice(stored: unknown): RuleValue {
  if (typeof stored === 'string') return stored;
  return isRecord(stored) && typeof stored['other'] === 'string' ? 'other' : null;
}

function readList(of: RuleType): Read {
  // A row is read when one of its fields is asked for.
  if (of.kind === 'record') return (stored) => (Array.isArray(stored) ? (stored as RuleValue[]) : null);
  const readMember = readerOf(of);
  return (stored) => (Array.isArray(stored) ? stored.map(readMember) : null);
}

function readAny(stored: unknown): RuleValue {
  if (stored === undefined || stored === null) return null;
  if (typeof stored === 'number') return exactInteger(stored);
  if (typeof stored === 'string' || typeof stored === 'boolean') return stored;
  if (Array.isArray(stored)) return stored.map(readAny);
  return typeof stored === 'object' ? (stored as RecordValue) : null;
}

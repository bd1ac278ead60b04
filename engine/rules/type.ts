import type { Day, Decimal } from '../model/index.ts';

/** What every type may say about a name. */
interface Presence {
  /** True when the name always has a value: a rule is not warned that it could be null. */
  readonly present?: boolean;
}

/** The type of a name, or of what a rule gives. */
export type RuleType =
  /** A number; `min` and `max` are the field's own, so that comparisons beyond them are found. */
  | (Presence & { readonly kind: 'number'; readonly min?: Decimal; readonly max?: Decimal })
  /** A calendar day; a stored month `YYYY-MM` is read as its first day. `min` and `max` as for numbers. */
  | (Presence & { readonly kind: 'date'; readonly min?: Day; readonly max?: Day })
  /** A duration; `unit` where it is known, since days and months have no order between them. */
  | (Presence & { readonly kind: 'duration'; readonly unit?: 'days' | 'months' })
  | (Presence & { readonly kind: 'text' | 'boolean' | 'null' })
  /** Anything: what is done with it is checked when the rule runs, and gives null where it does not fit. */
  | (Presence & { readonly kind: 'any' })
  /**
   * One of a list of ids. `{ other: text }` is read as the id `other`. `written` marks texts written in the
   * rule itself, which are also plain texts.
   */
  | (Presence & { readonly kind: 'choice'; readonly choices: readonly string[]; readonly written?: true })
  /** A list; `maxLength` is the most members it may have, `assumedLength` when not told. */
  | (Presence & { readonly kind: 'list'; readonly of: RuleType; readonly maxLength?: number })
  /** A record, such as a table's row or `unit`. */
  | (Presence & { readonly kind: 'record'; readonly fields: Readonly<Record<string, RuleType>> });

/** The names a rule sees, each typed; nested ones by records. */
export interface Scope {
  readonly names: Readonly<Record<string, RuleType>>;
}

/** How many members a list is assumed to have at most where its type does not say: 1,000. */
export const assumedLength = 1_000;

/** The type of what is not known because something before it was wrong. */
export const anyType: RuleType = { kind: 'any' };

/** The most members a list may have; 1 for anything that is not a list. */
export function lengthOf(type: RuleType): number {
  if (type.kind === 'list') return type.maxLength ?? assumedLength;
  return type.kind === 'any' ? assumedLength : 1;
}

/** The type of a list's members; anything for what may be a list. */
export function memberOf(type: RuleType): RuleType {
  return type.kind === 'list' ? type.of : anyType;
}

/** A word for the kind of a type in an issue: texts written in a rule are texts. */
export function typeWord(type: RuleType): string {
  return type.kind === 'choice' && type.written ? 'text' : type.kind;
}

/** Words for two types that do not go together, where their kinds alone would not tell them apart. */
export function differingWords(a: RuleType, b: RuleType): [string, string] {
  if (a.kind === 'list' && b.kind === 'list') return differingWords(a.of, b.of);
  if (a.kind === 'duration' && b.kind === 'duration') return [a.unit ?? a.kind, b.unit ?? b.kind];
  return [typeWord(a), typeWord(b)];
}

/** The kind two values must share to be compared for equality: choices are texts. */
export function family(type: RuleType): RuleType['kind'] {
  return type.kind === 'choice' ? 'text' : type.kind;
}

/** True when values of the two types can be equal: the same family, or one of them null or not known. */
export function sameFamily(a: RuleType, b: RuleType): boolean {
  const left = family(a);
  const right = family(b);
  if (left === 'any' || right === 'any' || left === 'null' || right === 'null') return true;
  if (a.kind === 'list' && b.kind === 'list') return sameFamily(a.of, b.of);
  if (a.kind === 'duration' && b.kind === 'duration') return !a.unit || !b.unit || a.unit === b.unit;
  return left === right;
}

/**
 * The type of a value that has one of two types, as the branches of `if` or the members of a list; null when
 * no type covers both.
 */
export function joinTypes(a: RuleType, b: RuleType): RuleType | null {
  if (a.kind === 'null') return absent(b);
  if (b.kind === 'null') return absent(a);
  if (a.kind === 'any' || b.kind === 'any') return anyType;
  const present = a.present && b.present ? { present: true } : {};
  if (a.kind === 'choice' && b.kind === 'choice') {
    const choices = [...new Set([...a.choices, ...b.choices])];
    return {
      kind: 'choice',
      choices,
      ...(a.written && b.written ? { written: true as const } : {}),
      ...present,
    };
  }
  if (family(a) === 'text' && family(b) === 'text') return { kind: 'text', ...present };
  if (a.kind === 'list' && b.kind === 'list') {
    const of = joinTypes(a.of, b.of);
    return of && { kind: 'list', of, maxLength: Math.max(lengthOf(a), lengthOf(b)), ...present };
  }
  if (a.kind === 'record' || b.kind === 'record') return a.kind === b.kind && sameFields(a, b) ? a : null;
  if (a.kind === 'duration' && b.kind === 'duration')
    return { kind: 'duration', ...(a.unit && a.unit === b.unit ? { unit: a.unit } : {}), ...present };
  if (a.kind !== b.kind) return null;
  return { kind: a.kind, ...present } as RuleType;
}

function sameFields(a: RuleType, b: RuleType): boolean {
  return (
    a.kind === 'record' &&
    b.kind === 'record' &&
    (a.fields === b.fields || Object.keys(a.fields).sort().join() === Object.keys(b.fields).sort().join())
  );
}

/** A type without the promise that there is always a value. */
function absent(type: RuleType): RuleType {
  if (!type.present) return type;
  const { present: _, ...rest } = type;
  return rest as RuleType;
}

/** True when every value of type `given` may stand where `wanted` is asked for; null may stand everywhere. */
export function fits(given: RuleType, wanted: RuleType): boolean {
  if (given.kind === 'any' || wanted.kind === 'any' || given.kind === 'null') return true;
  if (wanted.kind === 'text') return family(given) === 'text';
  if (wanted.kind === 'choice')
    return given.kind === 'choice' && given.choices.every((one) => wanted.choices.includes(one));
  if (wanted.kind === 'list') return given.kind === 'list' && fits(given.of, wanted.of);
  if (wanted.kind === 'record') return given.kind === 'record' && sameFields(given, wanted);
  if (wanted.kind === 'duration' && given.kind === 'duration')
    return !wanted.unit || !given.unit || wanted.unit === given.unit;
  return given.kind === wanted.kind;
}

/** The type at a dotted path, through records and the rows of lists; undefined when there is none. */
export function typeAt(scope: Scope, path: string): RuleType | undefined {
  let fields: Readonly<Record<string, RuleType>> | undefined = scope.names;
  let found: RuleType | undefined;
  for (const name of path.split('.')) {
    found = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!found) return undefined;
    fields = rowFields(found);
  }
  return found;
}

/** The fields of a record, or of the rows of a list of records. */
export function rowFields(type: RuleType): Readonly<Record<string, RuleType>> | undefined {
  if (type.kind === 'record') return type.fields;
  return type.kind === 'list' ? rowFields(type.of) : undefined;
}

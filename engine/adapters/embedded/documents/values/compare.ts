import {
  binaryOf,
  classes,
  classOf,
  codeOf,
  fieldsOf,
  numberOf,
  objectIdBytes,
  patternOf,
  stringOf,
  timestampOf,
} from './types.ts';

/** Compares any two values in MongoDB's order of types and values; negative, zero or positive. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const kind = classOf(a);
  const other = classOf(b);
  if (kind !== other) return kind - other;
  return (within[kind] ?? same)(a, b);
}

/** True when two values are equal in MongoDB's sense: 1 is 1.0, and the order of fields counts. */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0;
}

const same = (): number => 0;

const within: Record<number, (a: unknown, b: unknown) => number> = {
  [classes.number]: (a, b) => compareNumbers(numberOf(a), numberOf(b)),
  [classes.string]: (a, b) => compareStrings(stringOf(a), stringOf(b)),
  [classes.object]: (a, b) => compareFields(fieldsOf(a), fieldsOf(b)),
  [classes.array]: (a, b) => compareArrays(a as unknown[], b as unknown[]),
  [classes.binary]: (a, b) => {
    const one = binaryOf(a);
    const two = binaryOf(b);
    return (
      one.bytes.length - two.bytes.length || one.subtype - two.subtype || Buffer.compare(one.bytes, two.bytes)
    );
  },
  [classes.objectId]: (a, b) => Buffer.compare(objectIdBytes(a), objectIdBytes(b)),
  [classes.boolean]: (a, b) => Number(a) - Number(b),
  [classes.date]: (a, b) => compareNumbers((a as Date).getTime(), (b as Date).getTime()),
  [classes.timestamp]: (a, b) => order(timestampOf(a), timestampOf(b)),
  [classes.pattern]: (a, b) => {
    const one = patternOf(a);
    const two = patternOf(b);
    return compareStrings(one.source, two.source) || compareStrings(one.options, two.options);
  },
  [classes.code]: (a, b) => compareStrings(codeOf(a), codeOf(b)),
};

function order<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** NaN stands before every number. */
function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** By code point, which is the order of the UTF-8 bytes; JavaScript's own order is by UTF-16 unit. */
export function compareStrings(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const one = a.charCodeAt(i);
    const two = b.charCodeAt(i);
    if (one !== two) return rank(one) - rank(two);
  }
  return a.length - b.length;
}

/** Lifts surrogates, which stand for code points above U+FFFF, over the units above them. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

function compareFields(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const left = definedKeys(a);
  const right = definedKeys(b);
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i += 1) {
    const one = a[left[i]!];
    const two = b[right[i]!];
    const differs = classOf(one) - classOf(two) || compareStrings(left[i]!, right[i]!) || compare(one, two);
    if (differs !== 0) return differs;
  }
  return left.length - right.length;
}

/** A field that is undefined is not stored, so it does not count. */
function definedKeys(fields: Record<string, unknown>): string[] {
  return Object.keys(fields).filter((key) => fields[key] !== undefined);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const differs = compare(a[i], b[i]);
    if (differs !== 0) return differs;
  }
  return a.length - b.length;
}

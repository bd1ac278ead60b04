import { classes, classOf, type ValueClass } from '../values/types.ts';
import { complement, type Direction, emptyArray, encodePrefix, encodeValue } from './encode.ts';

/** A place between encoded values: before or after everything that begins with `bytes`. */
interface Edge {
  bytes: Buffer;
  after: boolean;
}

/** The values from one edge to another. A point holds one value only. */
export interface Interval {
  low: Edge;
  high: Edge;
  point: boolean;
}

/** What an operator asks of an index: intervals, in no order, and whether they say all that the operator says. */
export interface Bounds {
  intervals: Interval[];
  exact: boolean;
}

/** Half-open: keys at or after `from` and before `to`. */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** Exactly one value. */
export function point(value: unknown): Interval {
  const bytes = encodeValue(value);
  return { low: { bytes, after: false }, high: { bytes, after: true }, point: true };
}

/** The place an empty array has in a key. */
export function emptyArrayPoint(): Interval {
  return point(emptyArray);
}

/** All values of a class. */
export function wholeClass(kind: ValueClass): Interval {
  const bytes = Buffer.from([kind]);
  return { low: { bytes, after: false }, high: { bytes, after: true }, point: false };
}

/** Values of the same class above, or from, a value. */
export function above(value: unknown, inclusive: boolean): Interval {
  return { ...comparable(value), low: { bytes: encodeValue(value), after: !inclusive } };
}

/** Values of the same class below, or up to, a value. */
export function below(value: unknown, inclusive: boolean): Interval {
  return { ...comparable(value), high: { bytes: encodeValue(value), after: inclusive } };
}

/** Strings that begin so. */
export function startingWith(prefix: string): Interval {
  const bytes = encodePrefix(prefix);
  return { low: { bytes, after: false }, high: { bytes, after: true }, point: false };
}

/** The class of a value, without NaN: no number is above or below that. */
function comparable(value: unknown): Interval {
  const kind = classOf(value);
  const whole = wholeClass(kind);
  return kind === classes.number ? { ...whole, low: { bytes: encodeValue(Number.NaN), after: true } } : whole;
}

/** What two lists of intervals have in common. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const common: Interval[] = [];
  for (const one of a)
    for (const two of b) {
      const low = Buffer.compare(ascending(one.low), ascending(two.low)) >= 0 ? one.low : two.low;
      const high = Buffer.compare(ascending(one.high), ascending(two.high)) <= 0 ? one.high : two.high;
      if (Buffer.compare(ascending(low), ascending(high)) < 0)
        common.push({ low, high, point: one.point || two.point });
    }
  return common;
}

/** The byte range of an interval in a component of this direction. */
export function rangeOf(interval: Interval, direction: Direction): KeyRange {
  if (direction === 1) return { from: ascending(interval.low), to: ascending(interval.high) };
  return { from: descending(interval.high), to: descending(interval.low) };
}

/** Sorts ranges and joins those that touch or overlap. */
export function joinRanges(ranges: KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.from, b.from));
  const joined: KeyRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && Buffer.compare(range.from, last.to) <= 0) {
      if (Buffer.compare(range.to, last.to) > 0) last.to = range.to;
    } else joined.push({ ...range });
  }
  return joined;
}

/** True when bytes that begin a key lie in one of the ranges, which are sorted and apart. */
export function isWithin(bytes: Buffer, ranges: readonly KeyRange[]): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle]!;
    if (Buffer.compare(bytes, range.from) < 0) high = middle - 1;
    else if (Buffer.compare(bytes, range.to) >= 0) low = middle + 1;
    else return true;
  }
  return false;
}

function ascending(edge: Edge): Buffer {
  return edge.after ? successor(edge.bytes) : edge.bytes;
}

function descending(edge: Edge): Buffer {
  const bytes = Buffer.from(edge.bytes);
  complement(bytes, 0, bytes.length);
  return edge.after ? bytes : successor(bytes);
}

/** The first bytes after everything that begins with these. */
export function successor(bytes: Buffer): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length -= 1;
  const next = Buffer.from(bytes.subarray(0, length));
  next[length - 1]! += 1;
  return next;
}

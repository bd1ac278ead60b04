import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { type Direction, emptyArray, encodeKey } from '../keys/encode.ts';
import { compare } from '../values/compare.ts';
import { someValue } from '../values/paths.ts';
import type { SortField } from './plan.ts';

/** More bytes than this are not sorted in memory, as in MongoDB. */
const mostBytes = 100 * 1024 * 1024;

/** Sorts what no index sorts. With a limit it keeps little more than that. */
export function sortInMemory<T extends { raw: Uint8Array; doc: Doc }>(
  found: Iterable<T>,
  sort: readonly SortField[],
  limit: number,
): T[] {
  const directions = sort.map(({ direction }) => direction as Direction);
  let kept: { key: Buffer; item: T; nth: number }[] = [];
  let bytes = 0;
  let nth = 0;
  for (const item of found) {
    const values = sort.map((field) => sortValue(item.doc, field));
    kept.push({ key: encodeKey(values, directions), item, nth });
    nth += 1;
    bytes += item.raw.length;
    if (limit > 0 && kept.length >= limit * 2 + 1000) {
      kept = kept.sort(inOrder).slice(0, limit);
      bytes = kept.reduce((sum, one) => sum + one.item.raw.length, 0);
    }
    if (bytes > mostBytes)
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Sort exceeded memory limit of ${mostBytes} bytes, but did not opt in to external sorting.`,
      );
  }
  kept.sort(inOrder);
  return (limit > 0 ? kept.slice(0, limit) : kept).map(({ item }) => item);
}

function inOrder(a: { key: Buffer; nth: number }, b: { key: Buffer; nth: number }): number {
  return Buffer.compare(a.key, b.key) || a.nth - b.nth;
}

/** Ascending an array counts by its smallest element, descending by its largest. */
function sortValue(doc: Doc, { parts, direction }: SortField): unknown {
  let best: unknown;
  let none = true;
  const take = (value: unknown): void => {
    if (none || compareWithEmpty(value, best) * direction < 0) best = value;
    none = false;
  };
  someValue(doc, parts, (value) => {
    if (!Array.isArray(value)) take(value);
    else if (value.length === 0) take(emptyArray);
    else for (const element of value) take(element);
    return false;
  });
  return best;
}

function compareWithEmpty(a: unknown, b: unknown): number {
  if (a === emptyArray || b === emptyArray) return Number(b === emptyArray) - Number(a === emptyArray);
  return compare(a, b);
}

import { decodeComponent, splitKey } from '../keys/decode.ts';
import { successor } from '../keys/intervals.ts';
import type { Collection, Index } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import type { Costs } from './execute.ts';

/** The different values of a path from an index alone, jumping from one to the next; null when that cannot be. */
export function distinctByIndex(
  store: Store,
  collection: Collection,
  path: string,
  costs: Costs,
): { index: Index; values: unknown[] } | null {
  const index = collection.indexes.find((one) => one.components[0]!.path === path && !one.multikey[0]);
  if (!index) return null;
  const values: unknown[] = [];
  let from: Buffer = Buffer.alloc(0);
  for (;;) {
    const [entry] = store.scan(index, { from, to: Buffer.from([0xff]) }, false, null, 1);
    if (!entry) return { index, values };
    costs.keysExamined += 1;
    const end = splitKey(entry.key, index.directions.slice(0, 1))[0]!;
    const decoded = decodeComponent(entry.key, 0, end, index.directions[0]!);
    // A null may be a missing value, and a number's type is not in the key: the documents must be asked.
    if (!decoded.known) return null;
    values.push(decoded.value);
    from = successor(entry.key.subarray(0, end));
  }
}

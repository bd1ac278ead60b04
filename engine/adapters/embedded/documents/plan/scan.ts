import { decodeComponent, decodeNumber, splitKey } from '../keys/decode.ts';
import { isWithin } from '../keys/intervals.ts';
import type { KeyRow, Store } from '../store/store.ts';
import { holdsFor } from './conditions.ts';
import type { IndexPlan, Stream } from './plan.ts';

/** An entry that may stand for a match; `sure` when the entry alone says everything the tests ask. */
export interface Entry extends KeyRow {
  sure: boolean;
}

/** What reading entries has cost so far. */
export interface ScanCosts {
  keysExamined: number;
}

/** The entries of a plan in its order, each document once. */
export function* scanIndex(store: Store, plan: IndexPlan, costs: ScanCosts, limit: number): Generator<Entry> {
  const seen = plan.repeats ? new Set<number>() : null;
  const check = entryCheck(plan);
  for (const found of merged(store, plan, costs, limit)) {
    if (seen?.has(found.row)) continue;
    const answer = check(found.key);
    if (answer === 'no') continue;
    seen?.add(found.row);
    yield { ...found, sure: answer === 'yes' };
  }
}

/** One stream read in growing steps, so that a page costs about what it shows. */
interface Cursor {
  stream: Stream;
  range: number;
  last: KeyRow | null;
  rows: KeyRow[];
  next: number;
  step: number;
}

function* merged(store: Store, plan: IndexPlan, costs: ScanCosts, limit: number): Generator<KeyRow> {
  const first = firstStep(limit, plan.streams.length);
  const cursors = plan.streams.map(
    (stream): Cursor => ({ stream, range: 0, last: null, rows: [], next: 0, step: first }),
  );
  const advance = (cursor: Cursor): boolean => refill(store, plan, cursor, costs);
  if (cursors.length === 1) {
    const [only] = cursors;
    while (advance(only!)) yield only!.rows[only!.next++]!;
    return;
  }
  const heap = new Heap<Cursor>((a, b) => compareHeads(a, b, plan.backward));
  for (const cursor of cursors) if (advance(cursor)) heap.push(cursor);
  for (let cursor = heap.top(); cursor; cursor = heap.top()) {
    yield cursor.rows[cursor.next++]!;
    if (advance(cursor)) heap.settle();
    else heap.pop();
  }
}

/** Few streams may read what is asked for at once; many read little each, since most are not needed. */
function firstStep(limit: number, streams: number): number {
  if (limit === 0) return streams > 1 ? 32 : 128;
  return Math.max(2, Math.min(128, Math.ceil(limit / streams) + 1));
}

const largestStep = 1024;

/** Makes sure that a cursor has a row to give; false when its stream is at its end. */
function refill(store: Store, plan: IndexPlan, cursor: Cursor, costs: ScanCosts): boolean {
  while (cursor.next === cursor.rows.length) {
    const range = cursor.stream.ranges[cursor.range];
    if (!range) return false;
    cursor.rows = store.scan(plan.index, range, plan.backward, cursor.last, cursor.step);
    cursor.next = 0;
    costs.keysExamined += cursor.rows.length;
    if (cursor.rows.length < cursor.step) {
      cursor.range += 1;
      cursor.last = null;
    } else {
      cursor.last = cursor.rows.at(-1)!;
      cursor.step = Math.min(cursor.step * 2, largestStep);
    }
  }
  return true;
}

function compareHeads(a: Cursor, b: Cursor, backward: boolean): number {
  const one = a.rows[a.next]!;
  const two = b.rows[b.next]!;
  const order =
    one.key.compare(two.key, b.stream.prefix, two.key.length, a.stream.prefix, one.key.length) ||
    one.row - two.row;
  return backward ? -order : order;
}

/** A binary heap with the smallest element on top. */
class Heap<T> {
  readonly #items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  top(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#compare(items[parent]!, item) <= 0) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): void {
    const last = this.#items.pop()!;
    if (this.#items.length === 0) return;
    this.#items[0] = last;
    this.settle();
  }

  /** Puts the top where it belongs after it has changed. */
  settle(): void {
    const items = this.#items;
    const item = items[0]!;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#compare(items[child + 1]!, items[child]!) < 0) child += 1;
      if (this.#compare(item, items[child]!) <= 0) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = item;
  }
}

/** `maybe`: a value is not told by the key, so the document must be asked. */
type Answer = 'yes' | 'no' | 'maybe';

function entryCheck(plan: IndexPlan): (key: Buffer) => Answer {
  const { entryRanges, entryTests, index } = plan;
  const kept: Answer = plan.residual ? 'maybe' : 'yes';
  if (entryRanges.length === 0 && entryTests.length === 0) return () => kept;
  return (key) => {
    const ends = splitKey(key, index.directions);
    const startOf = (component: number): number => (component === 0 ? 0 : ends[component - 1]!);
    for (const { component, ranges } of entryRanges)
      if (!isWithin(key.subarray(startOf(component), ends[component]!), ranges)) return 'no';
    let answer = kept;
    for (const { component, conditions } of entryTests) {
      const direction = index.directions[component]!;
      const from = startOf(component);
      const decoded = decodeComponent(key, from, ends[component]!, direction);
      const value = decoded.known ? decoded.value : decodeNumber(key, from, ends[component]!, direction);
      if (value === undefined) answer = 'maybe';
      else if (!conditions.every((condition) => holdsFor(condition, value))) return 'no';
    }
    return answer;
  };
}

import { type Doc, decode } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { matches } from '../match/node.ts';
import type { Collection } from '../store/collection.ts';
import type { Store, StoredRow } from '../store/store.ts';
import { choosePlan, type Wanted } from './choose.ts';
import type { CollectionPlan, IndexPlan, Plan } from './plan.ts';
import { type ScanCosts, scanIndex } from './scan.ts';
import { sortInMemory } from './sort-memory.ts';

/** What a query asks for. */
export interface Query extends Wanted {
  skip: number;
  /** Makes the answer of an index entry alone when the entry has all of it; null when it does not. */
  covered?: ((plan: IndexPlan) => ((key: Buffer) => Uint8Array | null) | null) | undefined;
  /** Time in ms of `performance.now()` after which the query is given up; 0 never. */
  deadline?: number;
}

/** A document found. `raw` is the answer itself when it was made of an index entry alone. */
export interface Found extends StoredRow {
  covered: boolean;
  /** The document decoded, where it had to be. */
  doc: Doc | null;
}

/** What a query has cost so far. */
export interface Costs extends ScanCosts {
  docsExamined: number;
  returned: number;
}

/** A query on its way. */
export interface Run {
  plan: Plan;
  costs: Costs;
  found: Generator<Found>;
}

/** Plans a query; documents are read as they are asked for. */
export function runQuery(store: Store, collection: Collection | null, query: Query): Run {
  const needed = query.limit > 0 ? query.limit + query.skip : 0;
  const plan = choosePlan(store, collection, { ...query, limit: needed });
  const costs: Costs = { keysExamined: 0, docsExamined: 0, returned: 0 };
  return { plan, costs, found: paged(store, plan, query, costs, needed) };
}

function* paged(store: Store, plan: Plan, query: Query, costs: Costs, needed: number): Generator<Found> {
  let toSkip = query.skip;
  let left = query.limit > 0 ? query.limit : Number.POSITIVE_INFINITY;
  for (const found of ordered(store, plan, query, costs, needed)) {
    if (toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    costs.returned += 1;
    yield found;
    left -= 1;
    if (left === 0) return;
  }
}

function* ordered(store: Store, plan: Plan, query: Query, costs: Costs, needed: number): Generator<Found> {
  if (plan.kind === 'empty') return;
  if (plan.sorted) {
    yield* matching(store, plan, query, costs, needed);
    return;
  }
  const whole = withDocuments(matching(store, plan, { ...query, covered: undefined }, costs, 0));
  yield* sortInMemory(whole, query.sort, needed);
}

function* withDocuments(found: Iterable<Found>): Generator<Found & { doc: Doc }> {
  for (const one of found) yield { ...one, doc: one.doc ?? decode(one.raw) };
}

function* matching(
  store: Store,
  plan: Exclude<Plan, { kind: 'empty' }>,
  query: Query,
  costs: Costs,
  needed: number,
): Generator<Found> {
  switch (plan.kind) {
    case 'id': {
      const stored = store.readById(plan.collection, plan.id);
      if (!stored) return;
      costs.keysExamined += 1;
      costs.docsExamined += 1;
      const found = accept(stored, query, !plan.residual);
      if (found) yield found;
      return;
    }
    case 'index':
      yield* matchingEntries(store, plan, query, costs, needed);
      return;
    case 'collection':
      yield* matchingDocuments(store, plan, query, costs, needed);
  }
}

function* matchingEntries(
  store: Store,
  plan: IndexPlan,
  query: Query,
  costs: Costs,
  needed: number,
): Generator<Found> {
  const answer = query.covered?.(plan) ?? null;
  const begun = store.version();
  for (const entry of scanIndex(store, plan, costs, needed)) {
    checkDeadline(query);
    const sure = entry.sure && store.version() === begun;
    if (sure && answer) {
      const raw = answer(entry.key);
      if (raw) {
        yield { row: entry.row, raw, covered: true, doc: null };
        continue;
      }
    }
    const raw = store.read(plan.collection, entry.row);
    if (!raw) continue;
    costs.docsExamined += 1;
    const found = accept({ row: entry.row, raw }, query, sure);
    if (found) yield found;
  }
}

function* matchingDocuments(
  store: Store,
  plan: CollectionPlan,
  query: Query,
  costs: Costs,
  needed: number,
): Generator<Found> {
  const { backward, collection } = plan;
  let last = backward ? Number.MAX_SAFE_INTEGER : 0;
  let step = needed > 0 ? Math.min(needed, 64) : 64;
  for (;;) {
    checkDeadline(query);
    const read = backward ? store.readBefore : store.readAfter;
    const stored = read(collection, last, step);
    costs.docsExamined += stored.length;
    for (const one of stored) {
      const found = accept(one, query, !plan.residual);
      if (found) yield found;
    }
    if (stored.length < step) return;
    last = stored.at(-1)!.row;
    step = 64;
  }
}

function accept(stored: StoredRow, query: Query, sure: boolean): Found | null {
  if (sure) return { ...stored, covered: false, doc: null };
  const doc = decode(stored.raw);
  return matches(query.filter, doc) ? { ...stored, covered: false, doc } : null;
}

function checkDeadline({ deadline }: Query): void {
  if (deadline && performance.now() > deadline)
    throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
}

/** Counts matches, by index entries alone where these say everything. */
export function countMatches(
  store: Store,
  collection: Collection | null,
  query: Query,
): { count: number; plan: Plan; costs: Costs } {
  const needed = query.limit > 0 ? query.limit + query.skip : 0;
  const plan = choosePlan(store, collection, { ...query, limit: needed });
  const costs: Costs = { keysExamined: 0, docsExamined: 0, returned: 0 };
  const most = needed > 0 ? needed : Number.POSITIVE_INFINITY;
  const all = countAll(store, plan, query, costs, most);
  return { count: Math.max(0, Math.min(all, most) - query.skip), plan, costs };
}

function countAll(store: Store, plan: Plan, query: Query, costs: Costs, most: number): number {
  if (plan.kind === 'collection' && !plan.residual) return store.countDocuments(plan.collection);
  if (plan.kind === 'empty') return 0;
  if (plan.kind === 'index' && countsByRange(plan)) return countRanges(store, plan, costs, most);
  const entriesOnly: Query = { ...query, covered: () => () => noBytes };
  let count = 0;
  const needed = Number.isFinite(most) ? most : 0;
  for (const _ of matching(store, plan, entriesOnly, costs, needed)) {
    count += 1;
    if (count >= most) break;
  }
  return count;
}

const noBytes = new Uint8Array();

function countsByRange(plan: IndexPlan): boolean {
  return !plan.residual && !plan.repeats && plan.entryRanges.length === 0 && plan.entryTests.length === 0;
}

function countRanges(store: Store, plan: IndexPlan, costs: Costs, most: number): number {
  let count = 0;
  for (const range of plan.streams.flatMap((stream) => stream.ranges)) {
    const limit = Number.isFinite(most) ? most - count : -1;
    count += store.countKeys(plan.index, range, limit);
    if (count >= most) break;
  }
  costs.keysExamined += count;
  return count;
}

import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import type { Leaf, Node } from '../match/node.ts';
import type { Collection, Index } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import { compare } from '../values/compare.ts';
import { classes, classOf } from '../values/types.ts';
import { takeApart } from './conditions.ts';
import { planIndex } from './index-plan.ts';
import type { CollectionPlan, IndexPlan, Plan, SortField } from './plan.ts';

/** What a plan is chosen for. */
export interface Wanted {
  filter: Node;
  sort: readonly SortField[];
  /** How many documents are needed; 0 all. */
  limit: number;
  /** An index's name or key pattern, or `{ $natural: 1 | -1 }`. */
  hint?: unknown;
}

/** More entries than this are all the same to the choice. */
const countedUpTo = 1000;
/** Costs in entries read, for what cannot be counted. */
const costs = { sortOfMany: 100_000, orderedScan: 3_000, fullIndex: 200_000, everyDocument: 1_000_000 };

/** Chooses how to answer: by `_id`, by the index that reads least, or by reading everything. */
export function choosePlan(store: Store, collection: Collection | null, wanted: Wanted): Plan {
  if (!collection) return { kind: 'empty', sorted: true };
  const natural = naturalOrder(wanted);
  if (natural !== null) return everyDocument(collection, wanted, natural);
  const hinted = wanted.hint === undefined ? null : hintedIndex(collection, wanted.hint);
  if (!hinted) {
    const byId = idLeaf(wanted.filter);
    if (byId) return { kind: 'id', collection, ...byId, sorted: true };
  }
  const taken = takeApart(wanted.filter);
  if (hinted) return planIndex(collection, hinted, taken, wanted.sort);
  const plans = collection.indexes
    .map((index) => planIndex(collection, index, taken, wanted.sort))
    .filter((plan) => isUseful(plan, wanted));
  if (plans.length === 0) return everyDocument(collection, wanted, false);
  if (plans.length === 1) return plans[0]!;
  return cheapest(store, plans, wanted);
}

function isUseful(plan: IndexPlan, wanted: Wanted): boolean {
  if (plan.bounds[0] !== null || plan.entryRanges.length > 0) return true;
  return wanted.sort.length > 0 && plan.sorted;
}

function cheapest(store: Store, plans: IndexPlan[], wanted: Wanted): IndexPlan {
  const rated = plans.map((plan) => ({ plan, cost: costOf(store, plan, wanted) }));
  return rated.reduce((best, one) => (one.cost < best.cost ? one : best)).plan;
}

function costOf(store: Store, plan: IndexPlan, wanted: Wanted): number {
  const bound = plan.bounds[0] !== null;
  const entries = bound ? countEntries(store, plan) : countedUpTo;
  const many = entries >= countedUpTo;
  if (!plan.sorted) return (bound ? entries * 2 : costs.fullIndex) + (many ? costs.sortOfMany : entries);
  if (!bound) return wanted.limit > 0 && wanted.sort.length > 0 ? costs.orderedScan : costs.fullIndex;
  const asked = plan.entryRanges.length + plan.entryTests.length > 0;
  const read = plan.residual ? entries * 2 : entries;
  if (wanted.limit > 0 && !plan.residual && !asked) return Math.min(read, wanted.limit + plan.streams.length);
  // A tighter index is better even where both reach the end of counting.
  return many ? read + countedUpTo - boundComponents(plan) : read;
}

function boundComponents(plan: IndexPlan): number {
  return plan.bounds.filter((ranges) => ranges !== null).length;
}

/** Looks at a few ranges and supposes that the others are like them. */
function countEntries(store: Store, plan: IndexPlan): number {
  const ranges = plan.streams.flatMap((stream) => stream.ranges);
  const looked = ranges.slice(0, 16);
  let entries = 0;
  for (const range of looked) {
    entries += store.countKeys(plan.index, range, countedUpTo - entries);
    if (entries >= countedUpTo) return countedUpTo;
  }
  if (looked.length === 0) return 0;
  return Math.min(countedUpTo, (entries * ranges.length) / looked.length);
}

function everyDocument(collection: Collection, wanted: Wanted, backward: boolean): CollectionPlan {
  const { filter } = wanted;
  const residual = !(filter.kind === 'and' && filter.nodes.length === 0);
  const sorted = wanted.sort.every(({ path }) => path === '$natural');
  return { kind: 'collection', collection, backward, residual, sorted };
}

/** A sort or hint on `$natural` is the order of insertion; true when against it, null when not asked for. */
function naturalOrder({ sort, hint }: Wanted): boolean | null {
  const first = sort[0];
  if (first?.path === '$natural') return first.direction === -1;
  const direction = (hint as Doc | undefined)?.['$natural'];
  return direction === undefined ? null : Number(direction) < 0;
}

function hintedIndex(collection: Collection, hint: unknown): Index {
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : compare(index.specification['key'], hint) === 0,
  );
  if (!found)
    throw new CommandError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an' +
        ' existing index',
    );
  return found;
}

/** A filter that names one `_id`, whatever else it says. */
function idLeaf(filter: Node): { id: unknown; residual: boolean } | null {
  if (isIdEquality(filter)) return { id: filter.value, residual: false };
  if (filter.kind !== 'and') return null;
  const leaf = filter.nodes.find(isIdEquality);
  return leaf ? { id: leaf.value, residual: true } : null;
}

function isIdEquality(node: Node): node is Leaf & { value: unknown } {
  if (node.kind !== 'leaf' || node.path !== '_id' || node.operator !== '$eq') return false;
  const kind = classOf(node.value);
  return kind !== classes.null && kind !== classes.array;
}

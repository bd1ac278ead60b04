import { intersect, joinRanges, type KeyRange, rangeOf, successor } from '../keys/intervals.ts';
import type { Node } from '../match/node.ts';
import type { Collection, Index } from '../store/collection.ts';
import { isPosition } from '../values/paths.ts';
import type { Ask, Condition, Taken } from './conditions.ts';
import type { EntryRanges, EntryTest, IndexPlan, SortField, Stream } from './plan.ts';

/** More beginnings than this are not spelled out; the rest is asked of each entry. */
const mostBeginnings = 4000;

/** What is asked of one component, in its own byte order. */
interface ComponentBounds {
  ranges: KeyRange[];
  points: boolean;
  /** The conditions it was made from. */
  from: ReadonlySet<Condition>;
}

/** How an index would answer a filter and a sort; always possible, not always useful. */
export function planIndex(
  collection: Collection,
  index: Index,
  taken: Taken,
  sort: readonly SortField[],
): IndexPlan {
  const answered = new Set<Condition>();
  const bounds = allBounds(index, taken.asks, answered);
  const pointCount = countPoints(bounds);
  const order = matchSort(index, bounds, pointCount, sort);
  const mergeFrom = order?.mergeFrom ?? 0;
  const streams = rangesOf(bounds, pointCount, mergeFrom);
  if (order?.backward) for (const stream of streams) stream.ranges.reverse();

  const firstUnbound = pointCount + (bounds[pointCount] ? 1 : 0);
  const entryRanges: EntryRanges[] = [];
  bounds.forEach((bound, component) => {
    if (bound && component >= firstUnbound) entryRanges.push({ component, ranges: bound.ranges });
  });
  const entryTests = testsOf(index, taken.conditions, answered);
  return {
    kind: 'index',
    collection,
    index,
    streams,
    backward: order?.backward ?? false,
    entryRanges,
    entryTests,
    residual: taken.conditions.some((condition) => !answered.has(condition)),
    sorted: order !== null,
    repeats: index.multikey.some((many, i) => many && !(bounds[i]?.points && bounds[i].ranges.length === 1)),
    bounds: bounds.map((bound) => bound?.ranges ?? null),
  };
}

/**
 * Components that pass through the same array are taken from one element of it, while two conditions may be
 * fulfilled by two elements: unless it is one `$elemMatch`, only the first of them can be asked.
 */
function allBounds(index: Index, asks: readonly Ask[], answered: Set<Condition>): (ComponentBounds | null)[] {
  const entered = new Map<string, ReadonlySet<Condition>>();
  return index.components.map(({ parts }, i) => {
    const bound = boundsOf(index, i, asks, entered.get(parts[0]!) ?? null, answered);
    if (bound && index.multikey[i]) entered.set(parts[0]!, bound.from);
    return bound;
  });
}

/**
 * The ranges asked of a component. Where a path passes through arrays two conditions may be fulfilled by two
 * elements, so only one of them can be asked.
 */
function boundsOf(
  index: Index,
  i: number,
  asks: readonly Ask[],
  sameElement: ReadonlySet<Condition> | null,
  answered: Set<Condition>,
): ComponentBounds | null {
  const { path, parts, direction } = index.components[i]!;
  const own = asks.filter(
    (ask) =>
      ask.path === path && !(index.multikey[i] && sameElement !== null && !sameElement.has(ask.condition)),
  );
  if (own.length === 0 || parts.some(isPosition)) return null;
  const used = index.multikey[i] ? [narrowest(own)] : own;
  const intervals = used.map((ask) => ask.bounds.intervals).reduce(intersect);
  for (const { bounds, condition } of used) if (bounds.exact) answered.add(condition);
  const points = intervals.every((interval) => interval.point);
  const ranges = intervals.map((interval) => rangeOf(interval, direction));
  return {
    ranges: points ? distinctPoints(ranges) : joinRanges(ranges),
    points,
    from: new Set(used.map((ask) => ask.condition)),
  };
}

function distinctPoints(ranges: KeyRange[]): KeyRange[] {
  const sorted = ranges.sort((a, b) => Buffer.compare(a.from, b.from));
  return sorted.filter((range, i) => i === 0 || !range.from.equals(sorted[i - 1]!.from));
}

function narrowest(asks: readonly Ask[]): Ask {
  const width = ({ bounds: { intervals } }: Ask): number =>
    intervals.every((one) => one.point) ? intervals.length : Number.MAX_SAFE_INTEGER;
  return asks.reduce((best, ask) => (width(ask) < width(best) ? ask : best));
}

/** How many components from the first on are bound to single values, as far as these can be spelled out. */
function countPoints(bounds: readonly (ComponentBounds | null)[]): number {
  let beginnings = 1;
  let count = 0;
  for (const bound of bounds) {
    if (!bound?.points || beginnings * bound.ranges.length > mostBeginnings) break;
    beginnings *= bound.ranges.length;
    count += 1;
  }
  return count;
}

/** Finds the component from which on the index has the order of the sort, leaving out what is constant. */
function matchSort(
  index: Index,
  bounds: readonly (ComponentBounds | null)[],
  pointCount: number,
  sort: readonly SortField[],
): { mergeFrom: number; backward: boolean } | null {
  const isConstant = (i: number): boolean =>
    !index.multikey[i] && bounds[i]?.points === true && bounds[i].ranges.length <= 1;
  const constant = new Set(index.components.filter((_, i) => isConstant(i)).map(({ path }) => path));
  const wanted = sort.filter(({ path }) => !constant.has(path));
  if (wanted.length === 0) return { mergeFrom: 0, backward: false };
  for (let from = 0; from <= pointCount; from += 1) {
    const backward = follows(index, from, isConstant, wanted);
    if (backward !== null) return { mergeFrom: from, backward };
  }
  return null;
}

function follows(
  index: Index,
  from: number,
  isConstant: (i: number) => boolean,
  wanted: readonly SortField[],
): boolean | null {
  let backward: boolean | null = null;
  let next = 0;
  for (let i = from; i < index.components.length && next < wanted.length; i += 1) {
    if (isConstant(i)) continue;
    const { path, direction } = index.components[i]!;
    const field = wanted[next]!;
    const opposite = field.direction !== direction;
    if (path !== field.path || index.multikey[i] || (backward !== null && backward !== opposite)) return null;
    backward = opposite;
    next += 1;
  }
  return next === wanted.length ? backward : null;
}

/** Spells out the streams: one for each beginning before `mergeFrom`, with its ranges in the order of keys. */
function rangesOf(
  bounds: readonly (ComponentBounds | null)[],
  pointCount: number,
  mergeFrom: number,
): Stream[] {
  const last = bounds[pointCount];
  return product(bounds, 0, mergeFrom, [Buffer.alloc(0)]).map((beginning) => {
    const prefixes = product(bounds, mergeFrom, pointCount, [beginning]);
    const ranges = prefixes.flatMap((prefix) => (last ? last.ranges.map(behind(prefix)) : [all(prefix)]));
    return { prefix: beginning.length, ranges: joinRanges(ranges) };
  });
}

function behind(prefix: Buffer): (range: KeyRange) => KeyRange {
  return ({ from, to }) => ({ from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) });
}

function all(prefix: Buffer): KeyRange {
  return { from: prefix, to: prefix.length === 0 ? Buffer.from([0xff]) : successor(prefix) };
}

function product(
  bounds: readonly (ComponentBounds | null)[],
  from: number,
  to: number,
  beginnings: Buffer[],
): Buffer[] {
  let spelled = beginnings;
  for (let i = from; i < to; i += 1)
    spelled = spelled.flatMap((beginning) =>
      bounds[i]!.ranges.map((range) => Buffer.concat([beginning, range.from])),
    );
  return spelled;
}

/** Conditions without bounds can be asked of an entry where the path never passes through an array. */
function testsOf(index: Index, conditions: readonly Condition[], answered: Set<Condition>): EntryTest[] {
  return index.components.flatMap(({ path, parts }, component) => {
    if (index.multikey[component] || parts.some(isPosition)) return [];
    const own = conditions.filter(
      (condition) => condition.path === path && !answered.has(condition) && !asksForType(condition.node),
    );
    for (const condition of own) answered.add(condition);
    return own.length > 0 ? [{ component, conditions: own }] : [];
  });
}

/** The type of a number is not in its key. */
function asksForType(node: Node): boolean {
  if (node.kind === 'leaf') return node.operator === '$type';
  return node.kind === 'whole' || node.nodes.some(asksForType);
}

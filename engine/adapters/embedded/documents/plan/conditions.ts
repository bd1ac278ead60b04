import { type Bounds, intersect } from '../keys/intervals.ts';
import { type Leaf, matchesValue, type Node } from '../match/node.ts';

/** One of the conditions of a filter that must all hold. */
export interface Condition {
  node: Node;
  /** The path all of it is about, when it is about one. */
  path: string | null;
}

/** What a condition asks of an index on a path. */
export interface Ask {
  path: string;
  bounds: Bounds;
  condition: Condition;
}

/** A filter taken apart for planning. */
export interface Taken {
  conditions: Condition[];
  asks: Ask[];
}

/** Takes a filter apart into the conditions that must all hold and what each asks of an index. */
export function takeApart(filter: Node): Taken {
  const conditions = flatten(filter).map((node): Condition => ({ node, path: onlyPath(node) }));
  return { conditions, asks: conditions.flatMap(asksOf) };
}

/** Whether a value of a path that never passes through an array fulfils a condition on that path. */
export function holdsFor(condition: Condition, value: unknown): boolean {
  return matchesValue(condition.node, value);
}

function flatten(node: Node): Node[] {
  return node.kind === 'and' ? node.nodes.flatMap(flatten) : [node];
}

function onlyPath(node: Node): string | null {
  if (node.kind === 'leaf') return node.path;
  if (node.kind === 'whole' || node.nodes.length === 0) return null;
  const [first, ...rest] = node.nodes.map(onlyPath);
  return rest.every((path) => path === first) ? first! : null;
}

function asksOf(condition: Condition): Ask[] {
  const { node } = condition;
  if (node.kind !== 'leaf') return [];
  if (node.element?.onFields) return elementAsks(node, condition);
  return node.bounds ? [{ path: node.path, bounds: node.bounds, condition }] : [];
}

/** Conditions on the fields of one element: those on the same field are about the same value. */
function elementAsks(leaf: Leaf, condition: Condition): Ask[] {
  const byPath = new Map<string, Bounds>();
  for (const inner of flatten(leaf.element!.node)) {
    if (inner.kind !== 'leaf' || !inner.bounds) continue;
    const path = `${leaf.path}.${inner.path}`;
    const known = byPath.get(path);
    byPath.set(path, {
      intervals: known ? intersect(known.intervals, inner.bounds.intervals) : inner.bounds.intervals,
      exact: false,
    });
  }
  return [...byPath].map(([path, bounds]) => ({ path, bounds, condition }));
}

import type { Doc } from '../bson/codec.ts';
import { plainValue } from '../values/paths.ts';
import { type Leaf, matches, type Node } from './node.ts';

/**
 * Which element of the array at a path a filter has met: what `$` stands for in updates and projections.
 * Of several conditions on the array the last one tells. -1 when no condition is on it.
 */
export function matchedPosition(filter: Node, doc: Doc, arrayParts: readonly string[]): number {
  const array = plainValue(doc, arrayParts);
  if (!Array.isArray(array)) return -1;
  const path = arrayParts.join('.');
  let found = -1;
  for (const leaf of leavesOf(filter)) {
    if (leaf.path !== path && !leaf.path.startsWith(`${path}.`)) continue;
    const position = array.findIndex((element) => meets(leaf, arrayParts.length, element));
    if (position >= 0) found = position;
  }
  return found;
}

function leavesOf(node: Node): Leaf[] {
  if (node.kind === 'leaf') return [node];
  if (node.kind === 'whole' || node.kind === 'nor') return [];
  return node.nodes.flatMap(leavesOf);
}

function meets(leaf: Leaf, depth: number, element: unknown): boolean {
  const rest = leaf.parts.slice(depth);
  if (rest.length > 0) return matches({ ...leaf, parts: ['element', ...rest] }, { element });
  return leaf.operator === '$elemMatch' ? leaf.test([element]) : leaf.test(element);
}

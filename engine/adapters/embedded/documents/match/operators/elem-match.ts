import type { Doc } from '../../bson/codec.ts';
import { CommandError } from '../../errors/command-error.ts';
import { intersect } from '../../keys/intervals.ts';
import { isDocument } from '../../values/types.ts';
import { type Leaf, matches, matchesValue, type Node } from '../node.ts';
import type { Operator } from '../operator.ts';

/** One element of an array fulfils all conditions. */
export const elemMatch: Operator = {
  name: '$elemMatch',
  compile(place, operand, _siblings, compiler) {
    if (!isDocument(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
    const onFields = !isOnValues(operand);
    const node = onFields ? compiler.filter(operand) : compiler.operators({ path: '', parts: [] }, operand);
    const test = (element: unknown): boolean => {
      if (!onFields) return matchesValue(node, element);
      if (isDocument(element)) return matches(node, element);
      return Array.isArray(element) && matches(node, element as unknown as Doc);
    };
    const leaf: Leaf = {
      kind: 'leaf',
      ...place,
      operator: '$elemMatch',
      elements: false,
      test: (value) => Array.isArray(value) && value.some(test),
      bounds: onFields ? null : valueBounds(node),
      element: { node, onFields },
    };
    return leaf;
  },
};

/** Operators such as `$gt` are about the element itself, field names and `$and`, `$or` about its fields. */
function isOnValues(operand: Doc): boolean {
  const first = Object.keys(operand)[0];
  return first?.startsWith('$') === true && !['$and', '$or', '$nor'].includes(first);
}

/** All conditions are about the same element, so an index may be asked for what their bounds share. */
function valueBounds(node: Node): Leaf['bounds'] {
  const leaves = node.kind === 'and' ? node.nodes : [node];
  let shared: Leaf['bounds'] = null;
  for (const leaf of leaves) {
    if (leaf.kind !== 'leaf' || !leaf.bounds) continue;
    shared = {
      intervals: shared ? intersect(shared.intervals, leaf.bounds.intervals) : leaf.bounds.intervals,
      exact: false,
    };
  }
  return shared;
}

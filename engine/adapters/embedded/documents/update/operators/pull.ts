import { compileFilter } from '../../match/filter.ts';
import { type Leaf, matches, matchesValue } from '../../match/node.ts';
import { asPattern } from '../../match/operators/regex.ts';
import { equal } from '../../values/compare.ts';
import { isDocument } from '../../values/types.ts';
import type { UpdateOperator } from '../operator.ts';
import { removeWhere } from './remove-where.ts';

/** Takes from an array what equals a value or fulfils conditions. */
export const pull: UpdateOperator = {
  name: '$pull',
  compile: (_path, operand) => removeWhere(unwanted(operand)),
};

function unwanted(operand: unknown): (element: unknown) => boolean {
  const pattern = asPattern(operand);
  if (pattern) return pattern.test;
  if (!isDocument(operand)) return (element) => equal(element, operand);
  if (Object.keys(operand)[0]?.startsWith('$')) {
    const node = compileFilter({ element: operand });
    return (element) => matchesValue(node, element) || matchesWhole(node as Leaf, element);
  }
  const node = compileFilter(operand);
  return (element) => isDocument(element) && matches(node, element);
}

/** `$elemMatch` and `$size` look at an element that is itself an array. */
function matchesWhole(node: Leaf, element: unknown): boolean {
  return Array.isArray(element) && matches(node, { element });
}

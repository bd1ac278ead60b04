import { point } from '../../keys/intervals.ts';
import type { Leaf } from '../node.ts';
import type { Operator } from '../operator.ts';

/** Whether the path leads to anything. */
export const exists: Operator = {
  name: '$exists',
  compile(place, operand) {
    const wanted = operand !== null && operand !== undefined && operand !== false && operand !== 0;
    const present: Leaf = {
      kind: 'leaf',
      ...place,
      operator: '$exists',
      elements: false,
      test: (value) => value !== undefined,
      bounds: null,
    };
    if (wanted) return present;
    const absent: Leaf = { ...present, test: () => true, bounds: { intervals: [point(null)], exact: false } };
    return { kind: 'and', nodes: [absent, { kind: 'nor', nodes: [present] }] };
  },
};

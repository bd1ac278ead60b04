import type { Operator } from '../operator.ts';
import { oneOf } from './in.ts';

/** None of several values. */
export const nin: Operator = {
  name: '$nin',
  compile: (place, operand) => ({ kind: 'nor', nodes: [oneOf(place, operand, '$nin')] }),
};

import type { UpdateOperator } from '../operator.ts';
import { assign } from './set.ts';

/** Sets a value only when an upsert makes the document. */
export const setOnInsert: UpdateOperator = {
  name: '$setOnInsert',
  compile: (_path, operand) => ({ onlyOnInsert: true, apply: (slot) => assign(slot, operand) }),
};

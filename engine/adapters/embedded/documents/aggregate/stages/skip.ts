import type { Stage } from '../stage.ts';
import { wholeNumber } from './whole-number.ts';

/** Leaves out the first so many documents. */
export const skip: Stage = {
  name: '$skip',
  compile(operand) {
    const left = wholeNumber('$skip', operand);
    return (documents) => documents.slice(left);
  },
};

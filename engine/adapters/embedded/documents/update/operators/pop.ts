import { CommandError } from '../../errors/command-error.ts';
import type { UpdateOperator } from '../operator.ts';
import { arrayAt } from './array.ts';

/** Takes the last element of an array (1) or the first (-1). */
export const pop: UpdateOperator = {
  name: '$pop',
  compile(_path, operand) {
    const end = Number(operand);
    if (end !== 1 && end !== -1)
      throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
    return {
      apply(slot, root) {
        const present = arrayAt(slot, root);
        if (!present || present.length === 0) return false;
        slot.set(end === 1 ? present.slice(0, -1) : present.slice(1));
        return true;
      },
    };
  },
};

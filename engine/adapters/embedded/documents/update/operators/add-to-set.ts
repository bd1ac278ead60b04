import { CommandError } from '../../errors/command-error.ts';
import { equal } from '../../values/compare.ts';
import { copy } from '../../values/fields.ts';
import { isDocument } from '../../values/types.ts';
import type { UpdateOperator } from '../operator.ts';
import { arrayAt } from './array.ts';

/** Adds to an array what is not in it. */
export const addToSet: UpdateOperator = {
  name: '$addToSet',
  compile(_path, operand) {
    const each = isDocument(operand) && '$each' in operand ? operand['$each'] : [operand];
    if (!Array.isArray(each))
      throw new CommandError(
        'TypeMismatch',
        `The argument to $each in $addToSet must be an array but it was of type ${typeof each}`,
      );
    return {
      apply(slot, root) {
        const present = arrayAt(slot, root);
        const next = [...(present ?? [])];
        for (const value of each) if (!next.some((one) => equal(one, value))) next.push(copy(value));
        if (present && next.length === present.length) return false;
        slot.set(next);
        return true;
      },
    };
  },
};

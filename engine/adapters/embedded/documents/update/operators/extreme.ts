import { compare } from '../../values/compare.ts';
import { copy } from '../../values/fields.ts';
import type { UpdateOperator } from '../operator.ts';

/** What `$min` and `$max` share: the value is set when it lies further in that direction, or nothing is there. */
export function extreme(name: string, sign: 1 | -1): UpdateOperator {
  return {
    name,
    compile: (_path, operand) => ({
      apply(slot) {
        const present = slot.get();
        if (present !== undefined && compare(operand, present) * sign <= 0) return false;
        slot.set(copy(operand));
        return true;
      },
    }),
  };
}

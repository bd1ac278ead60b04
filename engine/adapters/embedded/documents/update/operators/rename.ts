import { CommandError } from '../../errors/command-error.ts';
import { partsOf } from '../../values/paths.ts';
import type { UpdateOperator } from '../operator.ts';
import { slotAt } from '../slot.ts';

/** Moves a field to another name. */
export const rename: UpdateOperator = {
  name: '$rename',
  compile(path, operand) {
    if (typeof operand !== 'string')
      throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}`);
    if (operand === path)
      throw new CommandError('BadValue', `The source and target field for $rename must differ: ${path}`);
    return {
      alsoTouches: operand,
      apply(slot, root) {
        const value = slot.get();
        if (value === undefined) return false;
        slot.unset();
        slotAt(root, partsOf(operand)).set(value);
        return true;
      },
    };
  },
};

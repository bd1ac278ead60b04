import { CommandError } from '../../errors/command-error.ts';
import { equal } from '../../values/compare.ts';
import type { UpdateOperator } from '../operator.ts';
import { removeWhere } from './remove-where.ts';

/** Takes from an array what equals one of several values. */
export const pullAll: UpdateOperator = {
  name: '$pullAll',
  compile(_path, operand) {
    if (!Array.isArray(operand))
      throw new CommandError('BadValue', '$pullAll requires an array argument but was given another type');
    return removeWhere((element) => operand.some((value) => equal(element, value)));
  },
};

import { CommandError } from '../../errors/command-error.ts';
import type { Operator } from '../operator.ts';
import { equalTo } from './eq.ts';
import { asPattern } from './regex.ts';

/** Not equal: no value of the path is. */
export const ne: Operator = {
  name: '$ne',
  compile(place, operand) {
    if (asPattern(operand)) throw new CommandError('BadValue', "Can't have regex as arg to $ne.");
    return { kind: 'nor', nodes: [equalTo(place, operand)] };
  },
};

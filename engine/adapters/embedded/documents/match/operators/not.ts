import { CommandError } from '../../errors/command-error.ts';
import { isDocument } from '../../values/types.ts';
import type { Operator } from '../operator.ts';
import { asPattern, matchesPattern } from './regex.ts';

/** The opposite of the operators inside. */
export const not: Operator = {
  name: '$not',
  compile(place, operand, _siblings, compiler) {
    const pattern = asPattern(operand);
    if (pattern) return { kind: 'nor', nodes: [matchesPattern(place, pattern)] };
    if (!isDocument(operand)) throw new CommandError('BadValue', '$not needs a regex or a document');
    if (Object.keys(operand).length === 0) throw new CommandError('BadValue', '$not cannot be empty');
    return { kind: 'nor', nodes: [compiler.operators(place, operand)] };
  },
};

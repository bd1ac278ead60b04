import { CommandError } from '../../errors/command-error.ts';
import type { Stage } from '../stage.ts';

/** One document with the number of documents; none when there are none. */
export const count: Stage = {
  name: '$count',
  compile(operand) {
    if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.'))
      throw new CommandError('BadValue', 'the count field must be a non-empty string without $ or .');
    return (documents) => (documents.length === 0 ? [] : [{ [operand]: documents.length }]);
  },
};

import { CommandError } from '../../errors/command-error.ts';
import type { Stage } from '../stage.ts';
import { wholeNumber } from './whole-number.ts';

/** Keeps the first so many documents. */
export const limit: Stage = {
  name: '$limit',
  compile(operand) {
    const most = wholeNumber('$limit', operand);
    if (most === 0) throw new CommandError('BadValue', 'the limit must be positive');
    return (documents) => documents.slice(0, most);
  },
};

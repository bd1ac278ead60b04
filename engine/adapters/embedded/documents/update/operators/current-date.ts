import { Timestamp } from 'bson';
import { CommandError } from '../../errors/command-error.ts';
import { isDocument } from '../../values/types.ts';
import type { UpdateOperator } from '../operator.ts';

/** Sets the server's date or timestamp. */
export const currentDate: UpdateOperator = {
  name: '$currentDate',
  compile(path, operand) {
    const type = isDocument(operand) ? operand['$type'] : operand === true ? 'date' : undefined;
    if (type !== 'date' && type !== 'timestamp')
      throw new CommandError(
        'BadValue',
        `The value for ${path} must be true, { $type: 'date' } or { $type: 'timestamp' }`,
      );
    return {
      apply(slot) {
        const now = Date.now();
        slot.set(type === 'date' ? new Date(now) : new Timestamp({ t: Math.floor(now / 1000), i: 1 }));
        return true;
      },
    };
  },
};

import { CommandError } from '../../errors/command-error.ts';
import type { Operator } from '../operator.ts';

/** An array of so many elements. */
export const size: Operator = {
  name: '$size',
  compile(place, operand) {
    const wanted = Number(operand);
    if (typeof operand !== 'number' && typeof operand !== 'bigint')
      throw new CommandError(
        'FailedToParse',
        `Failed to parse $size. Expected a number in: $size: ${operand}`,
      );
    if (!Number.isInteger(wanted))
      throw new CommandError(
        'FailedToParse',
        `Failed to parse $size. Expected an integer: $size: ${operand}`,
      );
    if (wanted < 0)
      throw new CommandError(
        'FailedToParse',
        `Failed to parse $size. Expected a non-negative number in: $size: ${operand}`,
      );
    return {
      kind: 'leaf',
      ...place,
      operator: '$size',
      elements: false,
      test: (value) => Array.isArray(value) && value.length === wanted,
      bounds: null,
    };
  },
};

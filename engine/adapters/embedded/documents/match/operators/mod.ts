import { CommandError } from '../../errors/command-error.ts';
import type { Operator } from '../operator.ts';

/** Numbers with a remainder. */
export const mod: Operator = {
  name: '$mod',
  compile(place, operand) {
    if (!Array.isArray(operand)) throw new CommandError('BadValue', 'malformed mod, needs to be an array');
    if (operand.length < 2) throw new CommandError('BadValue', 'malformed mod, not enough elements');
    if (operand.length > 2) throw new CommandError('BadValue', 'malformed mod, too many elements');
    const divisor = Math.trunc(Number(operand[0]));
    const remainder = Math.trunc(Number(operand[1]));
    if (Number.isNaN(divisor)) throw new CommandError('BadValue', 'malformed mod, divisor not a number');
    if (Number.isNaN(remainder)) throw new CommandError('BadValue', 'malformed mod, remainder not a number');
    if (divisor === 0) throw new CommandError('BadValue', 'divisor cannot be 0');
    return {
      kind: 'leaf',
      ...place,
      operator: '$mod',
      elements: true,
      test: (value) =>
        (typeof value === 'number' || typeof value === 'bigint') &&
        Number.isFinite(Number(value)) &&
        Math.trunc(Number(value)) % divisor === remainder,
      bounds: null,
    };
  },
};

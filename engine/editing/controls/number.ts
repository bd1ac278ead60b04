import { readNumber } from '../../forms/numbers.ts';
import { printDecimal } from '../../rules/decimal.ts';
import { type ControlKind, line } from './control-kind.ts';

/** A whole number. */
export const number: ControlKind = {
  name: 'number',
  fits: ({ type }) => type === 'integer',
  type({ at, old }, into) {
    into[at] = old === undefined ? '' : String(old);
  },
  read(part, typed) {
    const typedText = line(typed, part.at).trim();
    if (typedText === '') return undefined;
    const found = readNumber(typedText);
    const value = 'value' in found ? Number(printDecimal(found.value)) : Number.NaN;
    if (Number.isSafeInteger(value)) return value;
    part.refuse('editing.typed.integer', { typed: typedText });
    return part.old;
  },
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

import { readNumber, showNumber } from '../../forms/numbers.ts';
import { printDecimal } from '../../rules/decimal.ts';
import { type ControlKind, line } from './control-kind.ts';

/** An exact number, stored as text. */
export const decimal: ControlKind = {
  name: 'number',
  fits: (_, name) => name === 'common#decimal',
  type({ at, old, sight }, into) {
    into[at] = typeof old === 'string' ? showNumber(old, sight.language) : '';
  },
  read(part, typed) {
    const typedText = line(typed, part.at).trim();
    if (typedText === '') return undefined;
    const found = readNumber(typedText);
    if ('value' in found) return printDecimal(found.value);
    part.refuse('editing.typed.number', { typed: typedText });
    return part.old;
  },
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

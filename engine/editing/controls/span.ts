import { shapes } from '../../compile/generated/definitions.js';
import { readNumber } from '../../forms/numbers.ts';
import { printDecimal } from '../../rules/decimal.ts';
import { words } from '../generated/words.js';
import { inLanguage, line, type OptionView, type Part, type Typed } from './control-kind.ts';

/** The units a length of time may have, under their words. */
export function unitOptions(part: Part, chosen: string): OptionView[] {
  return namedValues(part, 'common#timeUnit', chosen);
}

/** The values of a definition that is a choice, under their words. */
export function namedValues(part: Part, name: string, chosen: string): OptionView[] {
  return (shapes[name]?.enum ?? []).map(String).map((value) => ({
    value,
    label: inLanguage(words[name]?.values?.[value], part.sight.language) || value,
    chosen: value === chosen,
  }));
}

/** The whole number typed as the offset of a part; undefined for nothing, null when it was refused. */
export function readCount(part: Part, typed: Typed): number | undefined | null {
  const at = `${part.at}/offset`;
  const text = line(typed, at).trim();
  if (text === '') return undefined;
  const found = readNumber(text);
  const value = 'value' in found ? Number(printDecimal(found.value)) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  part.refuse('editing.typed.integer', { typed: text }, at);
  return null;
}

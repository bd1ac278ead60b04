import type { Language } from '../../issues/index.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Teller } from './teller.ts';
import { type Side, valueInWords } from './values.ts';

/** Questions of forms: whether they must be answered, when they are shown, how they are computed. */
export const tellQuestion: Teller = ({ trail, path, before, after }, sides, language) => {
  if (!/^form#\w+Field$/.test(trail.at(-1)?.name ?? '') || path.length !== 1) return null;
  const { key } = path[0]!;
  if (key === 'required') {
    const was = requiredInWords(before, sides.before, language);
    const is = requiredInWords(after, sides.after, language);
    return was === is ? null : `${was} → ${is}`;
  }
  if (key === 'visible')
    return `${shownInWords(before, sides.before, language)} → ${shownInWords(after, sides.after, language)}`;
  return null;
};

/** `bắt buộc`, `không bắt buộc`, `bắt buộc khi …`. */
export function requiredInWords(value: JsonValue | undefined, side: Side, language: Language): string {
  if (typeof value === 'string')
    return `${{ vi: 'bắt buộc khi', en: 'required when' }[language]} ${rule(value, side, language)}`;
  if (value === true) return { vi: 'bắt buộc', en: 'required' }[language];
  return { vi: 'không bắt buộc', en: 'not required' }[language];
}

/** `luôn hiện`, `chỉ hiện khi …`. */
export function shownInWords(value: JsonValue | undefined, side: Side, language: Language): string {
  if (typeof value !== 'string') return { vi: 'luôn hiện', en: 'always shown' }[language];
  return `${{ vi: 'chỉ hiện khi', en: 'shown only when' }[language]} ${rule(value, side, language)}`;
}

function rule(value: string, side: Side, language: Language): string {
  return valueInWords(value, { name: 'common#rule' }, side, language);
}

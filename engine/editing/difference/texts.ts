import { isObject } from '../../compile/index.ts';
import type { JsonObject } from '../../model/json.ts';
import { isSame } from './identity.ts';
import { labelOf } from './labels.ts';
import type { Teller } from './teller.ts';
import { asWritten } from './values.ts';

/** Texts in two languages: the one that changed, and which language it is where that is not the reader's. */
export const tellText: Teller = (change, _, language) => {
  const { name, before, after } = change;
  if (name !== 'common#text' || !isObject(before) || !isObject(after)) return null;
  const label = labelOf(change, language);
  return (['vi', 'en'] as const)
    .filter((one) => !isSame(before[one], after[one]))
    .map((one) => {
      const which = { vi: { vi: '', en: ' (tiếng Anh)' }, en: { vi: ' (Vietnamese)', en: '' } }[language][
        one
      ];
      return `${label}${which} ${quoted(before, one)} → ${quoted(after, one)}`;
    })
    .join('; ');
};

function quoted(text: JsonObject, language: string): string {
  const said = text[language];
  return said === undefined ? '–' : `“${asWritten(said)}”`;
}

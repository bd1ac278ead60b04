import type { JsonValue } from '../../model/json.ts';
import { isSame } from './identity.ts';
import { labelOf } from './labels.ts';
import type { Teller } from './teller.ts';
import { valueInWords } from './values.ts';

/** Lists of plain values, such as the roles or steps something names: what came in and what went out. */
export const tellSeveral: Teller = (change, sides, language) => {
  const { before = [], after = [], shape, words, path } = change;
  if (!Array.isArray(before) || !Array.isArray(after) || path.length === 0) return null;
  const told = { ...(shape.items ? { shape: shape.items } : {}), words };
  const lacking = (list: JsonValue[], other: JsonValue[]) =>
    list.filter((one) => !other.some((same) => isSame(one, same)));
  const added = lacking(after, before).map((one) => valueInWords(one, told, sides.after, language));
  const removed = lacking(before, after).map((one) => valueInWords(one, told, sides.before, language));
  const say = (verb: string, list: string[]) => (list.length > 0 ? [`${verb} ${list.join(', ')}`] : []);
  const said = [
    ...say({ vi: 'thêm', en: 'adds' }[language], added),
    ...say({ vi: 'bỏ', en: 'removes' }[language], removed),
  ];
  const what = said.length > 0 ? said.join('; ') : { vi: 'đổi thứ tự', en: 'another order' }[language];
  return `${labelOf(change, language)}: ${what}`;
};

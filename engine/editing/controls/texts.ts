import type { Text } from '../../model/generated/definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import { type ControlKind, line } from './control-kind.ts';

/** A list of texts, one a line, in both languages. */
export const texts: ControlKind = {
  name: 'texts',
  fits: ({ type, items }) => type === 'array' && items?.$ref === 'common#text',
  type({ at, old }, into) {
    const all = (Array.isArray(old) ? old : []) as unknown as Text[];
    into[`${at}~vi`] = all.map((one) => one?.vi ?? '').join('\n');
    into[`${at}~en`] = all.map((one) => one?.en ?? '').join('\n');
  },
  read({ at }, typed) {
    const en = line(typed, `${at}~en`).split('\n');
    const read: JsonObject[] = [];
    for (const [index, one] of line(typed, `${at}~vi`).split('\n').entries()) {
      const vi = one.trim();
      const other = (en[index] ?? '').trim();
      if (vi !== '') read.push({ vi, ...(other === '' ? {} : { en: other }) });
    }
    return read.length === 0 ? undefined : read;
  },
  draw({ at }, typed) {
    const vi = line(typed, `${at}~vi`);
    return { values: { '~vi': vi, '~en': line(typed, `${at}~en`) }, rows: vi.split('\n').length + 1 };
  },
};

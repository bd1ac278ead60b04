import { isObject } from '../../compile/shape.ts';
import { type ControlKind, line } from './control-kind.ts';

const long = 90;

/** A text in Vietnamese and English. */
export const text: ControlKind = {
  name: 'text',
  fits: (_, name) => name === 'common#text',
  type({ at, old }, into) {
    const found = isObject(old) ? old : {};
    into[`${at}/vi`] = String(found['vi'] ?? '');
    into[`${at}/en`] = String(found['en'] ?? '');
  },
  read({ at, old }, typed) {
    const vi = line(typed, `${at}/vi`).trim();
    const en = line(typed, `${at}/en`).trim();
    if (vi === '' && en === '') return undefined;
    const { vi: _, en: __, ...rest } = isObject(old) ? old : {};
    return { vi, ...(en === '' ? {} : { en }), ...rest };
  },
  draw({ at, shapeName: _ }, typed) {
    const vi = line(typed, `${at}/vi`);
    const en = line(typed, `${at}/en`);
    return {
      values: { '/vi': vi, '/en': en },
      ...(vi.length > long || vi.includes('\n') ? { rows: Math.min(6, Math.ceil(vi.length / 60)) } : {}),
    };
  },
};

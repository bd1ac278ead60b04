import { type ControlKind, line as lineOf } from './control-kind.ts';

const long = 90;

/** A text in no language of its own: a number of a document, a pattern, a key. */
export const line: ControlKind = {
  name: 'line',
  fits: ({ type }) => type === 'string',
  type({ at, old }, into) {
    into[at] = old === undefined ? '' : String(old);
  },
  read({ at }, typed) {
    const found = lineOf(typed, at).trim();
    return found === '' ? undefined : found;
  },
  draw({ at }, typed) {
    const value = lineOf(typed, at);
    return { values: { '': value }, ...(value.length > long ? { rows: Math.ceil(value.length / 60) } : {}) };
  },
};

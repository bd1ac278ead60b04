import { type ControlKind, line } from './control-kind.ts';

/** Ids that name nothing in the campaign, such as earlier ones, one a line. */
export const ids: ControlKind = {
  name: 'ids',
  fits: ({ type, items }) =>
    type === 'array' && items?.$ref === 'common#id' && items['x-refers'] === undefined,
  type({ at, old }, into) {
    into[at] = (Array.isArray(old) ? old : []).map(String).join('\n');
  },
  read({ at }, typed) {
    const read = line(typed, at)
      .split(/[\s,;]+/)
      .filter((one) => one !== '');
    return read.length === 0 ? undefined : read;
  },
  draw({ at }, typed) {
    const value = line(typed, at);
    return { values: { '': value }, rows: value.split('\n').length + 1 };
  },
};

import { type ControlKind, line, nameOptions } from './control-kind.ts';

/** The name of something defined elsewhere, picked by its title. */
export const reference: ControlKind = {
  name: 'choice',
  fits: ({ type, 'x-refers': what }) => type === 'string' && what !== undefined,
  type({ at, old }, into) {
    into[at] = typeof old === 'string' ? old : '';
  },
  read({ at }, typed) {
    const found = line(typed, at).trim();
    return found === '' ? undefined : found;
  },
  draw: (part, typed) => ({
    options: nameOptions(part, part.shape['x-refers'] ?? '', new Set([line(typed, part.at)])),
  }),
};

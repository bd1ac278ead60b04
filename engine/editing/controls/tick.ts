import { type ControlKind, line } from './control-kind.ts';

/** What is either so or not said. */
export const tick: ControlKind = {
  name: 'tick',
  fits: (shape) => shape.const === true,
  type({ at, old }, into) {
    into[at] = old === true ? 'true' : '';
  },
  read: ({ at }, typed) => (line(typed, at) === 'true' ? true : undefined),
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

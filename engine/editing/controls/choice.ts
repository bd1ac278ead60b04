import { type ControlKind, line, valueOptions } from './control-kind.ts';

/** One of several values. */
export const choice: ControlKind = {
  name: 'choice',
  fits: (shape) => shape.enum !== undefined,
  type({ at, old }, into) {
    into[at] = typeof old === 'string' ? old : '';
  },
  read({ at }, typed) {
    const found = line(typed, at);
    return found === '' ? undefined : found;
  },
  draw: (part, typed) => ({ options: valueOptions(part, part.shape, new Set([line(typed, part.at)])) }),
};

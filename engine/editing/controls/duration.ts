import { isObject } from '../../compile/shape.ts';
import { type ControlKind, line } from './control-kind.ts';
import { readCount, unitOptions } from './span.ts';

/** A length of time: a number and its unit. */
export const duration: ControlKind = {
  name: 'duration',
  fits: (_, name) => name === 'common#duration',
  type({ at, old }, into) {
    const { offset, unit } = isObject(old) ? old : {};
    into[`${at}/offset`] = offset === undefined ? '' : String(offset);
    into[`${at}/unit`] = typeof unit === 'string' ? unit : 'day';
  },
  read(part, typed) {
    const offset = readCount(part, typed);
    if (offset === null) return part.old;
    if (offset === undefined) return undefined;
    const { offset: _, unit: __, ...rest } = isObject(part.old) ? part.old : {};
    return { offset, unit: line(typed, `${part.at}/unit`), ...rest };
  },
  draw: (part, typed) => ({
    values: { '/offset': line(typed, `${part.at}/offset`) },
    lists: { unit: unitOptions(part, line(typed, `${part.at}/unit`)) },
  }),
};

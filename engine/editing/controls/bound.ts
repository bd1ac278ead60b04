import { readDay } from '../../forms/days.ts';
import { type ControlKind, line } from './control-kind.ts';
import { shownDay } from './day.ts';

/** The earliest or latest day an answer may be: a day, or a rule that gives one. */
export const bound: ControlKind = {
  name: 'line',
  fits: ({ anyOf }) => anyOf?.[0]?.$ref === 'common#day' && anyOf[1]?.$ref === 'common#rule',
  type({ at, old }, into) {
    into[at] = shownDay(old);
  },
  read({ at }, typed) {
    const text = line(typed, at).trim();
    if (text === '') return undefined;
    const found = readDay(text);
    return 'day' in found ? found.day : text;
  },
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

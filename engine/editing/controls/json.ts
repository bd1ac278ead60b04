import { readJson } from '../../compile/json-text.ts';
import { printJson } from '../print-json.ts';
import { type ControlKind, line } from './control-kind.ts';

/** What no other control knows: its JSON. */
export const json: ControlKind = {
  name: 'json',
  fits: () => true,
  type({ at, old }, into) {
    into[at] = old === undefined ? '' : printJson(old);
  },
  read(part, typed) {
    const text = line(typed, part.at).trim();
    if (text === '') return undefined;
    const { value, issues } = readJson(text, '');
    if (value !== undefined && issues.length === 0) return value;
    part.refuse('editing.typed.json', { typed: text.slice(0, 40) });
    return part.old;
  },
  draw: ({ at }, typed) => ({
    values: { '': line(typed, at) },
    rows: line(typed, at).split('\n').length + 1,
  }),
};

import { readDay, showDay } from '../../forms/days.ts';
import type { Day } from '../../model/time.ts';
import { type ControlKind, line, type Part } from './control-kind.ts';

/** A calendar day, typed and shown as people write it. */
export const day: ControlKind = {
  name: 'day',
  fits: (_, name) => name === 'common#day',
  type({ at, old }, into) {
    into[at] = shownDay(old);
  },
  read: (part, typed) => readDayAt(part, line(typed, part.at)),
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

/** A stored day as it is typed; what is no day stays as it is. */
export function shownDay(stored: unknown): string {
  if (typeof stored !== 'string') return '';
  return /^\d{4}-\d{2}-\d{2}$/.test(stored) ? showDay(stored) : stored;
}

/** The day that was typed; undefined for nothing, what stood there for what is no day. */
export function readDayAt(part: Part, typed: string, at = part.at): Day | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const found = readDay(text);
  if ('day' in found) return found.day;
  part.refuse('editing.typed.day', { typed: text }, at);
  return typeof part.old === 'string' ? part.old : undefined;
}

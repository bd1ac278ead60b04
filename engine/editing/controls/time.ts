import { type ControlKind, line, type Part } from './control-kind.ts';

/** A time of day, `17:00`; `17h`, `7h30` and `7.30` are read as well. */
export const time: ControlKind = {
  name: 'time',
  fits: (_, name) => name === 'common#time',
  type({ at, old }, into) {
    into[at] = typeof old === 'string' ? old : '';
  },
  read: (part, typed) => readTimeAt(part, line(typed, part.at)) ?? undefined,
  draw: ({ at }, typed) => ({ values: { '': line(typed, at) } }),
};

/** The time that was typed; undefined for nothing, what stood there for what is no time. */
export function readTimeAt(part: Part, typed: string, at = part.at): string | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  const found = /^(\d{1,2})(?:[:h.g](\d{2})?)?$/.exec(text);
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? '0')];
  if (found && hours < 24 && minutes < 60)
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  part.refuse('editing.typed.time', { typed: text }, at);
  return typeof part.old === 'string' ? part.old : undefined;
}

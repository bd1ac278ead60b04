import { isDay } from '../../calendar/index.ts';
import { failure, issue, type Result, success } from '../../issues/index.ts';
import type { Day } from '../../model/time.ts';

/** A day as people write it, `1/7/2025`, or as a browser's field sends it; `undefined` where nothing is written. */
export function readDay(typed: string, pointer: string): Result<Day | undefined> {
  const text = typed.trim();
  if (text === '') return success(undefined);
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = written
    ? `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}`
    : text;
  return isDay(day)
    ? success(day)
    : failure([issue('directory.day.wrong', { source: 'form', pointer }, { day: text })]);
}

/** The same where a day must be said. */
export function needDay(typed: string, pointer: string): Result<Day> {
  const read = readDay(typed, pointer);
  if (!read.ok) return read;
  return read.value === undefined
    ? failure([issue('directory.day.missing', { source: 'form', pointer })])
    : success(read.value);
}

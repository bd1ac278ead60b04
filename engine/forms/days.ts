import type { Day } from '../model/time.ts';
import { dayOf } from '../rules/day.ts';

/** A day or month as typed, or why it cannot be read. */
export type DayReading = { day: Day } | { wrong: 'shape' | 'short_year' | 'no_such_day'; typed: string };

/**
 * Reads a day as people type it: `05/09/2024`, `5-9-2024`, `5.9.2024`, `5 9 2024`, `ngày 5 tháng 9 năm 2024`,
 * and `2024-09-05`. The day comes first. Refused: years of two digits and days that do not exist.
 */
export function readDay(typed: string): DayReading {
  const text = typed.normalize('NFC').trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return made(text, iso[1]!, iso[2]!, iso[3]!);
  const found =
    /^(\d{1,2})(?: ?[/.-] ?| )(\d{1,2})(?: ?[/.-] ?| )(\d{1,4})$/.exec(text) ??
    /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}),? năm (\d{1,4})$/i.exec(text);
  return found ? made(text, found[3]!, found[2]!, found[1]!) : { wrong: 'shape', typed: text };
}

/** Reads a month: `09/2024`, `9-2024`, `tháng 9/2024`, `tháng 9 năm 2024`, `2024-09`, as its first day. */
export function readMonth(typed: string): DayReading {
  const text = typed.normalize('NFC').trim();
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (iso) return made(text, iso[1]!, iso[2]!, '1');
  const found =
    /^(?:tháng )?(\d{1,2})(?: ?[/.-] ?| )(\d{1,4})$/i.exec(text) ??
    /^tháng (\d{1,2}),? năm (\d{1,4})$/i.exec(text);
  return found ? made(text, found[2]!, found[1]!, '1') : { wrong: 'shape', typed: text };
}

/** Reads a day from three boxes. */
export function readDayParts(day: string, month: string, year: string): DayReading {
  const typed = `${day}/${month}/${year}`;
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part))) return { wrong: 'shape', typed };
  return made(typed, year, month, day);
}

function made(typed: string, year: string, month: string, day: string): DayReading {
  if (year.length < 4) return { wrong: 'short_year', typed };
  // Before 1000 a year is a slip of the finger, not a date of a campaign.
  const found = Number(year) < 1000 ? null : dayOf(Number(year), Number(month), Number(day));
  return found === null ? { wrong: 'no_such_day', typed } : { day: found };
}

/** A day in print, `05/09/2024`. */
export function showDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

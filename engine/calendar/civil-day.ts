import type { Day } from '../model/time.ts';

/** Milliseconds of a civil day in UTC. */
export const DAY_MS = 86_400_000;

/**
 * The number of a day: 0 is 1970-01-01, the proleptic Gregorian calendar both ways. Refuses, by RangeError,
 * a text that is not `YYYY-MM-DD` or names a day that does not exist; ask `isDay` first about text from outside.
 */
export function dayNumber(day: Day): number {
  const number = tryDayNumber(day);
  if (Number.isNaN(number)) throw new RangeError(`Not a day: ${JSON.stringify(day)}`);
  return number;
}

/** True for `YYYY-MM-DD` naming a day that exists, years 0000 to 9999. */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && !Number.isNaN(tryDayNumber(text));
}

/** The day with a number of `dayNumber`. Refuses, by RangeError, what lies outside the years 0000 to 9999. */
export function dayFromNumber(number: number): Day {
  const { year, month, day } = civil(number);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`Day out of range: ${number}`);
  return format(year, month, day);
}

/** The day `n` days later, earlier when `n` is negative. */
export function addDays(day: Day, n: number): Day {
  return dayFromNumber(dayNumber(day) + n);
}

/** The same day of the month `n` months later or earlier; the last of the month where there is no such day. */
export function addMonths(day: Day, n: number): Day {
  const { year, month, day: ofMonth } = civil(dayNumber(day));
  const months = year * 12 + (month - 1) + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  if (!(toYear >= 0 && toYear <= 9999)) throw new RangeError(`Day out of range: ${day} and ${n} months`);
  return format(toYear, toMonth, Math.min(ofMonth, daysInMonth(toYear, toMonth)));
}

/** The days of a month; `month` 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The ISO weekday, 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day));
}

/** The ISO weekday of a day's number. */
export function weekdayOfNumber(number: number): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Negative when `a` is earlier than `b`, 0 when they are the same, positive when later. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many days `to` is later than `from`; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** As `dayNumber`, but not a number for what is no day. */
export function tryDayNumber(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return Number.NaN;
  // Years run from March, so that the leap day is a year's last and month lengths follow one line.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - EPOCH;
}

/** Days from 1 March of year 0 to 1970-01-01. */
const EPOCH = 719_468;

function civil(number: number): { year: number; month: number; day: number } {
  const days = number + EPOCH;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The number that the decimal digits from one place up to another stand for; not a number where one is no digit. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function format(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

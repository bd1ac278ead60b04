import type { Day } from '../model/index.ts';
import { type Exact, exactInteger } from './decimal.ts';

/**
 * A FEEL duration: a count of months (years are twelve of them) or a count of days. Times of day do not occur
 * in rules, so there are no hours. It is a class so that no value read from JSON can pass for one.
 */
export class Span {
  readonly unit: 'days' | 'months';
  readonly count: number;

  constructor(unit: 'days' | 'months', count: number) {
    this.unit = unit;
    this.count = count;
  }
}

const millisecondsOfDay = 86_400_000;

/**
 * Reads a calendar day `2025-01-20`, or a month `2025-01` as its first day. Null for anything else and for
 * days that do not exist.
 */
export function parseDay(text: string): Day | null {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!found) return null;
  return dayOf(Number(found[1]), Number(found[2]), Number(found[3] ?? 1));
}

/** The day of a year, month (1-12) and day of the month, or null when there is no such day in the years 1-9999. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!(year >= 1 && year <= 9999) || !(month >= 1 && month <= 12) || day < 1) return null;
  if (day > monthLength(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, '0');
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Year, month (1-12) and day of the month of a day. */
export function partsOfDay(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** ISO weekday of a day, 1 = Monday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  const number = dayNumber(day);
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`) / millisecondsOfDay;
}

function dayFromNumber(number: number): Day | null {
  const date = new Date(number * millisecondsOfDay);
  return Number.isNaN(date.getTime())
    ? null
    : dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * A day moved by a duration. Months keep the day of the month where the month has it, else take its last day:
 * 31 January and one month is 28 or 29 February. Null outside the years 1-9999.
 */
export function moveDay(day: Day, span: Span): Day | null {
  if (span.unit === 'days') return dayFromNumber(dayNumber(day) + span.count);
  const { year, month, day: ofMonth } = partsOfDay(day);
  const months = year * 12 + (month - 1) + span.count;
  const newYear = Math.floor(months / 12);
  const newMonth = (months % 12) + 1;
  if (newYear < 1 || newYear > 9999) return null;
  return dayOf(newYear, newMonth, Math.min(ofMonth, monthLength(newYear, newMonth)));
}

/**
 * Reads an ISO 8601 duration of years and months (`P1Y6M`) or of days (`P10D`), with a minus in front to go
 * back. Null for mixtures of the two and for hours, minutes and weeks.
 */
export function parseSpan(text: string): Span | null {
  const found = /^(-?)P(?:(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?|(\d{1,8})D)$/.exec(text);
  if (!found) return null;
  const sign = found[1] ? -1 : 1;
  // `|| 0` keeps -0 out.
  if (found[4] !== undefined) return new Span('days', sign * Number(found[4]) || 0);
  return new Span('months', sign * (Number(found[2] ?? 0) * 12 + Number(found[3] ?? 0)) || 0);
}

/** The ISO 8601 text of a duration, years taken out of months: `P1Y6M`, `-P10D`, `P0D`. */
export function printSpan(span: Span): string {
  const sign = span.count < 0 ? '-' : '';
  const count = Math.abs(span.count);
  if (span.unit === 'days') return `${sign}P${count}D`;
  const years = Math.floor(count / 12);
  const months = count % 12;
  if (years === 0) return `${sign}P${months}M`;
  return `${sign}P${years}Y${months > 0 ? `${months}M` : ''}`;
}

/** What a path reads of a date, as FEEL has it: `year`, `month` (1-12), `day`, `weekday` (1 = Monday). */
export const dayParts: Readonly<Record<string, (value: unknown) => Exact | null>> = {
  year: (value) => exactInteger(partsOfDay(value as Day).year),
  month: (value) => exactInteger(partsOfDay(value as Day).month),
  day: (value) => exactInteger(partsOfDay(value as Day).day),
  weekday: (value) => exactInteger(weekdayOf(value as Day)),
};

/** What a path reads of a duration: `years` and the `months` beyond them, or `days`; null for the other unit. */
export const spanParts: Readonly<Record<string, (value: unknown) => Exact | null>> = {
  years: (value) => partOf(value as Span, 'months', (count) => Math.trunc(count / 12)),
  months: (value) => partOf(value as Span, 'months', (count) => count % 12),
  days: (value) => partOf(value as Span, 'days', (count) => count),
};

function partOf(span: Span, unit: Span['unit'], take: (count: number) => number): Exact | null {
  return span.unit === unit ? exactInteger(take(span.count)) : null;
}

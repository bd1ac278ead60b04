import type { ClockTime, Day, Instant } from '../model/time.ts';
import { DAY_MS, dayFromNumber, dayNumber, digits, tryDayNumber } from './civil-day.ts';

const MINUTE_MS = 60_000;

/**
 * Zones whose offset has not changed since the instant given: answered by arithmetic, about a hundred times
 * faster than `Intl`. Vietnam keeps +07:00 since 13 June 1975 (IANA tz database, `Asia/Ho_Chi_Minh`).
 */
const FIXED: Readonly<Record<string, { offsetMs: number; sinceMs: number }>> = {
  UTC: { offsetMs: 0, sinceMs: Number.NEGATIVE_INFINITY },
  'Asia/Ho_Chi_Minh': { offsetMs: 420 * MINUTE_MS, sinceMs: Date.UTC(1975, 5, 13) },
  'Asia/Saigon': { offsetMs: 420 * MINUTE_MS, sinceMs: Date.UTC(1975, 5, 13) },
  'Asia/Bangkok': { offsetMs: 420 * MINUTE_MS, sinceMs: Date.UTC(1970, 0, 1) },
};

/** True when the zone is one this platform knows, by its IANA name. */
export function isTimezone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day of an instant in a zone. Refuses, by RangeError, what is not an instant or a zone. */
export function dayOf(instant: Instant, zone: string): Day {
  return dayFromNumber(dayNumberAt(instantMs(instant), zone));
}

/** The wall clock of an instant in a zone, `HH:MM`; seconds are cut off. */
export function clockOf(instant: Instant, zone: string): ClockTime {
  const ms = instantMs(instant);
  const local = ms + offsetAt(ms, zone);
  const minutes = Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * The instant at which the wall clock of a zone shows `time` on `day`. A time skipped by daylight saving is
 * moved on by the gap; a time that comes twice is its first. `24:00` is the end of the day.
 */
export function instantOf(day: Day, time: ClockTime, zone: string): Instant {
  return instantText(instantMsOf(dayNumber(day), time, zone));
}

/** The instant at which a day begins in a zone. */
export function startOfDay(day: Day, zone: string): Instant {
  return instantOf(day, '00:00', zone);
}

/** The milliseconds of an instant since 1970-01-01 UTC. Refuses, by RangeError, what is not one. */
export function instantMs(instant: Instant): number {
  let ms = writtenMs(instant);
  if (Number.isNaN(ms)) ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant: ${JSON.stringify(instant)}`);
  return ms;
}

/**
 * The milliseconds of `YYYY-MM-DDTHH:MM:SS.mmmZ`, the way instants are written here; not a number for any other
 * way. Several times as fast as `Date.parse`, which every command would otherwise wait for.
 */
function writtenMs(text: string): number {
  if (
    text.length !== 24 ||
    text.charCodeAt(10) !== 84 ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58 ||
    text.charCodeAt(19) !== 46 ||
    text.charCodeAt(23) !== 90
  )
    return Number.NaN;
  const day = tryDayNumber(text.slice(0, 10));
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  return day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + digits(text, 20, 23);
}

/** An instant as text, from milliseconds since 1970-01-01 UTC. */
export function instantText(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The number of the day it is in a zone at `ms`. */
export function dayNumberAt(ms: number, zone: string): number {
  return Math.floor((ms + offsetAt(ms, zone)) / DAY_MS);
}

/** `instantOf` on a day's number, in milliseconds. */
export function instantMsOf(day: number, time: ClockTime, zone: string): number {
  const local = day * DAY_MS + minutesOf(time) * MINUTE_MS;
  const before = offsetAt(local - DAY_MS, zone);
  const after = offsetAt(local + DAY_MS, zone);
  // Around a change of offset: the earlier reading where the clock shows the time twice, and where it never
  // shows it the old offset, which lands behind the gap.
  if (before === after || offsetAt(local - before, zone) === before) return local - before;
  return offsetAt(local - after, zone) === after ? local - after : local - before;
}

/** Minutes since midnight of a clock time. Refuses, by RangeError, what is not one. */
export function minutesOf(time: ClockTime): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(time);
  if (!match) throw new RangeError(`Not a time of day: ${JSON.stringify(time)}`);
  return match[1] === undefined ? 24 * 60 : Number(match[1]) * 60 + Number(match[2]);
}

function offsetAt(ms: number, zone: string): number {
  const fixed = FIXED[zone];
  if (fixed && ms >= fixed.sinceMs) return fixed.offsetMs;
  const second = Math.floor(ms / 1000) * 1000;
  const wall: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(zone).formatToParts(second)) wall[type] = Number(value);
  const { year, month, day, hour, minute, second: seconds } = wall;
  return Date.UTC(year!, month! - 1, day, hour, minute, seconds) - second;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, made);
  }
  return made;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

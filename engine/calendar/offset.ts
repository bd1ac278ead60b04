import { type Result, success } from '../issues/index.ts';
import type { ClockTime, Day, Instant } from '../model/time.ts';
import { addDays, addMonths } from './civil-day.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { instantMs, instantOf, instantText } from './zone.ts';

/** A unit in which a span of time is counted. A working day and eight working hours are different words. */
export type OffsetUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'workingDay' | 'workingHour';

/** A span of time; negative lies before. `offset` is whole. */
export interface Offset {
  offset: number;
  unit: OffsetUnit;
}

/** Which end of working hours a day stands for: a deadline falls at the `end`, a reminder at the `start`. */
export type Edge = 'start' | 'end';

/** How a day that was counted becomes an instant. `time`, a wall-clock time, wins over `edge`. */
export interface OffsetOptions {
  edge: Edge;
  time?: ClockTime;
}

/** Counts in days, giving a day. */
type CountDays = (calendar: WorkingCalendar, day: Day, offset: number) => Result<Day>;

/** Counts in parts of a day, giving an instant. */
type CountTime = (calendar: WorkingCalendar, instant: Instant, offset: number) => Result<Instant>;

const inDays: Readonly<Partial<Record<OffsetUnit, CountDays>>> = {
  day: (_, day, offset) => success(addDays(day, offset)),
  week: (_, day, offset) => success(addDays(day, offset * 7)),
  month: (_, day, offset) => success(addMonths(day, offset)),
  workingDay: (calendar, day, offset) =>
    offset === 0 && calendar.isWorkingDay(day) !== true
      ? calendar.addWorkingDays(day, 1)
      : calendar.addWorkingDays(day, offset),
};

const inTime: Readonly<Partial<Record<OffsetUnit, CountTime>>> = {
  minute: (_, instant, offset) => success(instantText(instantMs(instant) + offset * 60_000)),
  hour: (_, instant, offset) => success(instantText(instantMs(instant) + offset * 3_600_000)),
  workingHour: (calendar, instant, offset) => calendar.addWorkingHours(instant, offset),
};

/**
 * The instant a span before or after a base.
 *
 * Days, weeks, months and working days are counted from the base's day and end at `time` of the day reached, or
 * at the `edge` of its working hours. No working days from a day off is the next working day, so that nothing
 * counted in working days falls on a day off; a calendar day may fall on one.
 * Minutes, hours and working hours are counted from the base's instant, which for a day is the `edge` of its
 * working hours; `time` says nothing to them.
 * Refused with `calendar.ref.unknown_year` where the calendar would have to guess.
 */
export function addOffset(
  calendar: WorkingCalendar,
  base: Instant | Day,
  { offset, unit }: Offset,
  options: OffsetOptions,
): Result<Instant> {
  const count = inDays[unit];
  if (!count) return inTime[unit]!(calendar, instantAt(calendar, base, options.edge), offset);
  const day = count(calendar, dayAt(calendar, base), offset);
  if (!day.ok) return day;
  return success(
    options.time === undefined
      ? instantAt(calendar, day.value, options.edge)
      : instantOf(day.value, options.time, calendar.timezone),
  );
}

/** The day a base is: itself, or the one its instant falls on. */
export function dayAt(calendar: WorkingCalendar, base: Instant | Day): Day {
  return base.length === 10 ? base : calendar.dayOf(base);
}

function instantAt(calendar: WorkingCalendar, base: Instant | Day, edge: Edge): Instant {
  if (base.length !== 10) return base;
  return edge === 'start' ? calendar.startOfWorkingDay(base) : calendar.endOfWorkingDay(base);
}

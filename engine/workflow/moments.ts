import {
  addDays,
  addOffset,
  type DeadlineExplanation,
  type Edge,
  explainDeadline,
  instantOf,
  startOfDay,
  type WorkingCalendar,
} from '../calendar/index.ts';
import type { Anchor, RelativeDate } from '../model/generated/definitions.ts';
import type { Day, Instant } from '../model/time.ts';

/** The moments spans are counted from. What is absent has no meaning where the moment is asked for. */
export type Anchors = Readonly<Partial<Record<Anchor, Instant | Day>>>;

/**
 * When a moment of a definition comes. `unknownYear` says that the calendar does not hold a year the counting
 * runs into: nothing is guessed. Null when the anchor has no meaning here.
 */
export type Moment = { at: Instant } | { unknownYear: number } | null;

/**
 * The instant of a relative date. Without a `time`, a day stands for the `start` or the `end` of its working
 * hours: a deadline falls at the end, a reminder at the start.
 */
export function momentOf(
  relative: RelativeDate,
  edge: Edge,
  anchors: Anchors,
  calendar: WorkingCalendar,
): Moment {
  const { date, time } = relative;
  if (date !== undefined)
    return {
      at: time === undefined ? edgeOf(calendar, date, edge) : instantOf(date, time, calendar.timezone),
    };
  const span = spanOf(relative, anchors);
  if (!span) return null;
  const found = addOffset(calendar, span.base, span.offset, {
    edge,
    ...(time === undefined ? {} : { time }),
  });
  if (found.ok) return { at: found.value };
  return { unknownYear: Number(found.issues[0]!.params['year']) };
}

/** Why a relative date falls when it does; null for a fixed day, an anchor without meaning or an unknown year. */
export function explainMoment(
  relative: RelativeDate,
  edge: Edge,
  anchors: Anchors,
  calendar: WorkingCalendar,
): DeadlineExplanation | null {
  const span = spanOf(relative, anchors);
  if (!span || relative.date !== undefined) return null;
  const { time } = relative;
  const why = explainDeadline(calendar, span.base, span.offset, {
    edge,
    ...(time === undefined ? {} : { time }),
  });
  return why.ok ? why.value : null;
}

/** The last millisecond of a day: a day named as the last one is included whole. */
export function endOfDay(day: Day, timezone: string): Instant {
  return new Date(Date.parse(startOfDay(addDays(day, 1), timezone)) - 1).toISOString();
}

/** An instant some milliseconds later. */
export function laterBy(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

function spanOf({ offset = 0, unit = 'day', after, before }: RelativeDate, anchors: Anchors) {
  const base = anchors[(after ?? before)!];
  if (base === undefined) return null;
  return { base, offset: { offset: after === undefined ? -offset : offset, unit } };
}

function edgeOf(calendar: WorkingCalendar, day: Day, edge: Edge): Instant {
  return edge === 'start' ? calendar.startOfWorkingDay(day) : calendar.endOfWorkingDay(day);
}

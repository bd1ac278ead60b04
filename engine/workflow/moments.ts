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
  // What is counted in days follows from the day it is counted from, and most cases of a day share it.
  const base = relative.date ?? anchors[(relative.after ?? relative.before)!];
  if (base === undefined) return null;
  if (countsTime.has(relative.unit ?? 'day')) return found(relative, edge, anchors, calendar);
  const key = edge + (base.length === 10 ? base : campaignDay(calendar, base));
  const moments = momentsOf(relative, calendar);
  let moment = moments.get(key);
  if (moment === undefined) {
    moment = found(relative, edge, anchors, calendar);
    if (moments.size < 1_000) moments.set(key, moment);
  }
  return moment;
}

const countsTime: ReadonlySet<string> = new Set(['minute', 'hour', 'workingHour']);
const remembered = new WeakMap<WorkingCalendar, WeakMap<RelativeDate, Map<string, Moment>>>();

function momentsOf(relative: RelativeDate, calendar: WorkingCalendar): Map<string, Moment> {
  const ofCalendar = remembered.get(calendar) ?? new WeakMap<RelativeDate, Map<string, Moment>>();
  const moments = ofCalendar.get(relative) ?? new Map<string, Moment>();
  ofCalendar.set(relative, moments);
  remembered.set(calendar, ofCalendar);
  return moments;
}

function found(relative: RelativeDate, edge: Edge, anchors: Anchors, calendar: WorkingCalendar): Moment {
  const { date, time } = relative;
  if (date !== undefined)
    return {
      at: time === undefined ? edgeOf(calendar, date, edge) : instantOf(date, time, calendar.timezone),
    };
  const span = spanOf(relative, anchors);
  if (!span) return null;
  const reached = addOffset(calendar, span.base, span.offset, {
    edge,
    ...(time === undefined ? {} : { time }),
  });
  if (reached.ok) return { at: reached.value };
  return { unknownYear: Number(reached.issues[0]!.params['year']) };
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

const days = new WeakMap<WorkingCalendar, Map<Instant, Day>>();

/** The day an instant falls on; the latest few thousand are remembered, since a command asks for the same again. */
export function campaignDay(calendar: WorkingCalendar, at: Instant): Day {
  let known = days.get(calendar);
  if (!known) {
    known = new Map();
    days.set(calendar, known);
  }
  let day = known.get(at);
  if (day === undefined) {
    day = calendar.dayOf(at);
    if (known.size >= 5_000) known.clear();
    known.set(at, day);
  }
  return day;
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

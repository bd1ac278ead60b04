import { type Issue, issue, type Result, success } from '../issues/index.ts';
import type { Calendar, Day, Instant, NamedDay } from '../model/time.ts';
import { dayFromNumber, dayNumber, weekdayOfNumber } from './civil-day.ts';
import { dayNumberAt, instantMs, instantMsOf, instantText } from './zone.ts';

/**
 * A calendar made ready to count with. Every answer about a year the calendar does not hold is the Issue
 * `calendar.ref.unknown_year` (or null where that is said): nothing is guessed. Instants lie in the calendar's
 * own zone for the purpose of saying which day they are.
 */
export interface WorkingCalendar {
  readonly id: string;
  readonly revision: number;
  readonly timezone: string;
  /** The calendar it was made from. */
  readonly calendar: Calendar;
  /** Is the day worked? Null when its year is not known. */
  isWorkingDay(day: Day): boolean | null;
  /** What the calendar says of a day by name: a day off, or a weekend day worked instead. */
  named(day: Day): { kind: 'off' | 'worked'; day: NamedDay } | null;
  /**
   * The `n`-th working day after a day, before it when `n` is negative; the day itself, worked or not, when
   * `n` is 0. `n` is whole.
   */
  addWorkingDays(day: Day, n: number): Result<Day>;
  /**
   * The working days after `from` up to and including `to`, negative when `to` is earlier; null when a year
   * among the days counted is not known. This is `working days(from, to)` of the rule language.
   */
  workingDays(from: Day, to: Day): number | null;
  /**
   * The instant at which so many working hours have passed, or lay between when negative; fractions are
   * allowed. Counting on from outside working hours starts at their next beginning. The end of a stretch of
   * work is reached before the beginning of the next, and backwards the other way round.
   */
  addWorkingHours(instant: Instant, hours: number): Result<Instant>;
  /** The working hours from one instant to another, negative when `to` is earlier; null as for `workingDays`. */
  workingHours(from: Instant, to: Instant): number | null;
  /** The instant at which working hours begin on a day; the day need not be a worked or a known one. */
  startOfWorkingDay(day: Day): Instant;
  /** The instant at which working hours end on a day; the day need not be a worked or a known one. */
  endOfWorkingDay(day: Day): Instant;
  /** The day of an instant in the calendar's zone. */
  dayOf(instant: Instant): Day;
}

/** Consecutive known years: every day's place among the working ones, by prefix sums. */
interface Span {
  /** Day numbers of the first and the last day. */
  first: number;
  last: number;
  /** How many working days of the span lie before the day at an index; one more entry than days. */
  before: Int32Array;
  /** Day numbers of the working days, in order. */
  worked: Int32Array;
  text: Day[];
  stretches?: Stretches;
}

/** The stretches of work of a span, in milliseconds; `done` is the work before each, with the total at the end. */
interface Stretches {
  starts: Float64Array;
  ends: Float64Array;
  done: Float64Array;
}

const HOUR_MS = 3_600_000;
const compiled = new WeakMap<Calendar, WorkingCalendar>();

/**
 * Makes a calendar ready to count with; once per object, which must not be changed afterwards. The calendar has
 * passed `checkCalendar`: a zone or a day that does not exist is a RangeError.
 */
export function compileCalendar(calendar: Calendar): WorkingCalendar {
  let made = compiled.get(calendar);
  if (!made) {
    made = compile(calendar);
    compiled.set(calendar, made);
  }
  return made;
}

function compile(calendar: Calendar): WorkingCalendar {
  const { id, revision, timezone, hours } = calendar;
  const opening = hours[0]?.from;
  const closing = hours.at(-1)?.to;
  if (opening === undefined || closing === undefined) throw new RangeError(`Calendar ${id} has no hours`);
  const spans = spansOf(calendar);
  const names = namesOf(calendar);
  const openings = new Map<Day, Instant>();
  const closings = new Map<Day, Instant>();

  const spanAt = (number: number): Span | undefined =>
    spans.find((span) => number >= span.first && number <= span.last);
  const unknown = (number: number): { ok: false; issues: Issue[] } => ({
    ok: false,
    issues: [unknownYear(calendar, dayFromNumber(number))],
  });
  const stretchesOf = (span: Span): Stretches => {
    span.stretches ??= stretches(span, calendar);
    return span.stretches;
  };

  return {
    id,
    revision,
    timezone,
    calendar,

    isWorkingDay(day) {
      const number = dayNumber(day);
      const span = spanAt(number);
      return span ? span.before[number - span.first + 1]! > span.before[number - span.first]! : null;
    },

    named: (day) => names.get(day) ?? null,

    addWorkingDays(day, n) {
      const number = dayNumber(day);
      if (n === 0) return success(day);
      // The day itself is not counted, so its own year may be unknown where the next day's is known.
      const next = n > 0 ? number + 1 : number - 1;
      const span = spanAt(next);
      if (!span) return unknown(next);
      const passed = span.before[n > 0 ? next - span.first : number - span.first]!;
      const place = n > 0 ? passed + n - 1 : passed + n;
      if (place < 0) return unknown(span.first - 1);
      if (place >= span.worked.length) return unknown(span.last + 1);
      return success(span.text[span.worked[place]! - span.first]!);
    },

    workingDays(from, to) {
      const [low, high] = from <= to ? [dayNumber(from), dayNumber(to)] : [dayNumber(to), dayNumber(from)];
      if (low === high) return 0;
      const span = spanAt(low + 1);
      if (!span || high > span.last) return null;
      const count = span.before[high - span.first + 1]! - span.before[low + 1 - span.first]!;
      return from <= to || count === 0 ? count : -count;
    },

    addWorkingHours(instant, amount) {
      if (amount === 0) return success(instant);
      const ms = instantMs(instant);
      const number = dayNumberAt(ms, timezone);
      const span = spanAt(number);
      if (!span) return unknown(number);
      const { starts, ends, done } = stretchesOf(span);
      const target = workedAt(ms, starts, ends, done) + Math.round(amount * HOUR_MS);
      if (target < 0) return unknown(span.first - 1);
      if (target > done[starts.length]!) return unknown(span.last + 1);
      const place = amount > 0 ? firstAtLeast(done, target) - 1 : lastAtMost(done, target, starts.length);
      return success(instantText(starts[place]! + target - done[place]!));
    },

    workingHours(from, to) {
      const fromMs = instantMs(from);
      const toMs = instantMs(to);
      const span = spanAt(dayNumberAt(fromMs, timezone));
      if (!span || span !== spanAt(dayNumberAt(toMs, timezone))) return null;
      const { starts, ends, done } = stretchesOf(span);
      return (workedAt(toMs, starts, ends, done) - workedAt(fromMs, starts, ends, done)) / HOUR_MS;
    },

    startOfWorkingDay: (day) => remembered(openings, day, opening, timezone),
    endOfWorkingDay: (day) => remembered(closings, day, closing, timezone),

    dayOf(instant) {
      const number = dayNumberAt(instantMs(instant), timezone);
      const span = spanAt(number);
      return span ? span.text[number - span.first]! : dayFromNumber(number);
    },
  };
}

/** The Issue for a day in a year the calendar does not hold. */
export function unknownYear(calendar: Calendar, day: Day): Issue {
  return issue(
    'calendar.ref.unknown_year',
    { source: `calendars/${calendar.id}.json`, pointer: '/years' },
    { calendar: calendar.id, year: Number(day.slice(0, 4)), known: Object.keys(calendar.years).sort() },
  );
}

function spansOf(calendar: Calendar): Span[] {
  const years = Object.keys(calendar.years).map(Number);
  years.sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let at = 0; at < years.length; ) {
    let end = at;
    while (years[end + 1] === years[end]! + 1) end += 1;
    spans.push(spanOf(calendar, years[at]!, years[end]!));
    at = end + 1;
  }
  return spans;
}

function spanOf(calendar: Calendar, firstYear: number, lastYear: number): Span {
  const first = dayNumber(`${String(firstYear).padStart(4, '0')}-01-01`);
  const last = dayNumber(`${String(lastYear).padStart(4, '0')}-12-31`);
  const length = last - first + 1;
  const works = new Uint8Array(length);
  for (let index = 0; index < length; index += 1)
    works[index] = calendar.week.includes(weekdayOfNumber(first + index)) ? 1 : 0;
  for (let year = firstYear; year <= lastYear; year += 1) {
    const { off, worked } = calendar.years[String(year).padStart(4, '0')]!;
    for (const { date } of off) works[dayNumber(date) - first] = 0;
    for (const { date } of worked) works[dayNumber(date) - first] = 1;
  }
  const before = new Int32Array(length + 1);
  const days: number[] = [];
  for (let index = 0; index < length; index += 1) {
    if (works[index] === 1) days.push(first + index);
    before[index + 1] = days.length;
  }
  const text = Array.from({ length }, (_, index) => dayFromNumber(first + index));
  return { first, last, before, worked: Int32Array.from(days), text };
}

function namesOf(calendar: Calendar): Map<Day, { kind: 'off' | 'worked'; day: NamedDay }> {
  const names = new Map<Day, { kind: 'off' | 'worked'; day: NamedDay }>();
  for (const { off, worked } of Object.values(calendar.years)) {
    for (const day of off) names.set(day.date, { kind: 'off', day });
    for (const day of worked) names.set(day.date, { kind: 'worked', day });
  }
  return names;
}

function stretches(span: Span, { hours, timezone }: Calendar): Stretches {
  const length = span.worked.length * hours.length;
  const made = {
    starts: new Float64Array(length),
    ends: new Float64Array(length),
    done: new Float64Array(length + 1),
  };
  let place = 0;
  for (const number of span.worked)
    for (const { from, to } of hours) {
      made.starts[place] = instantMsOf(number, from, timezone);
      made.ends[place] = instantMsOf(number, to, timezone);
      made.done[place + 1] = made.done[place]! + made.ends[place]! - made.starts[place]!;
      place += 1;
    }
  return made;
}

/** The work of the span done at an instant. */
function workedAt(ms: number, starts: Float64Array, ends: Float64Array, done: Float64Array): number {
  const place = lastAtMost(starts, ms, starts.length);
  return place < 0 ? 0 : done[place]! + Math.min(ms, ends[place]!) - starts[place]!;
}

/** The last index below `length` whose value is at most `wanted`, or -1; `values` rise. */
function lastAtMost(values: Float64Array, wanted: number, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first index whose value is at least `wanted`; there is one, and `values` rise. */
function firstAtLeast(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function remembered(known: Map<Day, Instant>, day: Day, time: string, zone: string): Instant {
  let instant = known.get(day);
  if (instant === undefined) {
    instant = instantText(instantMsOf(dayNumber(day), time, zone));
    // Days of a campaign are few; a caller walking through all of history must not fill the memory.
    if (known.size < 5_000) known.set(day, instant);
  }
  return instant;
}

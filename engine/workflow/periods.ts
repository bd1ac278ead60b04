import {
  addDays,
  addMonths,
  addOffset,
  compileCalendar,
  daysInMonth,
  type WorkingCalendar,
  weekday,
} from '../calendar/index.ts';
import type {
  Duration,
  Entry,
  MonthDay,
  PeriodChange,
  Phase,
  RelativeDate,
} from '../model/generated/definitions.ts';
import type { Calendar, Day, Instant } from '../model/time.ts';
import type { Campaign } from './campaign.ts';
import { type Anchors, endOfDay, momentOf } from './moments.ts';

/** A period an entry is for: its days, and the moments that follow from them. */
export interface Period {
  /** `2025-02`, a piece `2025-02-p1`, `2025-q1`, `2025-w07`, `2025`, a phase's id, `once` or `event`. */
  id: string;
  /** First and last day of the data, both included, within the campaign. */
  from: Day;
  until: Day;
  phase?: string;
  /** From when it may be filled and owed cases exist. */
  opensAt: Instant;
  /** Until when it is taken; absent when it never closes. */
  closesAt?: Instant;
  /** Until when it is still taken after closing; absent when it never closes. */
  graceUntil?: Instant;
}

/** The days a campaign and its phases begin and end, as anchors. */
export function campaignAnchors(campaign: Campaign, phase?: string): Anchors {
  const found = campaign.phases.find(({ id }) => id === phase);
  return {
    campaignStart: campaign.opens,
    campaignEnd: campaign.closes,
    ...(found ? { phaseStart: found.opens, phaseEnd: found.closes } : {}),
  };
}

/** The anchors of a period of an entry. */
export function periodAnchors(campaign: Campaign, period: Pick<Period, 'from' | 'until' | 'phase'>): Anchors {
  return {
    ...campaignAnchors(campaign, period.phase),
    periodStart: period.from,
    periodEnd: period.until,
  };
}

interface Listed {
  periods: readonly Period[];
  /** The place of each in the list, by its id. */
  places: ReadonlyMap<string, number>;
}

const listed = new WeakMap<Calendar, WeakMap<Entry, Listed>>();

/**
 * The periods of an entry, in order: those that overlap the campaign, clipped to it, cut at phase borders by the
 * entry's rule, with its changes to single ones made, none earlier than `openFrom`. Worked out once for an entry
 * and a calendar. An entry of another campaign, or an id that is not one of its entries, is a broken promise.
 */
export function periodsOf(campaign: Campaign, entry: string, calendar: Calendar): readonly Period[] {
  return listedOf(campaign, entry, calendar).periods;
}

function listedOf(campaign: Campaign, entry: string, calendar: Calendar): Listed {
  const compiled = campaign.entries[entry];
  if (!compiled) throw new Error(`The campaign ${campaign.id} has no entry ${entry}.`);
  const { definition } = compiled;
  let ofCalendar = listed.get(calendar);
  if (!ofCalendar) {
    ofCalendar = new WeakMap();
    listed.set(calendar, ofCalendar);
  }
  let made = ofCalendar.get(definition);
  if (!made) {
    const periods = makePeriods(campaign, definition, compileCalendar(calendar));
    made = { periods, places: new Map(periods.map(({ id }, place) => [id, place])) };
    ofCalendar.set(definition, made);
  }
  return made;
}

/** One period of an entry by its id; null when the entry has none of that id. */
export function periodOf(campaign: Campaign, entry: string, id: string, calendar: Calendar): Period | null {
  const { periods, places } = listedOf(campaign, entry, calendar);
  const place = places.get(id);
  return place === undefined ? null : periods[place]!;
}

/** The period before one, on whose case `previous` looks; null for the first. */
export function periodBefore(
  campaign: Campaign,
  entry: string,
  id: string,
  calendar: Calendar,
): Period | null {
  const { periods, places } = listedOf(campaign, entry, calendar);
  return periods[(places.get(id) ?? 0) - 1] ?? null;
}

/** Kinds of period that are never cut: there is one, or one a phase. */
const whole: ReadonlySet<Entry['per']> = new Set(['once', 'event', 'phase']);

interface Span {
  id: string;
  from: Day;
  until: Day;
  phase?: string;
  /** Changes to this very period or the one it is a piece of. */
  change?: PeriodChange;
}

function makePeriods(campaign: Campaign, entry: Entry, calendar: WorkingCalendar): Period[] {
  const changes = new Map((entry.periods ?? []).map((one) => [one.period, one]));
  const withChange = (span: Span): Span => {
    const change = changes.get(span.id) ?? span.change;
    const own = changes.get(span.id);
    return {
      ...span,
      ...(own?.from === undefined ? {} : { from: own.from }),
      ...(own?.until === undefined ? {} : { until: own.until }),
      ...(change ? { change } : {}),
    };
  };
  return spansOf[entry.per](campaign, entry)
    .map(withChange)
    .map((span) => clip(span, campaign.opens, campaign.closes))
    .filter(({ from, until }) => from <= until)
    .flatMap((span) => cut(span, campaign.phases, whole.has(entry.per) ? 'endsIn' : (entry.cut ?? 'endsIn')))
    .map(withChange)
    .filter(({ change }) => !change?.skip)
    .filter((span) => !isBefore(span, campaign.definition.openFrom))
    .map((span) => timed(span, campaign, entry, calendar));
}

type Spans = (campaign: Campaign, entry: Entry) => Span[];

const spansOf: Readonly<Record<Entry['per'], Spans>> = {
  phase: ({ phases }) => phases.map(({ id, opens, closes }) => ({ id, from: opens, until: closes })),
  once: ({ opens, closes }) => [{ id: 'once', from: opens, until: closes }],
  event: ({ opens, closes }) => [{ id: 'event', from: opens, until: closes }],
  year: (campaign, entry) => months(campaign, entry, 12, (year) => year),
  quarter: (campaign, entry) =>
    months(campaign, entry, 3, (year, month) => `${year}-q${Math.ceil(month / 3)}`),
  month: (campaign, entry) => months(campaign, entry, 1, (year, month) => `${year}-${two(month)}`),
  week: weeks,
};

/** Runs of `length` months that may touch the campaign, one more at each end. */
function months(
  campaign: Campaign,
  entry: Entry,
  length: number,
  idOf: (year: string, month: number) => string,
): Span[] {
  const spans: Span[] = [];
  // Data may lie up to twelve months away from the months a period is named after.
  const last = addMonths(campaign.closes, 12 + length);
  const first = addMonths(campaign.opens, -12 - length);
  const month = Number(first.slice(5, 7));
  let start = `${first.slice(0, 4)}-${two(month - ((month - 1) % length))}-01`;
  for (; start <= last; start = addMonths(start, length)) {
    const end = addMonths(start, length - 1);
    const next = addMonths(start, length);
    const previousEnd = addMonths(start, -1);
    const { dataFrom, dataUntil } = entry;
    const from = dataFrom
      ? dayOfMonth(start, dataFrom)
      : dataUntil
        ? addDays(dayOfMonth(previousEnd, dataUntil), 1)
        : start;
    const until = dataUntil
      ? dayOfMonth(end, dataUntil)
      : addDays(dataFrom ? dayOfMonth(next, dataFrom) : next, -1);
    spans.push({ id: idOf(start.slice(0, 4), Number(start.slice(5, 7))), from, until });
  }
  return spans;
}

/** ISO 8601 weeks, Monday to Sunday; a week belongs to the year its Thursday lies in. */
function weeks({ opens, closes }: Campaign): Span[] {
  const spans: Span[] = [];
  for (let monday = addDays(opens, 1 - weekday(opens)); monday <= closes; monday = addDays(monday, 7)) {
    const year = addDays(monday, 3).slice(0, 4);
    const fourth = `${year}-01-04`;
    const first = addDays(fourth, 1 - weekday(fourth));
    const number = Math.round((Date.parse(monday) - Date.parse(first)) / 604_800_000) + 1;
    spans.push({ id: `${year}-w${two(number)}`, from: monday, until: addDays(monday, 6) });
  }
  return spans;
}

function dayOfMonth(month: Day, { dayOfMonth: day, monthOffset }: MonthDay): Day {
  const first = addMonths(`${month.slice(0, 8)}01`, monthOffset);
  const most = daysInMonth(Number(first.slice(0, 4)), Number(first.slice(5, 7)));
  return `${first.slice(0, 8)}${two(Math.min(day, most))}`;
}

function clip(span: Span, first: Day, last: Day): Span {
  return {
    ...span,
    from: span.from < first ? first : span.from,
    until: span.until > last ? last : span.until,
  };
}

/** A period across phases: whole in the phase of its first or last day, or a piece in each. */
function cut(span: Span, phases: readonly Phase[], rule: NonNullable<Entry['cut']>): Span[] {
  const within = phases.filter(({ opens, closes }) => opens <= span.until && closes >= span.from);
  if (within.length === 0) return [span];
  if (within.length === 1) return [{ ...span, phase: within[0]!.id }];
  if (rule === 'split')
    return within.map(({ id, opens, closes }, index) => ({
      ...clip(span, opens, closes),
      id: `${span.id}-p${index + 1}`,
      phase: id,
    }));
  return [{ ...span, phase: (rule === 'startsIn' ? within[0]! : within.at(-1)!).id }];
}

/**
 * Is a period earlier than `openFrom`? Ids of the same shape are compared as they are; otherwise `openFrom`, a
 * day, month or year, is compared with the last day of the period.
 */
function isBefore({ id, until }: Span, openFrom: string | undefined): boolean {
  if (openFrom === undefined) return false;
  const shape = (text: string): string => text.replace(/-p\d+$/, '').replace(/\d/g, '0');
  if (shape(id) === shape(openFrom)) return id.replace(/-p\d+$/, '') < openFrom.replace(/-p\d+$/, '');
  return /^\d{4}(-\d{2}){0,2}$/.test(openFrom) && until < openFrom;
}

function timed(span: Span, campaign: Campaign, entry: Entry, calendar: WorkingCalendar): Period {
  const { id, from, until, phase, change } = span;
  const anchors = periodAnchors(campaign, span);
  const opens = change?.opens ?? entry.opens;
  const closes = change?.closes ?? entry.closes;
  const period: Period = {
    id,
    from,
    until,
    ...(phase === undefined ? {} : { phase }),
    opensAt: (opens && at(opens, 'start', anchors, calendar)) ?? calendar.startOfWorkingDay(from),
  };
  const closesAt = closes && lastMoment(closes, anchors, calendar);
  if (closesAt === undefined || closesAt === null) return period;
  const grace = entry.grace ?? campaign.phases.find((one) => one.id === phase)?.grace;
  return { ...period, closesAt, graceUntil: grace ? graceAfter(closesAt, grace, calendar) : closesAt };
}

/** When something closes: the day named is included whole, unless the moment has a time of its own. */
function lastMoment(closes: RelativeDate, anchors: Anchors, calendar: WorkingCalendar): Instant | null {
  const moment = at(closes, 'end', anchors, calendar);
  const exact =
    closes.time !== undefined ||
    closes.unit === 'minute' ||
    closes.unit === 'hour' ||
    closes.unit === 'workingHour';
  return moment === null || exact ? moment : endOfDay(calendar.dayOf(moment), calendar.timezone);
}

function graceAfter(closesAt: Instant, grace: Duration, calendar: WorkingCalendar): Instant {
  const found = addOffset(calendar, closesAt, grace, { edge: 'end' });
  if (!found.ok) return closesAt;
  const exact = grace.unit === 'minute' || grace.unit === 'hour' || grace.unit === 'workingHour';
  return exact ? found.value : endOfDay(calendar.dayOf(found.value), calendar.timezone);
}

function at(
  relative: RelativeDate,
  edge: 'start' | 'end',
  anchors: Anchors,
  calendar: WorkingCalendar,
): Instant | null {
  const moment = momentOf(relative, edge, anchors, calendar);
  return moment && 'at' in moment ? moment.at : null;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

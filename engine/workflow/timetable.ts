import { addDays, addOffset, startOfDay, type WorkingCalendar } from '../calendar/index.ts';
import type {
  Duration,
  Escalation,
  RelativeDate,
  Reminder,
  Validity,
} from '../model/generated/definitions.ts';
import type { Day, Instant } from '../model/time.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { type Anchors, momentOf } from './moments.ts';
import { type Period, periodAnchors } from './periods.ts';

/** When a step is due and must be looked at again, for a case that came to it at some moment. */
export interface Timetable {
  /** Absent without a deadline, or when its year is not known. */
  dueAt?: Instant;
  /** The year the calendar lacks, when the due time could not be told for that reason. */
  dueUnknown?: number;
  /** Reminders and escalations; the end of the step's validity and of its patience, which have no rule. */
  moments: readonly TimetableMoment[];
}

/** One moment at which a case must be looked at again while it stands at the step. */
export interface TimetableMoment {
  kind: 'reminder' | 'escalation' | 'validity' | 'silence';
  rule?: string;
  at: Instant;
  /** The id of its wake at a visit: `<kind>:<step>:<visit>:<rule>`. */
  idOf(visit: number): string;
}

/** The parts of a step that say when. */
interface TimedStep {
  deadline?: RelativeDate;
  /** How long bodies asked may be silent: what they are due by. */
  silence?: Duration;
  reminders?: readonly Reminder[];
  escalations?: readonly Escalation[];
  valid?: Validity;
}

const remembered = new WeakMap<CompiledStep, WeakMap<Period, Map<Day, Timetable>>>();

/**
 * The timetable of a step for a period, entered at a moment. Where everything is counted in days it follows from
 * the day alone, and is worked out once for all the cases of that day.
 */
export function timetableOf(
  campaign: Campaign,
  step: CompiledStep,
  period: Period,
  calendar: WorkingCalendar,
  now: Instant,
  day: Day,
): Timetable {
  let ofStep = remembered.get(step);
  if (!ofStep) {
    ofStep = new WeakMap();
    remembered.set(step, ofStep);
  }
  let ofPeriod = ofStep.get(period);
  if (!ofPeriod) {
    ofPeriod = new Map();
    ofStep.set(period, ofPeriod);
  }
  let timetable = ofPeriod.get(day);
  if (!timetable) {
    const definition = step.definition as TimedStep;
    timetable = makeTimetable(campaign, step.id, definition, period, calendar, now);
    if (!countsFromTheClock(definition)) ofPeriod.set(day, timetable);
  }
  return timetable;
}

const idle = new WeakMap<Duration, { calendar: WorkingCalendar; day: Day; until: Instant | null }>();

/**
 * Until when a task claimed at a moment may be left idle; null where the calendar does not know. Counted in days
 * it is the same for every claim of a day, and is worked out once.
 */
export function idleUntil(
  claimIdle: Duration,
  calendar: WorkingCalendar,
  now: Instant,
  day: Day,
): Instant | null {
  const known = idle.get(claimIdle);
  if (known && known.day === day && known.calendar === calendar) return known.until;
  const reached = addOffset(calendar, now, claimIdle, { edge: 'end' });
  const until = reached.ok ? reached.value : null;
  if (!clockUnits.has(claimIdle.unit)) idle.set(claimIdle, { calendar, day, until });
  return until;
}

const clockUnits: ReadonlySet<string | undefined> = new Set(['minute', 'hour', 'workingHour']);

/** Is anything counted from the moment of entering itself, in minutes or hours? */
function countsFromTheClock({ deadline, silence, reminders = [], escalations = [] }: TimedStep): boolean {
  const exact = (relative: RelativeDate): boolean =>
    (relative.after ?? relative.before) === 'entered' && clockUnits.has(relative.unit);
  return (
    (deadline !== undefined && exact(deadline)) ||
    clockUnits.has(silence?.unit) ||
    reminders.some(({ at }) => exact(at)) ||
    escalations.some(({ at }) => exact(at))
  );
}

function makeTimetable(
  campaign: Campaign,
  step: string,
  { silence, deadline = deadlineOf(silence), reminders = [], escalations = [], valid }: TimedStep,
  period: Period,
  calendar: WorkingCalendar,
  now: Instant,
): Timetable {
  const anchors: Anchors = { ...periodAnchors(campaign, period), entered: now };
  const due = deadline ? momentOf(deadline, 'end', anchors, calendar) : null;
  const dueAt = due && 'at' in due ? due.at : undefined;
  const withDue: Anchors = dueAt === undefined ? anchors : { ...anchors, due: dueAt };
  const rules = [
    ...reminders.map(({ id, at }) => ({ kind: 'reminder' as const, rule: id, at })),
    ...escalations.map(({ id, at }) => ({ kind: 'escalation' as const, rule: id, at })),
  ];
  const moments: TimetableMoment[] = rules.flatMap(({ kind, rule, at }) => {
    const moment = momentOf(at, 'start', withDue, calendar);
    return moment && 'at' in moment
      ? [{ kind, rule, at: moment.at, idOf: visitIds((visit) => `${kind}:${step}:${visit}:${rule}`) }]
      : [];
  });
  if (silence && dueAt !== undefined)
    moments.push({ kind: 'silence', at: dueAt, idOf: visitIds((visit) => `silence:${step}:${visit}`) });
  if (valid?.to !== undefined)
    moments.push({
      kind: 'validity',
      at: startOfDay(addDays(valid.to, 1), calendar.timezone),
      idOf: visitIds((visit) => `validity:${step}:${visit}`),
    });
  return {
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(due && 'unknownYear' in due ? { dueUnknown: due.unknownYear } : {}),
    moments,
  };
}

/** When bodies asked are due: once their time to be silent is over. */
export function deadlineOf(silence: Duration | undefined): RelativeDate | undefined {
  return silence && { offset: silence.offset, unit: silence.unit, after: 'entered' };
}

/** Ids by visit, each made once: most cases pass a step once or twice. */
export function visitIds(make: (visit: number) => string): (visit: number) => string {
  const made: string[] = [];
  return (visit) => {
    if (visit >= 64) return make(visit);
    made[visit] ??= make(visit);
    return made[visit];
  };
}

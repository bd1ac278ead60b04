import { addDays, startOfDay } from '../calendar/index.ts';
import type { CaseState, Wake } from '../model/case.ts';
import type { Calendar, Instant } from '../model/time.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { caseIdOf } from './case-id.ts';
import { namesOfCase } from './entry-names.ts';
import { momentOf } from './moments.ts';
import { periodAnchors, periodOf, periodsOf } from './periods.ts';
import { ruleHolds } from './rule-names.ts';
import type { StepOf } from './steps/step-kind.ts';
import { ask, type Turn } from './turn.ts';

/**
 * What a step waits for has come: its day is here, its rule holds, the other case has ended. While that is asked for
 * the answer is no, and the turn is decided again.
 */
export function waitedFor(turn: Turn, step: CompiledStep, visit: number, since: Instant): boolean {
  const { for: other } = step.definition as StepOf<'wait'>;
  if (other !== undefined) {
    const id = caseWaitedFor(turn.campaign, other, turn.state, turn.context.calendar);
    if (id === null) return true;
    const known = turn.context.resolved?.cases?.[id];
    if (known === undefined) ask(turn, { need: 'case', id });
    return known?.state === 'ended';
  }
  if (step.until) return ruleHolds(turn, step.until, { step: step.id, visit });
  const at = dayWaitedFor(turn, step, since);
  return at !== null && at <= turn.context.now;
}

/** The moment a step waits for; null when it waits for something else, or the calendar does not know it. */
export function dayWaitedFor(
  { campaign, period, calendar }: Pick<Turn, 'campaign' | 'period' | 'calendar'>,
  step: CompiledStep,
  since: Instant,
): Instant | null {
  const { until } = step.definition as StepOf<'wait'>;
  const anchors = { ...periodAnchors(campaign, period), entered: since };
  const moment = until && momentOf(until, 'start', anchors, calendar);
  return moment && 'at' in moment ? moment.at : null;
}

/**
 * The moment to look again: the day waited for, else the start of tomorrow. What ends the wait earlier has the case
 * looked at of its own accord.
 */
export function waitWake(turn: Turn, { id, ...step }: CompiledStep, visit: number, since: Instant): Wake {
  const tomorrow = startOfDay(addDays(turn.day, 1), turn.calendar.timezone);
  const at = dayWaitedFor(turn, { id, ...step }, since) ?? tomorrow;
  return { id: `wait:${id}:${visit}:${at}`, at, kind: 'wait', step: id, visit };
}

/**
 * The case of another entry that a case waits for: of the same unit or subject, and the same period; where the
 * other entry has other periods, the last that began by the end of this one. Null when there is none.
 */
export function caseWaitedFor(
  campaign: Campaign,
  other: string,
  { entry, period: id, subject, unit }: Pick<CaseState, 'entry' | 'period' | 'subject' | 'unit'>,
  calendar: Calendar,
): string | null {
  const period = periodOf(campaign, entry, id, calendar);
  const until = period?.until ?? campaign.closes;
  const periods = periodsOf(campaign, other, calendar);
  const theirs = periods.find((one) => one.id === id) ?? periods.findLast(({ from }) => from <= until);
  return theirs ? caseIdOf(campaign.id, other, subject ?? unit.uid, theirs.id, 1) : null;
}

/** The cases that may wait for one that has ended, under each id they may have: to be looked at now. */
export function casesWaitingFor(
  campaign: Campaign,
  ended: Pick<CaseState, '_id' | 'entry' | 'subject' | 'unit'>,
  calendar: Calendar,
): string[] {
  const about = ended.subject ?? ended.unit.uid;
  return waitersOf(campaign, ended.entry).flatMap((entry) =>
    periodsOf(campaign, entry, calendar)
      .filter(({ id }) => {
        const waited = caseWaitedFor(campaign, ended.entry, { ...ended, entry, period: id }, calendar);
        return waited !== null && namesOfCase(campaign, waited).includes(ended._id);
      })
      .flatMap(({ id }) => namesOfCase(campaign, caseIdOf(campaign.id, entry, about, id, 1))),
  );
}

const waiters = new WeakMap<Campaign, Map<string, string[]>>();

/** The entries with a step that waits for a case of an entry. */
function waitersOf(campaign: Campaign, other: string): string[] {
  let known = waiters.get(campaign);
  if (!known) {
    known = new Map();
    for (const { id, workflow } of Object.values(campaign.entries))
      for (const { definition } of workflow.steps) {
        if (definition.kind !== 'wait' || definition.for === undefined) continue;
        known.set(definition.for, [...new Set([...(known.get(definition.for) ?? []), id])]);
      }
    waiters.set(campaign, known);
  }
  return known.get(other) ?? [];
}

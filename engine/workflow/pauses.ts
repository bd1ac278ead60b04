import { clockOf, instantOf, type WorkingCalendar } from '../calendar/index.ts';
import type { Standstill, StepVisit, Task, Wake } from '../model/case.ts';
import type { Escalation, RelativeDate, Reminder } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import type { CompiledStep, CompiledWorkflow } from './campaign.ts';
import { announce } from './effects.ts';
import type { ResumedData } from './events/resumed.ts';
import { isOfVisit, visitOfTask } from './events/standing.ts';
import { type Anchors, momentOf } from './moments.ts';
import { periodAnchors } from './periods.ts';
import { stepKinds } from './steps/index.ts';
import { type Arrival, claimWake, mayHold } from './tasks.ts';
import { timetableOf } from './timetable.ts';
import { emit, stepOf, type Turn } from './turn.ts';

/**
 * Clocks that stand still. A step that `pauses` is not left while others are asked, the work is corrected or
 * something is waited for: its task stays with whoever has it, without wakes, until the case is back. The time that
 * stood still then lies between it and its due time.
 */

/** The word in `pauses` under which a step stands still while the case is elsewhere. */
export type PauseWord = 'consult' | 'wait' | 'return';

/** Under which word a step stands still while the case goes to another and comes back; null when it is left. */
export function pausesFor({ byId }: CompiledWorkflow, step: CompiledStep, to: string): PauseWord | null {
  const target = byId[to]!;
  const kind = stepKinds.of(target.kind);
  if (!kind.pauses || !pausesOf(step).includes(kind.pauses)) return null;
  return kind.leads(target.definition).every((lead) => lead.to === step.id) ? kind.pauses : null;
}

/** The words in `pauses` of a step. */
export function pausesOf({ definition }: Pick<CompiledStep, 'definition'>): readonly PauseWord[] {
  return ('pauses' in definition ? definition.pauses : undefined) ?? [];
}

/** Leaves a step, or stops its clock. */
export function leaveOrPause(turn: Turn, step: string, visit: number, because: PauseWord | null): void {
  if (because === null) {
    emit(turn, 'left', { step, visit });
    return;
  }
  const drop = turn.state.wakes.filter((one) => isOfVisit(one, step, visit)).map(({ id }) => id);
  for (const { id } of tasksOf(turn, step, visit))
    emit(turn, 'paused', drop.length > 0 ? { task: id, because, drop } : { task: id, because });
}

/** The visit of a step that stands still; undefined when there is none. */
export function pausedVisit(turn: Turn, step: string): StepVisit | undefined {
  return turn.state.steps.find(
    (one) => one.step === step && tasksOf(turn, step, one.visit).some(({ paused }) => paused !== undefined),
  );
}

/** Lets the clock of a visit run again: what stood still lies between it and its due time. */
export function resume(turn: Turn, step: CompiledStep, { visit, since }: StepVisit, how: Arrival): void {
  for (const task of tasksOf(turn, step.id, visit)) {
    if (task.paused === undefined) continue;
    const stood = standstillOf(turn, step, task.paused);
    const dueAt = task.dueAt === undefined ? undefined : later(turn.calendar, task.dueAt, stood);
    const generation = task.generation + 1;
    const data: ResumedData = { task: task.id, generation, stood: together(task.stood, stood) };
    if (dueAt !== undefined) {
      data.dueAt = dueAt;
      data.calendarRevision = turn.calendar.revision;
    }
    const { claimFor } = how;
    if (
      task.claimedBy === undefined &&
      claimFor !== undefined &&
      mayHold(turn, step, claimFor, task.assignees)
    )
      data.claimedBy = claimFor;
    const { paused: _, ...running } = task;
    const effects = announce(turn, 'tasked', { step: step.id, visit, task: { ...running, generation } });
    if (effects) data.effects = effects;
    const holder = task.claimedBy ?? data.claimedBy;
    const idle = holder === undefined ? null : claimWake(turn, task.id, holder);
    const add = wakesAgain(turn, step, { visit, since }, task, data);
    if (idle) add.push(idle);
    if (add.length > 0) data.add = add;
    emit(turn, 'resumed', data);
  }
}

/** Steps that stood still for a case which now goes elsewhere are left. */
export function leaveForgotten(turn: Turn, to: CompiledStep, { returnTo, returnsThen = [] }: Arrival): void {
  if (turn.state.steps.length === 0) return;
  const waiting = [...(returnTo === undefined ? [] : [returnTo]), ...returnsThen.map(({ step }) => step)];
  for (const { step, visit } of turn.state.steps)
    if (
      step !== to.id &&
      pausedVisit(turn, step)?.visit === visit &&
      !waiting.includes(step) &&
      pausesFor(turn.entry.workflow, stepOf(turn, step), to.id) === null
    )
      emit(turn, 'left', { step, visit });
}

function tasksOf({ state }: Turn, step: string, visit: number): Task[] {
  return state.tasks.filter(({ id }) => isOfVisit(visitOfTask(id), step, visit));
}

const clockUnits: ReadonlySet<string | undefined> = new Set(['minute', 'hour', 'workingHour']);

/** For how long a task's clock has stood still: in working days, or hours where its deadline is counted in such. */
function standstillOf(
  { calendar, context, day }: Turn,
  { definition }: CompiledStep,
  from: Instant,
): Standstill {
  const { deadline } = definition as { deadline?: RelativeDate };
  if (clockUnits.has(deadline?.unit))
    return { offset: calendar.workingHours(from, context.now) ?? 0, unit: 'workingHour' };
  return { offset: calendar.workingDays(calendar.dayOf(from), day) ?? 0, unit: 'workingDay' };
}

function together(before: Standstill | undefined, { offset, unit }: Standstill): Standstill {
  return { offset: offset + (before?.unit === unit ? before.offset : 0), unit };
}

/** A moment so much working time later, at the same time of its day; the moment itself where the calendar ends. */
export function later(calendar: WorkingCalendar, at: Instant, { offset, unit }: Standstill): Instant {
  if (unit === 'workingHour') {
    const reached = calendar.addWorkingHours(at, offset);
    return reached.ok ? reached.value : at;
  }
  const day = calendar.addWorkingDays(calendar.dayOf(at), offset);
  return day.ok ? instantOf(day.value, clockOf(at, calendar.timezone), calendar.timezone) : at;
}

/**
 * The reminders and escalations that had not fired when the clock stopped. Those that go by the due time go by the
 * new one, those counted from entering move by what stood still, and any other stays where it was.
 */
function wakesAgain(
  turn: Turn,
  step: CompiledStep,
  { visit, since }: Pick<StepVisit, 'visit' | 'since'>,
  { paused, stood, dueAt }: Task,
  resumed: ResumedData,
): Wake[] {
  const { campaign, period, calendar, context, day } = turn;
  const { generation } = resumed;
  const before = new Map(ruledMoments(turn, step, since, dueAt, stood).map((one) => [one.id(visit), one.at]));
  const again: Wake[] = ruledMoments(turn, step, since, resumed.dueAt, resumed.stood).flatMap(
    ({ kind, rule, at, id }) => {
      const was = before.get(id(visit));
      return was === undefined || was <= paused!
        ? []
        : [{ id: id(visit), at, kind, step: step.id, visit, rule, generation }];
    },
  );
  for (const { kind, at, idOf } of timetableOf(campaign, step, period, calendar, context.now, day).moments)
    if (kind === 'validity') again.push({ id: idOf(visit), at, kind, step: step.id, visit });
  return again;
}

/** A reminder or an escalation of a step and the moment it comes at. */
export interface RuledMoment {
  kind: 'reminder' | 'escalation';
  rule: string;
  at: Instant;
  /** The id of its wake at a visit. */
  id(visit: number): string;
}

/**
 * When the reminders and escalations of a step come for a visit that began at a moment, is due at another and stood
 * still for a while in between. Those whose moment has no meaning, or lies in a year the calendar lacks, are not
 * among them.
 */
export function ruledMoments(
  { campaign, period, calendar }: Turn,
  step: CompiledStep,
  since: Instant,
  due: Instant | undefined,
  stood: Standstill | undefined,
): RuledMoment[] {
  const { reminders = [], escalations = [] } = step.definition as {
    reminders?: readonly Reminder[];
    escalations?: readonly Escalation[];
  };
  const entered: Anchors = { ...periodAnchors(campaign, period), entered: since };
  const anchors = due === undefined ? entered : { ...entered, due };
  const rules = [
    ...reminders.map(({ id, at }) => ({ kind: 'reminder' as const, rule: id, at })),
    ...escalations.map(({ id, at }) => ({ kind: 'escalation' as const, rule: id, at })),
  ];
  return rules.flatMap(({ kind, rule, at: relative }) => {
    const moment = momentOf(relative, 'start', anchors, calendar);
    if (!moment || !('at' in moment)) return [];
    const moves = stood && (relative.after ?? relative.before) === 'entered';
    const at = moves ? later(calendar, moment.at, stood) : moment.at;
    return [{ kind, rule, at, id: (visit: number) => `${kind}:${step.id}:${visit}:${rule}` }];
  });
}

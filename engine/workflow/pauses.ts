import { clockOf, instantOf, type WorkingCalendar } from '../calendar/index.ts';
import type { Standstill, StepVisit, Task, Wake } from '../model/case.ts';
import type { Escalation, RelativeDate, Reminder } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import type { CompiledStep } from './campaign.ts';
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
export function pausesFor(turn: Turn, step: CompiledStep, to: string): PauseWord | null {
  const target = stepOf(turn, to);
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
      pausesFor(turn, stepOf(turn, step), to.id) === null
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
  const { reminders = [], escalations = [] } = step.definition as {
    reminders?: readonly Reminder[];
    escalations?: readonly Escalation[];
  };
  const anchors: Anchors = { ...periodAnchors(campaign, period), entered: since };
  const atOf = (relative: RelativeDate, due: Instant | undefined, still: Standstill | undefined) => {
    const moment = momentOf(relative, 'start', due === undefined ? anchors : { ...anchors, due }, calendar);
    if (!moment || !('at' in moment)) return null;
    const moves = still && (relative.after ?? relative.before) === 'entered';
    return moves ? later(calendar, moment.at, still) : moment.at;
  };
  const rules = [
    ...reminders.map(({ id, at }) => ({ kind: 'reminder', rule: id, at })),
    ...escalations.map(({ id, at }) => ({ kind: 'escalation', rule: id, at })),
  ];
  const { generation } = resumed;
  const again: Wake[] = rules.flatMap(({ kind, rule, at: relative }) => {
    const before = atOf(relative, dueAt, stood);
    const at = atOf(relative, resumed.dueAt, resumed.stood);
    if (before === null || at === null || before <= paused!) return [];
    return [{ id: `${kind}:${step.id}:${visit}:${rule}`, at, kind, step: step.id, visit, rule, generation }];
  });
  for (const { kind, at, idOf } of timetableOf(campaign, step, period, calendar, context.now, day).moments)
    if (kind === 'validity') again.push({ id: idOf(visit), at, kind, step: step.id, visit });
  return again;
}

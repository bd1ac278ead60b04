import type { StepVisit, Task, Wake } from '../../model/case.ts';
import type { Instant } from '../../model/time.ts';
import type { CompiledStep } from '../campaign.ts';
import type { ExtendedData } from '../events/extended.ts';
import { isOfVisit, visitOfTask } from '../events/standing.ts';
import { later, ruledMoments } from '../pauses.ts';
import { retell } from '../retell.ts';
import { timetableOf } from '../timetable.ts';
import { emit, stepOf, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';
import { hasFired, isExtended } from './migrate.ts';

/**
 * Counts the open deadlines anew, since the calendar has changed: each from the moment its step was entered, as if
 * the calendar had always been so, with what stood still in between. More time that was granted stands, and a clock
 * that stands still is counted when it runs again. Reminders that went out do not go out again, and those whose
 * moment the new calendar puts into the past are not made up for. A case nothing changes for has no event.
 */
export const reschedule = commandKind<CommandOf<'reschedule'>>({
  type: 'reschedule',
  decide(turn) {
    if (turn.state.state === 'ended') return;
    for (const visit of turn.state.steps) {
      const tasks = turn.state.tasks.filter(
        ({ id, paused }) => paused === undefined && isOfVisit(visitOfTask(id), visit.step, visit.visit),
      );
      const [first] = tasks;
      if (first) countAnew(turn, stepOf(turn, visit.step), visit, first, tasks);
    }
  },
});

function countAnew(
  turn: Turn,
  step: CompiledStep,
  visit: StepVisit,
  first: Task,
  tasks: readonly Task[],
): void {
  const changed = tasks.flatMap((task): ExtendedData[] => {
    const dueAt = isExtended(turn, task) ? undefined : dueOf(turn, step, visit, task);
    if (dueAt === undefined || dueAt === task.dueAt) return [];
    const { revision } = turn.calendar;
    const generation = task.generation + 1;
    return [{ task: task.id, generation, dueAt, calendarRevision: revision, because: 'calendar' }];
  });
  const ofFirst = changed.find(({ task }) => task === first.id);
  const moved = moments(turn, step, visit, {
    ...first,
    ...(ofFirst ? { dueAt: ofFirst.dueAt, generation: ofFirst.generation } : {}),
  });
  for (const data of changed) {
    if (data === changed[0]) Object.assign(data, moved);
    const task = tasks.find(({ id }) => id === data.task)!;
    const effects = retell(turn, task, { id: task.id, generation: data.generation }, step.id);
    if (effects.length > 0) data.effects = effects;
    emit(turn, 'extended', data);
  }
  if (changed.length === 0 && (moved.add || moved.drop)) emit(turn, 'scheduled', moved);
}

/** When a task is due by today's calendar; undefined without a deadline or where the calendar does not know. */
function dueOf(turn: Turn, step: CompiledStep, { since }: StepVisit, { stood }: Task): Instant | undefined {
  const { calendar, campaign, period } = turn;
  const { dueAt } = timetableOf(campaign, step, period, calendar, since, calendar.dayOf(since));
  return dueAt === undefined || stood === undefined ? dueAt : later(calendar, dueAt, stood);
}

/** The wakes of a visit that are put elsewhere, for a task as it is now. */
function moments(
  turn: Turn,
  step: CompiledStep,
  { visit, since }: StepVisit,
  { dueAt, stood, generation }: Task,
): { add?: Wake[]; drop?: string[] } {
  const { now } = turn.context;
  const standing = new Map(
    turn.state.wakes.filter((one) => isOfVisit(one, step.id, visit)).map((one) => [one.id, one]),
  );
  const add: Wake[] = [];
  const drop: string[] = [];
  const put = (wake: Wake, fired: () => boolean): void => {
    const present = standing.get(wake.id);
    if (!present) {
      if (wake.at > now && !fired()) add.push(wake);
      return;
    }
    if (present.at === wake.at && present.generation === wake.generation) return;
    drop.push(wake.id);
    // Nobody had the chance to heed a reminder whose moment the calendar puts into the past.
    if (wake.kind !== 'reminder' || wake.at > now || present.at === wake.at) add.push(wake);
  };
  for (const { kind, rule, at, id } of ruledMoments(turn, step, since, dueAt, stood))
    put({ id: id(visit), at, kind, step: step.id, visit, rule, generation }, () =>
      hasFired(turn, rule, step.id, visit),
    );
  const silence = standing.get(`silence:${step.id}:${visit}`);
  if (silence && dueAt !== undefined) put({ ...silence, at: dueAt }, () => true);
  return { ...(add.length > 0 ? { add } : {}), ...(drop.length > 0 ? { drop } : {}) };
}

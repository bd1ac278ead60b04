import type { Task, Wake } from '../model/case.ts';
import type { Assignee, ConsultBody } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { assigneeKinds } from './assignees/index.ts';
import { keptApart } from './authority.ts';
import type { CompiledStep } from './campaign.ts';
import { announce } from './effects.ts';
import { visitOfTask } from './events/standing.ts';
import type { TaskedData } from './events/tasked.ts';
import { rightOf, unroutedKey } from './routing.ts';
import { idleUntil, type Timetable, timetableOf, visitIds } from './timetable.ts';
import { emit, type Turn } from './turn.ts';

/** How a case comes to a step, beyond which one it is. */
export interface Arrival {
  /** The step whose person returned the work, and that person: the corrected work goes straight back. */
  returnTo?: string;
  returnedBy?: string;
  returnsThen?: { step: string; by: string }[];
  /** Whoever returned the work and now gets it back; the task is theirs if they may still act. */
  claimFor?: string;
  /** The work was returned, so that is what is announced. */
  returned?: true;
  /**
   * When the case should have come here. Reminders and escalations after it are kept even when they are past
   * already: a late start makes up for each, once.
   */
  nominally?: Instant;
}

/**
 * Asks people at a step just entered: the task with its keys and due time, what is announced, and the moments at
 * which the case must be looked at again while the visit lasts.
 */
export function askPeople(turn: Turn, step: CompiledStep, visit: number, how: Arrival): void {
  const { assignee } = step.definition as { assignee: Assignee };
  const { context, calendar, campaign, period, day } = turn;
  const timetable = timetableOf(campaign, step, period, calendar, context.now, day);
  const task = ask(turn, step, visit, how, timetable, taskId(step, visit), assignee);
  const wakes = wakesOf(turn, timetable, step.id, visit, task, how.nominally ?? context.now);
  if (wakes.length > 0) emit(turn, 'scheduled', { add: wakes });
}

/** Asks several bodies at once, each by a task of its own; the wakes are those of the visit. */
export function askBodies(
  turn: Turn,
  step: CompiledStep,
  visit: number,
  how: Arrival,
  bodies: readonly ConsultBody[],
): void {
  const { context, calendar, campaign, period, day } = turn;
  const timetable = timetableOf(campaign, step, period, calendar, context.now, day);
  let first: TaskedData | undefined;
  bodies.forEach(({ id, assignee }, index) => {
    const task = ask(turn, step, visit, how, timetable, `${step.id}.${visit}.${index + 1}`, assignee, id);
    first ??= task;
  });
  const wakes = wakesOf(turn, timetable, step.id, visit, first!, how.nominally ?? context.now);
  if (wakes.length > 0) emit(turn, 'scheduled', { add: wakes });
}

function ask(
  turn: Turn,
  step: CompiledStep,
  visit: number,
  how: Arrival,
  timetable: Timetable,
  id: string,
  assignee: Assignee,
  body?: string,
): TaskedData {
  const { calendar, campaign } = turn;
  const keys = assigneeKinds.of(assignee.kind).keys(assignee, turn);
  const task: TaskedData = {
    task: id,
    generation: 1,
    assignees: keys.length > 0 ? keys : [unroutedKey(campaign)],
  };
  if (body !== undefined) task.body = body;
  if (timetable.dueAt !== undefined) {
    task.dueAt = timetable.dueAt;
    task.calendarRevision = calendar.revision;
  } else if (timetable.dueUnknown !== undefined) task.dueUnknown = timetable.dueUnknown;
  const { claimFor } = how;
  if (claimFor !== undefined && mayHold(turn, step, claimFor, keys)) task.claimedBy = claimFor;
  const open: Task = { id: task.task, generation: 1, assignees: task.assignees };
  if (task.claimedBy !== undefined) open.claimedBy = task.claimedBy;
  const about = { step: step.id, visit, task: open };
  const effects = (how.returned && announce(turn, 'returned', about)) || announce(turn, 'tasked', about);
  if (effects) task.effects = effects;
  emit(turn, 'tasked', task);
  return task;
}

const taskIds = new WeakMap<CompiledStep, (visit: number) => string>();

/** The id of the one task of a visit: `<step>.<visit>.1`. */
function taskId(step: CompiledStep, visit: number): string {
  let ids = taskIds.get(step);
  if (!ids) {
    ids = visitIds((n) => `${step.id}.${n}.1`);
    taskIds.set(step, ids);
  }
  return ids(visit);
}

/** May somebody, in their own right, act on one of the keys at a step? Whoever is kept apart there does not hold its task. */
export function mayHold(turn: Turn, step: CompiledStep, account: string, keys: readonly string[]): boolean {
  if (keptApart(turn, step, [account])) return false;
  return keys.some((key) => {
    const right = rightOf(turn, account, key);
    return right !== null && right.onBehalfOf === undefined;
  });
}

/** The wake that gives a claimed task back when it is left idle; null where the campaign sets no such time. */
export function claimWake(turn: Turn, task: string, by: string): Wake | null {
  const { claimIdle } = turn.campaign.definition;
  if (!claimIdle) return null;
  const at = idleUntil(claimIdle, turn.calendar, turn.context.now, turn.day);
  if (at === null) return null;
  const { step, visit, written } = visitOfTask(task);
  return { id: `claim:${written}:${turn.seq + 1}`, at, kind: 'claim', step, visit, data: { task, by } };
}

/** The wakes of a visit. What was due before the case came, or should have come, is not made up for. */
function wakesOf(
  turn: Turn,
  { moments }: Timetable,
  step: string,
  visit: number,
  { task, generation, claimedBy }: TaskedData,
  since: Instant,
): Wake[] {
  const wakes: Wake[] = [];
  for (const { kind, rule, at, idOf } of moments)
    if (rule === undefined) wakes.push({ id: idOf(visit), at, kind, step, visit });
    else if (at >= since) wakes.push({ id: idOf(visit), at, kind, step, visit, rule, generation });
  const idle = claimedBy === undefined ? null : claimWake(turn, task, claimedBy);
  if (idle) wakes.push(idle);
  return wakes;
}

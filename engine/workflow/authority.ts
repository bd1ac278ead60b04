import { clockOf } from '../calendar/index.ts';
import type { IssueCode, Param } from '../issues/index.ts';
import type { Task } from '../model/case.ts';
import type { TaskRef } from '../model/command.ts';
import type { ReviewStep, Separation } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import type { CompiledStep } from './campaign.ts';
import { visitOfTask } from './events/standing.ts';
import { mayEnterFor } from './on-behalf.ts';
import { rightOf } from './routing.ts';
import { stepKinds } from './steps/index.ts';
import { refuse, stepOf, type Turn } from './turn.ts';

/** A task a command may work on, with the step it stands at. */
export interface Charge {
  task: Task;
  step: CompiledStep;
  visit: number;
}

/**
 * The task a command names, when the actor may act on it now. Otherwise the command is refused, in words that
 * say who was first, who holds it, or why not, and null is given.
 *
 * Order of questions: is the task still open under that generation; is it asked of the actor, or of somebody the
 * actor stands in for; has somebody else claimed it; do the separations of the step allow it.
 */
export function chargeOf(
  turn: Turn,
  ref: TaskRef,
  forWhat: 'claim' | 'release' | 'act' | 'fill',
): Charge | null {
  const task = openTask(turn, ref);
  if (!task) return null;
  const { step: id, visit } = visitOfTask(task.id);
  const step = stepOf(turn, id);
  if (task.paused !== undefined) {
    refuse(turn, 'command.task.paused', { at: shownTime(turn, task.paused) }, '/task/id');
    return null;
  }
  if (!authorised(turn, task, forWhat === 'fill')) return null;
  if (!free(turn, task)) return null;
  if (forWhat !== 'release' && !separated(turn, step)) return null;
  return { task, step, visit };
}

/** The task a command names, still open under that generation; otherwise the command is refused and null given. */
export function openTask(turn: Turn, ref: TaskRef): Task | null {
  const task = turn.state.tasks.find((one) => one.id === ref.id);
  if (!task) {
    refuseClosed(turn, ref);
    return null;
  }
  if (task.generation !== ref.generation) {
    refuse(turn, 'command.task.changed', { task: task.id }, '/task/generation');
    return null;
  }
  return task;
}

/** The accounts of an act: who does it, and whose it is when that is somebody else. */
export function peopleOf({ context, onBehalfOf }: Turn): string[] {
  return onBehalfOf === undefined || onBehalfOf === context.actor
    ? [context.actor]
    : [context.actor, onBehalfOf];
}

/** Is the actor asked, or stands in for somebody who is? Sets whose act it is. */
function authorised(turn: Turn, task: Task, filling: boolean): boolean {
  const { context, command, directory, day } = turn;
  const { actor } = context;
  const wanted = command.onBehalfOf;
  if (wanted === undefined || wanted === actor) {
    let standsFor: string | undefined;
    for (const key of task.assignees) {
      const right = rightOf(turn, actor, key);
      if (right && right.onBehalfOf === undefined) return true;
      standsFor ??= right?.onBehalfOf;
    }
    if (standsFor !== undefined) {
      turn.onBehalfOf = standsFor;
      return true;
    }
  } else {
    const theirs = task.assignees.some((key) => {
      const right = rightOf(turn, wanted, key);
      return right !== null && right.onBehalfOf === undefined;
    });
    const standsIn = directory.actingFor(actor, day).includes(wanted);
    if (theirs && (standsIn || (filling && mayEnterFor(turn, actor, turn.state.unit.uid)))) return true;
  }
  refuse(turn, 'command.actor.not_asked', { ...stepWords(turn, visitOfTask(task.id).step) }, '/task/id');
  return false;
}

/** Whether somebody holds the task who is neither the actor nor the person acted for. */
function free(turn: Turn, task: Task): boolean {
  const { claimedBy, claimedAt } = task;
  if (claimedBy === undefined || peopleOf(turn).includes(claimedBy)) return true;
  refuse(
    turn,
    'command.task.claimed',
    { name: turn.directory.nameOf(claimedBy), at: shownTime(turn, claimedAt ?? turn.context.now) },
    '/task/id',
  );
  return false;
}

/**
 * Separation of duties: nobody acts who acted at a step it is kept apart from, under either name; nobody of the
 * unit the case is about, where that is kept apart; and whoever typed a form in for somebody else does not
 * confirm it, unless the step says so.
 */
function separated(turn: Turn, step: CompiledStep): boolean {
  const apart = keptApart(turn, step, peopleOf(turn));
  if (apart) refuse(turn, apart.code, apart.params);
  return apart === null;
}

/** Why people may not act at a step although they are asked; null when they may. */
export function keptApart(
  turn: Turn,
  step: CompiledStep,
  people: readonly string[],
): { code: IssueCode; params: Record<string, Param> } | null {
  const { separation, onBehalf } = step.definition as {
    separation?: Separation;
    onBehalf?: ReviewStep['onBehalf'];
  };
  for (const other of separation?.notSameAs ?? []) {
    const acted = turn.state.acted?.find((one) => one.step === other)?.by ?? [];
    const person = people.find((one) => acted.includes(one));
    if (person === undefined) continue;
    const params = { name: turn.directory.nameOf(person), ...stepWords(turn, other) };
    return { code: 'command.separation.same_person', params };
  }
  if (separation?.notOfSubjectUnit) {
    const { uid, routedTo } = turn.state.unit;
    const own = (account: string): boolean =>
      turn.directory
        .membershipsOf(account, turn.day)
        .some(({ unit }) => unit !== undefined && (unit === uid || unit === routedTo));
    const person = people.find(own);
    if (person !== undefined) {
      const params = { name: turn.directory.nameOf(person), unit: turn.state.unit.nameThen };
      return { code: 'command.separation.own_unit', params };
    }
  }
  const { submission } = turn.state;
  if (
    stepKinds.of(step.kind).confirms &&
    submission?.onBehalfOf !== undefined &&
    onBehalf !== true &&
    people.includes(submission.actor)
  ) {
    const params = {
      name: turn.directory.nameOf(submission.actor),
      for: turn.directory.nameOf(submission.onBehalfOf),
    };
    return { code: 'command.separation.typist', params };
  }
  return null;
}

/** Says what became of a task that is no longer open. */
function refuseClosed(turn: Turn, ref: TaskRef): void {
  const history = turn.before?.history ?? [];
  const event = history.findLast(
    ({ type, data }) =>
      (type === 'decided' || type === 'returned' || type === 'submitted') && data['task'] === ref.id,
  );
  if (event) {
    const step = turn.entry.workflow.byId[visitOfTask(ref.id).step];
    const actions = (step && 'actions' in step.definition && step.definition.actions) || [];
    const label = actions.find(({ id }) => id === event.data['action'])?.label;
    const action = label?.vi ?? String(event.data['action']);
    refuse(
      turn,
      'command.task.done',
      {
        name: turn.directory.nameOf(event.actor),
        at: shownTime(turn, event.at),
        action,
        actionEn: label?.en ?? action,
      },
      '/task/id',
    );
    return;
  }
  if (turn.state.state === 'ended') {
    refuse(turn, 'command.case.ended', { at: shownTime(turn, turn.state.endedAt!) }, '/task/id');
    return;
  }
  refuse(turn, 'command.task.gone', { task: ref.id }, '/task/id');
}

/** A step's title in both languages, as parameters of an issue. */
export function stepWords(turn: Turn, id: string): Record<string, Param> {
  const title = turn.entry.workflow.byId[id]?.definition.title;
  return { step: title?.vi ?? id, stepEn: title?.en ?? title?.vi ?? id };
}

/** An instant as people of the campaign say it: the time alone today, with the day otherwise. */
export function shownTime({ calendar, day }: Pick<Turn, 'calendar' | 'day'>, at: Instant): string {
  const time = clockOf(at, calendar.timezone);
  const then = calendar.dayOf(at);
  return then === day ? time : `${time} ${then.slice(8)}/${then.slice(5, 7)}/${then.slice(0, 4)}`;
}

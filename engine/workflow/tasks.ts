import { addDays, startOfDay } from '../calendar/index.ts';
import type { Wake } from '../model/case.ts';
import type { Escalation, RelativeDate, Reminder, Validity } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { assigneeKinds } from './assignees/index.ts';
import type { CompiledStep } from './campaign.ts';
import { announce } from './effects.ts';
import type { TaskedData } from './events/tasked.ts';
import { type Anchors, momentOf } from './moments.ts';
import { periodAnchors } from './periods.ts';
import { unroutedKey } from './routing.ts';
import type { AssigneeOfStep } from './steps/step-kind.ts';
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

/** A step that waits for somebody, with everything that asking needs. */
export interface AskingStep {
  assignee: AssigneeOfStep;
  deadline?: RelativeDate;
  reminders?: readonly Reminder[];
  escalations?: readonly Escalation[];
  valid?: Validity;
}

/**
 * Asks people at a step just entered: the task with its keys and due time, what is announced, and the moments at
 * which the case must be looked at again while the visit lasts.
 */
export function askPeople(turn: Turn, step: CompiledStep, visit: number, how: Arrival): void {
  const definition = step.definition as unknown as AskingStep;
  const { context, directory, day, campaign } = turn;
  const keys = assigneeKinds.of(definition.assignee.kind).keys(definition.assignee, turn);
  const task: TaskedData = {
    task: `${step.id}.${visit}.1`,
    generation: 1,
    assignees: keys.length > 0 ? keys : [unroutedKey(campaign)],
  };
  const anchors: Anchors = { ...periodAnchors(campaign, turn.period), entered: context.now };
  if (definition.deadline) {
    const due = momentOf(definition.deadline, 'end', anchors, turn.calendar);
    if (due && 'at' in due) {
      task.dueAt = due.at;
      task.calendarRevision = turn.calendar.revision;
    } else if (due) task.dueUnknown = due.unknownYear;
  }
  const { claimFor } = how;
  if (
    claimFor !== undefined &&
    keys.some((key) => {
      const right = directory.mayAct(claimFor, key, day);
      return right !== null && right.onBehalfOf === undefined;
    })
  )
    task.claimedBy = claimFor;
  const open = { id: task.task, generation: 1, assignees: task.assignees, claimedBy: task.claimedBy };
  const about = { step: step.id, visit, task: open };
  const returned = how.returned ? announce(turn, 'returned', about) : undefined;
  task.effects = returned ?? announce(turn, 'tasked', about);
  emit(turn, 'tasked', task);
  const wakes = wakesOf(turn, definition, step.id, visit, task, anchors, how.nominally ?? context.now);
  if (wakes.length > 0) emit(turn, 'scheduled', { add: wakes });
}

/** The wake that gives a claimed task back when it is left idle; null where the campaign sets no such time. */
export function claimWake(turn: Turn, task: string, by: string): Wake | null {
  const { claimIdle } = turn.campaign.definition;
  if (!claimIdle) return null;
  const moment = momentOf(
    { ...claimIdle, after: 'entered' },
    'end',
    { entered: turn.context.now },
    turn.calendar,
  );
  if (!moment || !('at' in moment)) return null;
  const [step, visit] = task.split('.') as [string, string];
  return {
    id: `claim.${task}.${turn.seq + 1}`,
    at: moment.at,
    kind: 'claim',
    step,
    visit: Number(visit),
    data: { task, by },
  };
}

function wakesOf(
  turn: Turn,
  definition: AskingStep,
  step: string,
  visit: number,
  task: TaskedData,
  anchors: Anchors,
  since: Instant,
): Wake[] {
  const { reminders, escalations, valid } = definition;
  const wakes: Wake[] = [];
  if (reminders || escalations) {
    const withDue: Anchors = task.dueAt === undefined ? anchors : { ...anchors, due: task.dueAt };
    const add = (kind: string, rule: string, at: RelativeDate): void => {
      const moment = momentOf(at, 'start', withDue, turn.calendar);
      if (!moment || !('at' in moment) || moment.at < since) return;
      const { generation } = task;
      wakes.push({
        id: `${kind}.${step}.${visit}.${rule}`,
        at: moment.at,
        kind,
        step,
        visit,
        rule,
        generation,
      });
    };
    for (const { id, at } of reminders ?? []) add('reminder', id, at);
    for (const { id, at } of escalations ?? []) add('escalation', id, at);
  }
  if (valid?.to !== undefined) {
    const at = startOfDay(addDays(valid.to, 1), turn.calendar.timezone);
    wakes.push({ id: `validity.${step}.${visit}`, at, kind: 'validity', step, visit });
  }
  if (task.claimedBy !== undefined) {
    const idle = claimWake(turn, task.task, task.claimedBy);
    if (idle) wakes.push(idle);
  }
  return wakes;
}

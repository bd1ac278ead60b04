import type { Task } from '../model/case.ts';
import { membershipKey, parseAssigneeKey } from '../organisation/index.ts';
import { assigneeKinds } from './assignees/index.ts';
import { visitOfTask } from './events/standing.ts';
import { rightOf, unroutedKey } from './routing.ts';
import { askedBy } from './steps/index.ts';
import { emit, type Turn } from './turn.ts';
import { wakesOfClaim } from './wakes/claim.ts';

/**
 * Makes an open task ask whoever answers for it today, with an event where that changes it. Its terms stay. A claim
 * of somebody who may not act on it any more is given up.
 */
export function reroute(turn: Turn, task: Task): void {
  const keys = keysToday(turn, task);
  if (!isSame(keys, task.assignees))
    emit(turn, 'rekeyed', { task: task.id, keysBefore: task.assignees, keysAfter: keys });
  const { claimedBy } = task;
  if (claimedBy !== undefined && !keys.some((key) => rightOf(turn, claimedBy, key) !== null))
    emit(turn, 'released', {
      task: task.id,
      by: claimedBy,
      because: 'gone',
      wakes: wakesOfClaim(turn.state, task.id),
    });
}

/**
 * The keys under which a task waits today. A key at a unit with a single successor is read through. Where one cannot
 * be, or nobody holds any, the step is asked anew whom it means; and what nobody holds even then waits for whoever
 * administers the organisation as well, so that it is never in nobody's queue.
 */
function keysToday(turn: Turn, task: Task): string[] {
  const { directory, day } = turn;
  const unrouted = unroutedKey(turn.campaign);
  const before = task.assignees.filter((key) => key !== unrouted);
  const kept = before.flatMap((key) => {
    const parsed = parseAssigneeKey(key);
    if (parsed.kind === 'account' || parsed.unit === undefined) return [key];
    const located = directory.currentUnit(parsed.unit, day);
    return located.kind === 'unit'
      ? [membershipKey({ role: `${parsed.owner}/${parsed.role}`, unit: located.unit.uid })]
      : [];
  });
  const held = (keys: readonly string[]) => keys.some((key) => directory.holders(key, day).length > 0);
  if (kept.length > 0 && kept.length === before.length && held(kept)) return distinct(kept);
  const anew = askedAnew(turn, task);
  const keys = anew.length > 0 ? anew : distinct(kept);
  return held(keys) ? keys : [...keys, unrouted];
}

/** Whom the step would ask if the case came to it today; nobody where a visit asks several who are not told apart. */
function askedAnew(turn: Turn, task: Task): string[] {
  const { step, visit } = visitOfTask(task.id);
  const definition = turn.entry.workflow.byId[step]?.definition;
  const assignee = definition && askedBy(definition, task.body);
  if (!assignee) return [];
  const alone = turn.state.tasks.every(({ id }) => {
    const other = visitOfTask(id);
    return id === task.id || other.step !== step || other.visit !== visit;
  });
  if (!alone && task.body === undefined) return [];
  return assigneeKinds.of(assignee.kind).keys(assignee, turn);
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((key, at) => key === others[at]);
}

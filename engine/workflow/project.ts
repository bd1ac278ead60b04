import type { CaseProjections, CaseState, OutboxEntry } from '../model/case.ts';

/** What projections are made of besides the state. */
export interface ProjectionSource {
  outbox: readonly OutboxEntry[];
  /** As `caseSearchWords` gives them. */
  searchWords: readonly string[];
}

/**
 * What is written beside the state so that it can be found: rebuilt from the state at any time, never read to
 * decide. Absent when empty, so that plain indexes hold only cases that wait for something.
 *
 * Tabs of queue keys: `open` waits for whoever holds the key; `claimed` is in somebody's hands, listed under
 * that account and under the keys it was taken from; `waiting` is with others now, listed for those who acted
 * earlier; `done` has ended, listed for those who acted.
 */
export function project(state: CaseState, { outbox, searchWords }: ProjectionSource): CaseProjections {
  const projections: CaseProjections = {};
  const queueKeys = queueKeysOf(state);
  if (queueKeys.length > 0) projections.queueKeys = queueKeys;
  const dueAt = earliest(state.tasks.map((task) => (task.paused === undefined ? task.dueAt : undefined)));
  if (dueAt !== undefined) projections.dueAt = dueAt;
  const nextWakeAt = earliest([
    ...state.wakes.map(({ at }) => at),
    ...outbox.map(({ notBefore }) => notBefore),
  ]);
  if (nextWakeAt !== undefined) projections.nextWakeAt = nextWakeAt;
  if (outbox.length > 0) {
    projections.outbox = [...outbox];
    projections.hasOutbox = true;
  }
  if (searchWords.length > 0) projections.searchWords = [...searchWords];
  return projections;
}

function queueKeysOf(state: CaseState): string[] {
  const keys = new Set<string>();
  const asked = new Set<string>();
  for (const { assignees, claimedBy } of state.tasks) {
    const tab = claimedBy === undefined ? 'open' : 'claimed';
    for (const key of claimedBy === undefined ? assignees : [claimedBy, ...assignees]) {
      keys.add(`${tab}|${key}`);
      asked.add(key);
    }
  }
  for (const { by, keys: through } of state.acted ?? [])
    for (const key of [...by, ...through]) {
      if (state.state === 'ended') keys.add(`done|${key}`);
      else if (!asked.has(key)) keys.add(`waiting|${key}`);
    }
  return [...keys];
}

function earliest(instants: readonly (string | undefined)[]): string | undefined {
  let first: string | undefined;
  for (const instant of instants)
    if (instant !== undefined && (first === undefined || instant < first)) first = instant;
  return first;
}

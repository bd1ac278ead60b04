import type { CaseProjections, CaseState, OutboxEntry } from '../model/case.ts';
import type { Instant } from '../model/time.ts';

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
  let dueAt: Instant | undefined;
  for (const task of state.tasks) if (task.paused === undefined) dueAt = earlier(dueAt, task.dueAt);
  if (dueAt !== undefined) projections.dueAt = dueAt;
  let nextWakeAt: Instant | undefined;
  for (const { at } of state.wakes) nextWakeAt = earlier(nextWakeAt, at);
  for (const { notBefore } of outbox) nextWakeAt = earlier(nextWakeAt, notBefore);
  if (nextWakeAt !== undefined) projections.nextWakeAt = nextWakeAt;
  if (outbox.length > 0) {
    projections.outbox = outbox as OutboxEntry[];
    projections.hasOutbox = true;
  }
  if (searchWords.length > 0) projections.searchWords = searchWords as string[];
  return projections;
}

function queueKeysOf(state: CaseState): string[] {
  const keys: string[] = [];
  const asked: string[] = [];
  const list = (tab: string, key: string): void => {
    const queueKey = `${tab}|${key}`;
    if (!keys.includes(queueKey)) keys.push(queueKey);
  };
  for (const { assignees, claimedBy } of state.tasks) {
    const tab = claimedBy === undefined ? 'open' : 'claimed';
    for (const key of claimedBy === undefined ? assignees : [claimedBy, ...assignees]) {
      list(tab, key);
      asked.push(key);
    }
  }
  const over = state.state === 'ended';
  for (const { by, keys: through } of state.acted ?? [])
    for (const key of [...by, ...through]) {
      if (over) list('done', key);
      else if (!asked.includes(key)) list('waiting', key);
    }
  return keys;
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

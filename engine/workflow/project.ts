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

type Tab = 'open' | 'claimed' | 'waiting' | 'done';

function queueKeysOf(state: CaseState): string[] {
  const keys: string[] = [];
  const asked: string[] = [];
  for (const { assignees, claimedBy } of state.tasks) {
    const tab = claimedBy === undefined ? 'open' : 'claimed';
    if (claimedBy !== undefined) {
      list(keys, tab, claimedBy);
      asked.push(claimedBy);
    }
    for (const key of assignees) {
      list(keys, tab, key);
      asked.push(key);
    }
  }
  const tab = state.state === 'ended' ? 'done' : 'waiting';
  if (state.acted)
    for (const { by, keys: through } of state.acted) {
      for (const key of by) if (tab === 'done' || !asked.includes(key)) list(keys, tab, key);
      for (const key of through) if (tab === 'done' || !asked.includes(key)) list(keys, tab, key);
    }
  return keys;
}

const tabKeys: Readonly<Record<Tab, Map<string, string>>> = {
  open: new Map(),
  claimed: new Map(),
  waiting: new Map(),
  done: new Map(),
};

/** Lists a key under a tab, once. The keys of an office are few and come with every case, so they are remembered. */
function list(keys: string[], tab: Tab, key: string): void {
  const known = tabKeys[tab];
  let queueKey = known.get(key);
  if (queueKey === undefined) {
    queueKey = `${tab}|${key}`;
    if (known.size >= 5_000) known.clear();
    known.set(key, queueKey);
  }
  if (!keys.includes(queueKey)) keys.push(queueKey);
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

import type { Case, CaseState } from '../model/case.ts';
import type { CaseEvent } from '../model/event.ts';
import { fold } from './fold.ts';

/** How many events stay in a case's own document. */
export const keptEvents = 200;

/**
 * Cuts a history that grew too long: the case with its last `keep` events and the state before them as its
 * `base`, and the events to copy away first. Null when nothing has to be cut.
 */
export function cutHistory(aCase: Case, keep = keptEvents): { case: Case; older: CaseEvent[] } | null {
  const surplus = aCase.history.length - keep;
  if (surplus <= 0) return null;
  const older = aCase.history.slice(0, surplus);
  const { seq, hash } = older.at(-1)!;
  const state = fold(older, aCase.base?.state);
  return { case: { ...aCase, history: aCase.history.slice(surplus), base: { seq, hash, state } }, older };
}

/** The state that the events in a case's document give, on its `base` where older ones were cut. */
export function foldCase(aCase: Case): CaseState {
  return fold(aCase.history, aCase.base?.state);
}

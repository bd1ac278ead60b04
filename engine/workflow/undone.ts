import type { CaseEvent } from '../model/event.ts';

/** The numbers of the events of a history that were taken back since. */
export function undoneEvents(
  history: readonly (Pick<CaseEvent, 'type'> & { data: { of?: unknown } })[],
): ReadonlySet<number> {
  return new Set(history.flatMap(({ type, data }) => (type === 'undone' ? (data.of as number[]) : [])));
}

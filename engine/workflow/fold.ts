import type { CaseState } from '../model/case.ts';
import type { UnsealedEvent } from '../model/event.ts';
import { type Appliers, appliers as known, unopened } from './events/index.ts';

/**
 * The state a history gives, with no definition, directory, calendar or clock: the whole history, or the events
 * after `from`. An event without an applier, or of a newer shape than this build reads, is a broken promise and
 * throws.
 */
export function fold(
  events: readonly UnsealedEvent[],
  from?: CaseState,
  appliers: Appliers = known,
): CaseState {
  if (!from && events[0]?.type !== 'opened') throw new Error('A history begins with the event opened.');
  let state = from ?? unopened;
  for (const event of events) state = applyEvent(state, event, appliers);
  return state;
}

/** The state after one event. */
export function applyEvent(state: CaseState, event: UnsealedEvent, appliers: Appliers = known): CaseState {
  const applier = appliers[event.type];
  if (!applier) throw new Error(`Nothing applies the event ${event.type}.`);
  if (event.v !== 1) throw new Error(`The event ${event.type} has the shape ${event.v}; this build reads 1.`);
  return applier.apply(state, event.data, event);
}

const stateKeys = [
  '_id',
  'format',
  'campaign',
  'version',
  'entry',
  'group',
  'phase',
  'period',
  'subject',
  'legalBasis',
  'state',
  'outcome',
  'endedAt',
  'unit',
  'steps',
  'tasks',
  'submission',
  'facts',
  'reservations',
  'dossier',
  'lines',
  'wakes',
  'visits',
  'acted',
] as const satisfies readonly (keyof CaseState)[];

/** The folded part of a case, without projections, history and revision. */
export function stateOf(aCase: CaseState): CaseState {
  const state: Record<string, unknown> = {};
  for (const key of stateKeys) if (aCase[key] !== undefined) state[key] = aCase[key];
  return state as unknown as CaseState;
}

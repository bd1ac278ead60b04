import type { CaseState } from '../model/case.ts';
import type { UnsealedEvent } from '../model/event.ts';
import { type Applier, type Appliers, appliers as known, unopened } from './events/index.ts';

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
  return applierOf(event, appliers).apply(state, event.data, event);
}

/** The applier of an event; one that is missing, or an event of a newer shape, throws. */
export function applierOf({ type, v }: UnsealedEvent, appliers: Appliers = known): Applier {
  const applier = appliers[type];
  if (!applier) throw new Error(`Nothing applies the event ${type}.`);
  if (v !== 1) throw new Error(`The event ${type} has the shape ${v}; this build reads 1.`);
  return applier;
}

/** The folded part of a case, without projections, history and revision. */
export function stateOf(aCase: CaseState): CaseState {
  const state: CaseState = {
    _id: aCase._id,
    format: aCase.format,
    campaign: aCase.campaign,
    version: aCase.version,
    entry: aCase.entry,
    period: aCase.period,
    state: aCase.state,
    unit: aCase.unit,
    steps: aCase.steps,
    tasks: aCase.tasks,
    wakes: aCase.wakes,
    visits: aCase.visits,
  };
  if (aCase.group !== undefined) state.group = aCase.group;
  if (aCase.phase !== undefined) state.phase = aCase.phase;
  if (aCase.subject !== undefined) state.subject = aCase.subject;
  // In the order in which the usual case comes by them, so that most states are objects of the same few shapes.
  if (aCase.submission !== undefined) state.submission = aCase.submission;
  if (aCase.legalBasis !== undefined) state.legalBasis = aCase.legalBasis;
  if (aCase.acted !== undefined) state.acted = aCase.acted;
  if (aCase.outcome !== undefined) state.outcome = aCase.outcome;
  if (aCase.endedAt !== undefined) state.endedAt = aCase.endedAt;
  if (aCase.facts !== undefined) state.facts = aCase.facts;
  if (aCase.reservations !== undefined) state.reservations = aCase.reservations;
  if (aCase.documents !== undefined) state.documents = aCase.documents;
  if (aCase.opinions !== undefined) state.opinions = aCase.opinions;
  if (aCase.dossier !== undefined) state.dossier = aCase.dossier;
  if (aCase.lines !== undefined) state.lines = aCase.lines;
  return state;
}

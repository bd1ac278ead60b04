import type { CaseState } from '../../model/case.ts';
import type { Before, CaseEventType, UnsealedEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';

/**
 * How one type of event changes a case: a pure function of the state and the event alone, with no definition,
 * directory, calendar or clock. It shares with the state given whatever it does not change, never writes into
 * it, and leaves no key whose value is undefined.
 */
export interface Applier<Data = JsonObject> {
  type: CaseEventType;
  /** The parts of a case it may change; nothing else differs afterwards. */
  touches: readonly (keyof CaseState)[];
  apply(state: CaseState, data: Data, event: UnsealedEvent): CaseState;
  overwritten?: Overwritten<Data>;
}

/**
 * What an event overwrites, told from the state before it and its data alone: exactly the patch that comparing the
 * two states gives, found without comparing. Null where they must be compared after all.
 */
export type Overwritten<Data = JsonObject> = (state: CaseState, data: Data) => Before | null;

/** An applier as the registry holds it. */
export function applier<Data>(
  type: CaseEventType,
  touches: readonly (keyof CaseState)[],
  apply: (state: CaseState, data: Data, event: UnsealedEvent) => CaseState,
  overwritten?: Overwritten<Data>,
): Applier {
  const made: Applier = { type, touches, apply: apply as unknown as Applier['apply'] };
  if (overwritten) made.overwritten = overwritten as unknown as Overwritten;
  return made;
}

/** Every part of a case, for appliers that may change any. */
export const everything: readonly (keyof CaseState)[] = [
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
  'documents',
  'opinions',
  'dossier',
  'lines',
  'wakes',
  'visits',
  'acted',
];

/** A case before its first event. */
export const unopened: CaseState = Object.freeze({
  _id: '',
  format: 1,
  campaign: '',
  version: '',
  entry: '',
  period: '',
  state: 'due',
  unit: Object.freeze({ uid: '', nameThen: '' }),
  steps: [],
  tasks: [],
  wakes: [],
  visits: {},
});

import type { CaseState } from '../../model/case.ts';
import type { CaseEventType, UnsealedEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';

/**
 * How one type of event changes a case: a pure function of the state and the event alone, with no definition,
 * directory, calendar or clock. It shares with the state given whatever it does not change, never writes into
 * it, and leaves no key whose value is undefined.
 */
export interface Applier<Data = JsonObject> {
  type: CaseEventType;
  apply(state: CaseState, data: Data, event: UnsealedEvent): CaseState;
}

/** An applier as the registry holds it. */
export function applier<Data>(
  type: CaseEventType,
  apply: (state: CaseState, data: Data, event: UnsealedEvent) => CaseState,
): Applier {
  return { type, apply: apply as unknown as Applier['apply'] };
}

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

import type { CaseState, StepVisit } from '../../model/case.ts';
import type { Before, UnsealedEvent } from '../../model/event.ts';
import { pathOf, pathOfVisit } from '../patch.ts';
import { applier } from './applier.ts';

/** The case stands at a step; `visit` counts how often it has. */
export type EnteredData = {
  step: string;
  visit: number;
  scope: string[];
  /** Where the work goes back to once it is corrected, and to whom. */
  returnTo?: string;
  returnedBy?: string;
  returnsThen?: { step: string; by: string }[];
  /** Figures frozen now: the value, absent where there is none, and the digest of the cases it was made from. */
  facts?: Record<string, { value?: string; content: string }>;
};

export const entered = applier<EnteredData>(
  'entered',
  ['steps', 'visits', 'facts'],
  enter,
  (state, { step, visit, facts }) => {
    const unset = [pathOfVisit(step, visit)];
    const visits = pathOf('visits', step);
    const before = state.visits[step];
    const patch: Before = { unset };
    if (before === undefined) unset.push(visits);
    else {
      patch.set = {};
      patch.set[visits] = before;
    }
    if (facts && state.facts) patch.set = { ...patch.set, '/facts': state.facts };
    else if (facts) unset.push('/facts');
    return patch;
  },
);

function enter(state: CaseState, data: EnteredData, { at }: UnsealedEvent): CaseState {
  const { step, visit, scope, returnTo, returnedBy, returnsThen } = data;
  const standing: StepVisit = { step, visit, scope, since: at, decisions: [] };
  if (returnTo !== undefined) standing.returnTo = returnTo;
  if (returnedBy !== undefined) standing.returnedBy = returnedBy;
  if (returnsThen !== undefined) standing.returnsThen = returnsThen;
  const visits = { ...state.visits };
  visits[step] = visit;
  const next: CaseState = { ...state, steps: [...state.steps, standing], visits };
  if (data.facts) next.facts = frozen(data.facts, at);
  return next;
}

function frozen(facts: NonNullable<EnteredData['facts']>, at: string): NonNullable<CaseState['facts']> {
  const made: NonNullable<CaseState['facts']> = {};
  for (const [id, { value, content }] of Object.entries(facts))
    made[id] = value === undefined ? { at, content } : { value, at, content };
  return made;
}

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
};

export const entered = applier<EnteredData>(
  'entered',
  ['steps', 'visits'],
  enter,
  (state, { step, visit }) => {
    const unset = [pathOfVisit(step, visit)];
    const visits = pathOf('visits', step);
    const before = state.visits[step];
    const patch: Before = { unset };
    if (before === undefined) unset.push(visits);
    else {
      patch.set = {};
      patch.set[visits] = before;
    }
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
  return { ...state, steps: [...state.steps, standing], visits };
}

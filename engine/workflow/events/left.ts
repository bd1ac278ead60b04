import { applier } from './applier.ts';
import { withoutVisit } from './standing.ts';

/** The case no longer stands at a step: the visit's tasks and wakes go with it. */
export type LeftData = {
  step: string;
  visit: number;
  /** Of a route: the rule that chose, by its id or its place. */
  rule?: string;
};

export const left = applier<LeftData>('left', ['steps', 'tasks', 'wakes'], (state, { step, visit }) =>
  withoutVisit(state, step, visit),
);

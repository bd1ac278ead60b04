import { applier } from './applier.ts';
import { unclaimed, withTask } from './standing.ts';

/** A task asks somebody else from now on, under a new generation. */
export type AssignedData = { task: string; generation: number; assignees: string[]; content?: string };

export const assigned = applier<AssignedData>(
  'assigned',
  ['tasks'],
  (state, { task, generation, assignees }) =>
    withTask(state, task, (one) => ({ ...unclaimed(one), generation, assignees })),
);

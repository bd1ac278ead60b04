import { applier } from './applier.ts';
import { unclaimed, withTask, withWakes } from './standing.ts';

/** A task is for everybody it asks again: given back, or left idle too long. */
export type ReleasedData = { task: string; by: string; because: 'asked' | 'idle'; wakes: string[] };

export const released = applier<ReleasedData>('released', ['tasks', 'wakes'], (state, { task, wakes }) =>
  withWakes(withTask(state, task, unclaimed), { drop: wakes }),
);

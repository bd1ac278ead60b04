import { applier } from './applier.ts';
import { unclaimed, withTask, withWakes } from './standing.ts';

/** A task is for everybody it asks again: given back, left idle too long, or in the hands of somebody who may not act on it any more. */
export type ReleasedData = { task: string; by: string; because: 'asked' | 'idle' | 'gone'; wakes: string[] };

export const released = applier<ReleasedData>('released', ['tasks', 'wakes'], (state, { task, wakes }) =>
  withWakes(withTask(state, task, unclaimed), { drop: wakes }),
);

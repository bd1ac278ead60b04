import { applier } from './applier.ts';
import { withTask, withWakes } from './standing.ts';

/** A task's clock stands still; its wakes go until it runs again. */
export type PausedData = { task: string; because: 'consult' | 'wait' | 'return'; drop?: string[] };

export const paused = applier<PausedData>('paused', ['tasks', 'wakes'], (state, { task, drop }, { at }) =>
  withWakes(
    withTask(state, task, (one) => ({ ...one, paused: at })),
    { drop },
  ),
);

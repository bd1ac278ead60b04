import type { Wake } from '../../model/case.ts';
import { pathOf } from '../patch.ts';
import { applier } from './applier.ts';
import { withTask, withWakes } from './standing.ts';

/** Somebody took a task for themselves; `wake` gives it back when it is left idle. */
export type ClaimedData = { task: string; by: string; wake?: Wake };

export const claimed = applier<ClaimedData>(
  'claimed',
  ['tasks', 'wakes'],
  (state, { task, by, wake }, { at }) =>
    withWakes(
      withTask(state, task, (one) => ({ ...one, claimedBy: by, claimedAt: at })),
      { add: wake ? [wake] : [] },
    ),
  ({ tasks }, { task, wake }) => {
    if (tasks.find(({ id }) => id === task)?.claimedBy !== undefined) return null;
    const unset = [pathOf('tasks', task, 'claimedBy'), pathOf('tasks', task, 'claimedAt')];
    if (wake) unset.push(pathOf('wakes', wake.id));
    return { unset };
  },
);

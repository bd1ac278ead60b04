import { applier } from './applier.ts';
import { withTask } from './standing.ts';

/** A task asks the same roles under new keys, since a unit ended; its terms stay. */
export type RekeyedData = { task: string; keysBefore: string[]; keysAfter: string[] };

export const rekeyed = applier<RekeyedData>('rekeyed', ['tasks'], (state, { task, keysAfter }) =>
  withTask(state, task, (one) => ({ ...one, assignees: keysAfter })),
);

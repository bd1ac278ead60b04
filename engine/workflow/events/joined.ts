import { applier } from './applier.ts';
import { withVisit } from './standing.ts';

/** A branch arrived at the parallel step that began it. */
export type JoinedData = { step: string; visit: number; branch: string };

export const joined = applier<JoinedData>('joined', ['steps'], (state, { step, visit, branch }) =>
  withVisit(state, step, visit, (standing) => ({
    ...standing,
    arrived: [...(standing.arrived ?? []), branch],
  })),
);

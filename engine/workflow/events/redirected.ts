import { applier } from './applier.ts';
import { withWakes } from './standing.ts';

/**
 * A step was outside its validity, so the case goes to another: on arriving, or standing there when it ended.
 * `wake` is the one that moved it.
 */
export type RedirectedData = { step: string; to: string; because: 'notYet' | 'ended'; wake?: string };

export const redirected = applier<RedirectedData>('redirected', (state, { wake }) =>
  withWakes(state, { drop: wake === undefined ? [] : [wake] }),
);

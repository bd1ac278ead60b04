import { applier } from './applier.ts';
import { withWakes } from './standing.ts';

/** A reminder's moment came; it is used up whether or not anybody was there to remind. */
export type RemindedData = { wake: string; rule: string; step: string; visit: number; effects: string[] };

export const reminded = applier<RemindedData>('reminded', (state, { wake }) =>
  withWakes(state, { drop: [wake] }),
);

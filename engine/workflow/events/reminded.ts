import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { withWakes } from './standing.ts';

/** A reminder's moment came; it is used up whether or not anybody was there to remind. */
export type RemindedData = {
  wake: string;
  rule: string;
  step: string;
  visit: number;
  effects: MessageData[];
};

export const reminded = applier<RemindedData>('reminded', ['wakes'], (state, { wake }) =>
  withWakes(state, { drop: [wake] }),
);

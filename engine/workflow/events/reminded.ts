import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { withWakes } from './standing.ts';

/**
 * A reminder's moment came, and its wake is used up whether or not anybody was there to remind; or somebody who
 * oversees the case had a late task reminded, without effects where another case's message speaks of this one.
 */
export type RemindedData = {
  wake?: string;
  rule?: string;
  step: string;
  visit: number;
  /** The task a person had reminded. */
  task?: string;
  effects: MessageData[];
};

export const reminded = applier<RemindedData>('reminded', ['wakes'], (state, { wake }) =>
  wake === undefined ? state : withWakes(state, { drop: [wake] }),
);

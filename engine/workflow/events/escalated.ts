import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { withWakes } from './standing.ts';

/** An escalation's moment came while the task was open; `audience` are the keys it told. */
export type EscalatedData = {
  wake: string;
  rule: string;
  step: string;
  visit: number;
  audience: string[];
  effects: MessageData[];
};

export const escalated = applier<EscalatedData>('escalated', ['wakes'], (state, { wake }) =>
  withWakes(state, { drop: [wake] }),
);

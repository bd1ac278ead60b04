import { applier } from './applier.ts';

/** The case has an outcome; nothing waits any more. */
export type EndedData = { step: string; outcome: string; effects?: string[] };

export const ended = applier<EndedData>('ended', (state, { outcome }, { at }) => ({
  ...state,
  state: 'ended',
  outcome,
  endedAt: at,
  tasks: [],
  wakes: [],
}));

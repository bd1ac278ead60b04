import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';

/** The case has an outcome; nothing waits any more. */
export type EndedData = { step: string; outcome: string; effects?: MessageData[] };

export const ended = applier<EndedData>(
  'ended',
  ['state', 'outcome', 'endedAt', 'tasks', 'wakes'],
  (state, { outcome }, { at }) => ({
    ...state,
    state: 'ended',
    outcome,
    endedAt: at,
    tasks: [],
    wakes: [],
  }),
);

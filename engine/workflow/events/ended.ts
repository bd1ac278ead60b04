import type { DossierLine } from '../../model/case.ts';
import { applier } from './applier.ts';
import type { HandedData } from './handed-data.ts';
import type { MessageData } from './message-data.ts';
import { withLines } from './standing.ts';

/** The case has an outcome; nothing waits any more. */
export type EndedData = {
  step: string;
  outcome: string;
  effects?: MessageData[];
  /** On a dossier: the lines that follow the outcome of the whole. */
  lines?: Pick<DossierLine, 'n' | 'state' | 'content'>[];
  /** On a dossier: the lines whose cases go on by this. */
  handed?: HandedData;
};

export const ended = applier<EndedData>(
  'ended',
  ['state', 'outcome', 'endedAt', 'tasks', 'wakes', 'lines'],
  (state, { outcome, lines = [] }, { at }) => ({
    ...withLines(state, lines),
    state: 'ended',
    outcome,
    endedAt: at,
    tasks: [],
    wakes: [],
  }),
);

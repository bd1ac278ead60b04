import { applier } from './applier.ts';
import { decide } from './decided.ts';
import type { MessageData } from './message-data.ts';

/** The work went back to be corrected, with remarks on its fields and a reason, both in contents. */
export type ReturnedData = {
  task: string;
  action: string;
  to: string;
  remarks?: string;
  /** How many places are marked. */
  places: number;
  reason?: string;
  /** The task stays, and its clock is about to stand still until the corrected work is back. */
  stays?: true;
  /** The dossier that returned the case, by its line. */
  dossier?: { case: string; line: number };
  effects?: MessageData[];
};

export const returned = applier<ReturnedData>('returned', ['state', 'steps', 'tasks', 'acted'], decide);

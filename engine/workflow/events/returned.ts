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
  effects?: MessageData[];
};

export const returned = applier<ReturnedData>('returned', ['state', 'steps', 'tasks', 'acted'], decide);

import type { Standstill, Wake } from '../../model/case.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { withTask, withWakes } from './standing.ts';

/** A task's clock runs again, with a new due time under a new generation. */
export type ResumedData = {
  task: string;
  generation: number;
  dueAt?: string;
  calendarRevision?: number;
  /** For how long its clock has stood still, all in all. */
  stood?: Standstill;
  /** In the hands of whoever the work was to come back to. */
  claimedBy?: string;
  add?: Wake[];
  effects?: MessageData[];
};

export const resumed = applier<ResumedData>('resumed', ['tasks', 'wakes'], (state, data, { at }) =>
  withWakes(
    withTask(state, data.task, ({ paused: _, ...task }) => ({
      ...task,
      generation: data.generation,
      ...(data.dueAt === undefined ? {} : { dueAt: data.dueAt }),
      ...(data.calendarRevision === undefined ? {} : { calendarRevision: data.calendarRevision }),
      ...(data.stood === undefined ? {} : { stood: data.stood }),
      ...(data.claimedBy === undefined ? {} : { claimedBy: data.claimedBy, claimedAt: at }),
    })),
    { add: data.add },
  ),
);

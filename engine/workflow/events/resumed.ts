import type { Wake } from '../../model/case.ts';
import { applier } from './applier.ts';
import { withTask, withWakes } from './standing.ts';

/** A task's clock runs again, with a new due time under a new generation. */
export type ResumedData = {
  task: string;
  generation: number;
  dueAt?: string;
  calendarRevision?: number;
  add?: Wake[];
};

export const resumed = applier<ResumedData>('resumed', ['tasks', 'wakes'], (state, data) =>
  withWakes(
    withTask(state, data.task, ({ paused: _, ...task }) => ({
      ...task,
      generation: data.generation,
      ...(data.dueAt === undefined ? {} : { dueAt: data.dueAt }),
      ...(data.calendarRevision === undefined ? {} : { calendarRevision: data.calendarRevision }),
    })),
    { add: data.add },
  ),
);

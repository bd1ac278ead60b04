import type { Wake } from '../../model/case.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { withTask, withWakes } from './standing.ts';

/** A due time was moved, for a reason or because a calendar changed, under a new generation. */
export type ExtendedData = {
  task: string;
  generation: number;
  dueAt: string;
  calendarRevision?: number;
  because: 'granted' | 'calendar';
  reason?: string;
  add?: Wake[];
  drop?: string[];
  /** Messages about it that had not left yet, as they are now. */
  effects?: MessageData[];
};

export const extended = applier<ExtendedData>('extended', ['tasks', 'wakes'], (state, data) =>
  withWakes(
    withTask(state, data.task, (task) => ({
      ...task,
      generation: data.generation,
      dueAt: data.dueAt,
      ...(data.calendarRevision === undefined ? {} : { calendarRevision: data.calendarRevision }),
    })),
    data,
  ),
);

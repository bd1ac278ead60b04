import type { CaseState, Task } from '../../model/case.ts';
import type { UnsealedEvent } from '../../model/event.ts';
import { pathOf } from '../patch.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';

/** A step waits for somebody, with every term resolved. */
export type TaskedData = {
  task: string;
  generation: number;
  assignees: string[];
  dueAt?: string;
  calendarRevision?: number;
  /** The year whose calendar is missing, when a due time could not be told for that reason. */
  dueUnknown?: number;
  /** Of one of several asked: the body it is asked of. */
  body?: string;
  /** Already in the hands of whoever returned the work. */
  claimedBy?: string;
  effects?: MessageData[];
};

export const tasked = applier<TaskedData>('tasked', ['tasks'], ask, (_, { task }) => ({
  unset: [pathOf('tasks', task)],
}));

function ask(state: CaseState, data: TaskedData, { at }: UnsealedEvent): CaseState {
  const task: Task = { id: data.task, generation: data.generation, assignees: data.assignees };
  if (data.dueAt !== undefined) task.dueAt = data.dueAt;
  if (data.calendarRevision !== undefined) task.calendarRevision = data.calendarRevision;
  if (data.body !== undefined) task.body = data.body;
  if (data.claimedBy !== undefined) {
    task.claimedBy = data.claimedBy;
    task.claimedAt = at;
  }
  return { ...state, tasks: [...state.tasks, task] };
}

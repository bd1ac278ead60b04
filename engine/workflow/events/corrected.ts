import type { ListedValue } from '../../model/answers.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { visitOfTask, withActed, withTask } from './standing.ts';
import { changedValues } from './submitted.ts';

/**
 * Figures were corrected at a step that may: a whole new submission under the first one's day. The task is
 * another generation, since what it asks about has changed under whoever was reading it.
 */
export type CorrectedData = {
  task: string;
  generation: number;
  content: string;
  fields: string[];
  values: Record<string, ListedValue>;
  /** The listed values before, of the fields that had one. */
  was: Record<string, ListedValue>;
  cleared?: string[];
  reason?: string;
  effects?: MessageData[];
};

export const corrected = applier<CorrectedData>(
  'corrected',
  ['submission', 'tasks', 'acted'],
  (state, data, { actor, onBehalfOf }) => {
    const task = state.tasks.find((one) => one.id === data.task);
    const { submission } = state;
    const next = submission
      ? {
          ...state,
          submission: {
            ...submission,
            content: data.content,
            values: changedValues(submission.values, data),
          },
        }
      : state;
    return withActed(
      withTask(next, data.task, (one) => ({ ...one, generation: data.generation })),
      visitOfTask(data.task).step,
      [actor, onBehalfOf],
      task?.assignees ?? [],
    );
  },
);

import { applier } from './applier.ts';
import { visitOfTask, withActed } from './standing.ts';

/** A member cast a secret vote: that they voted is known, how is only in the box. */
export type VotedData = { task: string };

export const voted = applier<VotedData>('voted', ['tasks', 'acted'], (state, data, { actor, onBehalfOf }) => {
  const task = state.tasks.find((one) => one.id === data.task);
  return withActed(
    { ...state, tasks: state.tasks.filter((one) => one !== task) },
    visitOfTask(data.task).step,
    [actor, onBehalfOf],
    task?.assignees ?? [],
  );
});

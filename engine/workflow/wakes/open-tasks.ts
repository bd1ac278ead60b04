import type { CaseState, Task } from '../../model/case.ts';

/** The tasks of a visit that are open and whose clock runs. */
export function openTasks(state: CaseState, step: string, visit: number): Task[] {
  const prefix = `${step}.${visit}.`;
  return state.tasks.filter(({ id, paused }) => id.startsWith(prefix) && paused === undefined);
}

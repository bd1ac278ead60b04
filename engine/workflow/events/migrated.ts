import type { CaseState } from '../../model/case.ts';
import { applier, everything } from './applier.ts';

/**
 * The case follows another version from now on. `steps` gives the new id of each step that was renamed;
 * `contentAfter` the submission as the new version's form reads it.
 */
export type MigratedData = {
  from: string;
  to: string;
  steps: Record<string, string>;
  contentBefore?: string;
  contentAfter?: string;
};

export const migrated = applier<MigratedData>('migrated', everything, (state, data): CaseState => {
  const renamed = (step: string): string => data.steps[step] ?? step;
  const taskId = (id: string): string => {
    const [step, ...rest] = id.split('.');
    return [renamed(step!), ...rest].join('.');
  };
  const { submission } = state;
  const next: CaseState = {
    ...state,
    version: data.to,
    steps: state.steps.map((one) => ({
      ...one,
      step: renamed(one.step),
      scope: one.scope.map(taskId),
      ...(one.returnTo === undefined ? {} : { returnTo: renamed(one.returnTo) }),
      decisions: one.decisions.map((decision) => ({ ...decision, task: taskId(decision.task) })),
    })),
    tasks: state.tasks.map((task) => ({ ...task, id: taskId(task.id) })),
    wakes: state.wakes.map((wake) =>
      wake.step === undefined ? wake : { ...wake, step: renamed(wake.step) },
    ),
    visits: Object.fromEntries(Object.entries(state.visits).map(([step, n]) => [renamed(step), n])),
  };
  if (state.acted) next.acted = state.acted.map((one) => ({ ...one, step: renamed(one.step) }));
  if (submission && data.contentAfter !== undefined)
    next.submission = { ...submission, content: data.contentAfter };
  return next;
});

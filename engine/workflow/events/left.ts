import { applier } from './applier.ts';

/** The case no longer stands at a step: the visit's tasks and wakes go with it. */
export type LeftData = {
  step: string;
  visit: number;
  /** Of a route: the rule that chose, by its id or its place. */
  rule?: string;
};

export const left = applier<LeftData>('left', (state, { step, visit }) => {
  const prefix = `${step}.${visit}.`;
  const tasks = state.tasks.filter(({ id }) => !id.startsWith(prefix));
  const wakes = state.wakes.filter((one) => one.step !== step || one.visit !== visit);
  return {
    ...state,
    steps: state.steps.filter((one) => one.step !== step || one.visit !== visit),
    tasks: tasks.length === state.tasks.length ? state.tasks : tasks,
    wakes: wakes.length === state.wakes.length ? state.wakes : wakes,
  };
});

/** Changes to what stands in a case: its visits, tasks and wakes. Pure, sharing what stays. */
import type { CaseState, StepVisit, Task, Wake } from '../../model/case.ts';

/** The step and visit of a task: what its id `<step>.<visit>.<n>` begins with. */
export function visitOfTask(task: string): { step: string; visit: number } {
  const dot = task.indexOf('.');
  return { step: task.slice(0, dot), visit: Number.parseInt(task.slice(dot + 1), 10) };
}

/** The state with one visit changed; the state itself when the case does not stand there. */
export function withVisit(
  state: CaseState,
  step: string,
  visit: number,
  change: (standing: StepVisit) => StepVisit,
): CaseState {
  const index = state.steps.findIndex((one) => one.step === step && one.visit === visit);
  return index < 0 ? state : { ...state, steps: state.steps.with(index, change(state.steps[index]!)) };
}

/** The state after a visit was left: its tasks and wakes go with it. */
export function withoutVisit(state: CaseState, step: string, visit: number): CaseState {
  const prefix = `${step}.${visit}.`;
  const tasks = state.tasks.filter(({ id }) => !id.startsWith(prefix));
  const wakes = state.wakes.filter((one) => one.step !== step || one.visit !== visit);
  return {
    ...state,
    steps: state.steps.filter((one) => one.step !== step || one.visit !== visit),
    tasks: tasks.length === state.tasks.length ? state.tasks : tasks,
    wakes: wakes.length === state.wakes.length ? state.wakes : wakes,
  };
}

/** The state with one task changed; the state itself when there is no such task. */
export function withTask(state: CaseState, id: string, change: (task: Task) => Task): CaseState {
  const index = state.tasks.findIndex((one) => one.id === id);
  return index < 0 ? state : { ...state, tasks: state.tasks.with(index, change(state.tasks[index]!)) };
}

/** The state without some wakes, and with others. */
export function withWakes(
  state: CaseState,
  { add = [], drop = [] }: { add?: readonly Wake[]; drop?: readonly string[] },
): CaseState {
  if (add.length === 0 && drop.length === 0) return state;
  const kept = drop.length > 0 ? state.wakes.filter((one) => !drop.includes(one.id)) : state.wakes;
  return { ...state, wakes: add.length > 0 ? [...kept, ...add] : kept };
}

/** A task nobody holds any more. */
export function unclaimed(task: Task): Task {
  const { claimedBy: _by, claimedAt: _at, ...rest } = task;
  return rest;
}

/** The state in which people have acted at a step, through the keys of its task. */
export function withActed(
  state: CaseState,
  step: string,
  people: readonly (string | undefined)[],
  keys: readonly string[],
): CaseState {
  const acted = state.acted ?? [];
  const index = acted.findIndex((one) => one.step === step);
  const before = acted[index];
  const by = joined(before?.by ?? [], people);
  const through = joined(before?.keys ?? [], keys);
  if (before && by === before.by && through === before.keys) return state;
  const after = { step, by, keys: through };
  return { ...state, acted: index < 0 ? [...acted, after] : acted.with(index, after) };
}

function joined(present: string[], more: readonly (string | undefined)[]): string[] {
  const fresh = more.filter((one) => one !== undefined && !present.includes(one)) as string[];
  return fresh.length > 0 ? [...present, ...new Set(fresh)] : present;
}

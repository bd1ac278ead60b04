/** Changes to what stands in a case: its visits, tasks and wakes. Pure, sharing what stays. */
import type { Acted, CaseState, DossierLine, StepVisit, Task, Wake } from '../../model/case.ts';

/** What the id of a task says. */
export interface VisitOfTask {
  readonly step: string;
  readonly visit: number;
  /** The id with colons for its dots, as other ids hold it. */
  readonly written: string;
}

const visitsOfTasks = new Map<string, VisitOfTask>();

/**
 * The step and visit of a task: what its id `<step>.<visit>.<n>` begins with. Cases share their steps, so the ids
 * are few and are taken apart once.
 */
export function visitOfTask(task: string): VisitOfTask {
  let found = visitsOfTasks.get(task);
  if (!found) {
    const dot = task.indexOf('.');
    const visit = Number.parseInt(task.slice(dot + 1), 10);
    found = { step: task.slice(0, dot), visit, written: task.replaceAll('.', ':') };
    if (visitsOfTasks.size >= 5_000) visitsOfTasks.clear();
    visitsOfTasks.set(task, found);
  }
  return found;
}

/** The state with one visit changed; the state itself when the case does not stand there. */
export function withVisit(
  state: CaseState,
  step: string,
  visit: number,
  change: (standing: StepVisit) => StepVisit,
): CaseState {
  const index = state.steps.findIndex((one) => one.step === step && one.visit === visit);
  if (index < 0) return state;
  const steps = state.steps.slice();
  steps[index] = change(steps[index]!);
  return { ...state, steps };
}

/** Does something belong to a visit? */
export function isOfVisit(one: { step?: string; visit?: number }, step: string, visit: number): boolean {
  return one.step === step && one.visit === visit;
}

/** The state after a visit was left: its tasks and wakes go with it. */
export function withoutVisit(state: CaseState, step: string, visit: number): CaseState {
  const tasks = state.tasks.filter(({ id }) => !isOfVisit(visitOfTask(id), step, visit));
  const wakes = state.wakes.filter((one) => !isOfVisit(one, step, visit));
  const next = { ...state, steps: state.steps.filter((one) => !isOfVisit(one, step, visit)) };
  if (tasks.length !== state.tasks.length) next.tasks = tasks;
  if (wakes.length !== state.wakes.length) next.wakes = wakes;
  return next;
}

/** The state with one task changed; the state itself when there is no such task. */
export function withTask(state: CaseState, id: string, change: (task: Task) => Task): CaseState {
  const index = state.tasks.findIndex((one) => one.id === id);
  if (index < 0) return state;
  const tasks = state.tasks.slice();
  tasks[index] = change(tasks[index]!);
  return { ...state, tasks };
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

/** The state of a dossier in which some lines are decided anew: their reason is the new one, or none. */
export function withLines(
  state: CaseState,
  changes: readonly Pick<DossierLine, 'n' | 'state' | 'content'>[],
): CaseState {
  if (changes.length === 0) return state;
  const byNumber = new Map(changes.map((one) => [one.n, one]));
  return {
    ...state,
    lines: (state.lines ?? []).map((line) => {
      const change = byNumber.get(line.n);
      if (!change) return line;
      const next: DossierLine = { n: line.n, case: line.case, state: change.state };
      if (change.content !== undefined) next.content = change.content;
      return next;
    }),
  };
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
  const acted = actedAfter(state.acted, step, people, keys);
  return acted === state.acted ? state : { ...state, acted };
}

/** Who has acted once people have at a step; the list given where it names them already. */
export function actedAfter(
  present: Acted[] | undefined,
  step: string,
  people: readonly (string | undefined)[],
  keys: readonly string[],
): Acted[] {
  const index = present?.findIndex((one) => one.step === step) ?? -1;
  if (!present || index < 0) {
    const fresh = { step, by: own(joined(none, people)), keys: own(joined(none, keys)) };
    return present ? [...present, fresh] : [fresh];
  }
  const before = present[index]!;
  const by = joined(before.by, people);
  const through = joined(before.keys, keys);
  if (by === before.by && through === before.keys) return present;
  return present.with(index, { step, by: own(by), keys: own(through) });
}

const none: readonly string[] = [];

/** A list a case may keep: never the empty one all share. */
function own(list: readonly string[]): string[] {
  return list === none ? [] : (list as string[]);
}

/** What was there with what is new, each once; what was there itself when nothing is. */
function joined(present: readonly string[], more: readonly (string | undefined)[]): readonly string[] {
  let all: string[] | undefined;
  for (const one of more)
    if (one !== undefined && !(all ?? present).includes(one)) {
      all ??= present.slice();
      all.push(one);
    }
  return all ?? present;
}

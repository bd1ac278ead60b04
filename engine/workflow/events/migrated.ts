import type { ListedValue } from '../../model/answers.ts';
import type { Acted, CaseState, Task, Wake } from '../../model/case.ts';
import { applier, everything } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { actedAfter, unclaimed, withWakes } from './standing.ts';
import { changedValues } from './submitted.ts';

/** A task whose terms are others in the new version; `task` is its id there. What is absent stays. */
export type MigratedTask = {
  task: string;
  generation: number;
  assignees?: string[];
  /** Null takes the due time away. */
  dueAt?: string | null;
  dueBefore?: string;
  calendarRevision?: number;
  /** Whoever had claimed it may not act on it any more. */
  unclaimed?: true;
};

/**
 * The case follows another version from now on. `steps` gives the new id of each step that was renamed;
 * `contentAfter` the submission as the new version's form reads it.
 */
export type MigratedData = {
  from: string;
  to: string;
  steps: Record<string, string>;
  /** Steps that nothing takes the place of: corrected work does not go back there. */
  gone?: string[];
  /** The id the entry has in the new version and the one it had, where they differ. */
  entry?: string;
  entryBefore?: string;
  group?: string;
  phase?: string;
  contentBefore?: string;
  contentAfter?: string;
  /** Listed values that changed, and fields that have none any more. */
  values?: Record<string, ListedValue>;
  cleared?: string[];
  /** Fields of the old form whose answers are not in the new one, or not whole. */
  lost?: string[];
  tasks?: MigratedTask[];
  add?: Wake[];
  drop?: string[];
  effects?: MessageData[];
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
    steps: state.steps.map((visit) => {
      const { returnTo, returnedBy, returnsThen, ...one } = visit;
      const then = returnsThen?.filter(({ step }) => !data.gone?.includes(step));
      return {
        ...one,
        step: renamed(one.step),
        scope: one.scope.map(taskId),
        ...(returnTo === undefined || data.gone?.includes(returnTo)
          ? {}
          : {
              returnTo: renamed(returnTo),
              ...(returnedBy === undefined ? {} : { returnedBy }),
            }),
        ...(then && then.length > 0
          ? { returnsThen: then.map(({ step, by }) => ({ step: renamed(step), by })) }
          : {}),
        decisions: one.decisions.map((decision) => ({ ...decision, task: taskId(decision.task) })),
      };
    }),
    tasks: state.tasks.map((task) => {
      const id = taskId(task.id);
      return withTerms(
        { ...task, id },
        data.tasks?.find((one) => one.task === id),
      );
    }),
    wakes: state.wakes.map((wake) => renamedWake(wake, renamed, taskId)),
    visits: mostVisits(state.visits, renamed),
  };
  if (state.documents) next.documents = state.documents.map((one) => ({ ...one, task: taskId(one.task) }));
  if (state.opinions) next.opinions = state.opinions.map((one) => ({ ...one, task: taskId(one.task) }));
  if (state.acted) next.acted = joinedActed(state.acted, renamed);
  if (data.entry !== undefined) next.entry = data.entry;
  if (data.group !== undefined) next.group = data.group;
  if (data.phase !== undefined) next.phase = data.phase;
  if (submission && data.contentAfter !== undefined)
    next.submission = { ...submission, content: data.contentAfter };
  if (next.submission && data.values)
    next.submission = {
      ...next.submission,
      values: changedValues(next.submission.values, {
        values: data.values,
        ...(data.cleared ? { cleared: data.cleared } : {}),
      }),
    };
  return withWakes(next, data);
});

function withTerms(task: Task, terms: MigratedTask | undefined): Task {
  if (!terms) return task;
  const next: Task = { ...(terms.unclaimed ? unclaimed(task) : task), generation: terms.generation };
  if (terms.assignees) next.assignees = terms.assignees;
  if (terms.dueAt === null) delete next.dueAt;
  else if (terms.dueAt !== undefined) next.dueAt = terms.dueAt;
  if (terms.calendarRevision !== undefined) next.calendarRevision = terms.calendarRevision;
  return next;
}

function renamedWake(wake: Wake, renamed: (step: string) => string, taskId: (id: string) => string): Wake {
  if (wake.step === undefined) return wake;
  const task = wake.data?.['task'];
  return {
    ...wake,
    step: renamed(wake.step),
    ...(typeof task === 'string' ? { data: { ...wake.data, task: taskId(task) } } : {}),
  };
}

/** Visits go on from the most of those that are one step now: a visit number is never reused. */
function mostVisits(
  visits: Readonly<Record<string, number>>,
  renamed: (step: string) => string,
): Record<string, number> {
  const most: Record<string, number> = {};
  for (const [step, n] of Object.entries(visits)) {
    const now = renamed(step);
    most[now] = Math.max(most[now] ?? 0, n);
  }
  return most;
}

/** Whoever acted at any of the steps that are one now has acted there. */
function joinedActed(acted: readonly Acted[], renamed: (step: string) => string): Acted[] {
  let joined: Acted[] = [];
  for (const one of acted) {
    const step = renamed(one.step);
    joined = joined.some((other) => other.step === step)
      ? actedAfter(joined, step, one.by, one.keys)
      : [...joined, { ...one, step }];
  }
  return joined;
}

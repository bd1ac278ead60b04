import type { CaseState, Decision } from '../../model/case.ts';
import type { UnsealedEvent } from '../../model/event.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { actedAfter, visitOfTask, withVisit } from './standing.ts';

/** Somebody chose an action at a step; their task is done. */
export type DecidedData = {
  task: string;
  action: string;
  /** Digest of the reason. */
  reason?: string;
  score?: string;
  checklist?: Record<string, boolean | 'notApplicable'>;
  /** On a dossier: the line it was about. Only that line changes; the task stays. */
  line?: { n: number; state: string };
  effects?: MessageData[];
};

export const decided = applier<DecidedData>(
  'decided',
  ['state', 'steps', 'tasks', 'acted', 'lines'],
  (state, data, event) => {
    const { line } = data;
    if (line)
      return {
        ...state,
        lines: (state.lines ?? []).map((one) =>
          one.n === line.n
            ? { ...one, state: line.state, ...(data.reason === undefined ? {} : { content: data.reason }) }
            : one,
        ),
      };
    return decide(state, data, event);
  },
);

/** A decision stays at its visit, its task goes, and whoever decided has acted. */
export function decide(
  state: CaseState,
  data: { task: string; action: string; reason?: string; score?: string },
  { at, actor, onBehalfOf }: UnsealedEvent,
): CaseState {
  const { step, visit } = visitOfTask(data.task);
  const task = state.tasks.find((one) => one.id === data.task);
  const decision: Decision = { task: data.task, actor, action: data.action, at };
  if (onBehalfOf !== undefined) decision.onBehalfOf = onBehalfOf;
  if (data.reason !== undefined) decision.content = data.reason;
  if (data.score !== undefined) decision.score = data.score;
  const standing = withVisit(state, step, visit, (one) => ({
    ...one,
    decisions: [...one.decisions, decision],
  }));
  return {
    ...standing,
    state: state.state === 'due' ? 'running' : state.state,
    tasks: state.tasks.filter((one) => one !== task),
    acted: actedAfter(state.acted, step, [actor, onBehalfOf], task?.assignees ?? []),
  };
}

import type { ListedValue } from '../../model/answers.ts';
import type { CaseState, Submission } from '../../model/case.ts';
import { applier } from './applier.ts';
import type { MessageData } from './message-data.ts';
import { actedAfter, visitOfTask } from './standing.ts';

/** The form was sent. The answers lie in `content`; the event lists only listed values that changed. */
export type SubmittedData = {
  task: string;
  action: string;
  content: string;
  day: string;
  values: Record<string, ListedValue>;
  /** Listed fields that had a value and have none now. */
  cleared?: string[];
  late?: true;
  /** The day that stands on the paper it was typed in from. */
  paperDay?: string;
  legalBasis?: string;
  /** Digest of what was read of the period before. */
  previous?: string;
  effects?: MessageData[];
};

export const submitted = applier<SubmittedData>(
  'submitted',
  ['state', 'submission', 'tasks', 'legalBasis', 'acted'],
  (state, data, { at, actor, onBehalfOf }) => {
    const { step } = visitOfTask(data.task);
    const task = state.tasks.find((one) => one.id === data.task);
    const values = changedValues(state.submission?.values, data);
    const submission: Submission = { content: data.content, at, day: data.day, actor, values };
    if (onBehalfOf !== undefined) submission.onBehalfOf = onBehalfOf;
    if (data.paperDay !== undefined) submission.paperDay = data.paperDay;
    if (data.previous !== undefined) submission.previous = data.previous;
    const next: CaseState = {
      ...state,
      state: state.state === 'due' ? 'running' : state.state,
      submission,
      tasks: state.tasks.filter((one) => one !== task),
    };
    if (data.legalBasis !== undefined) next.legalBasis = data.legalBasis;
    next.acted = actedAfter(state.acted, step, [actor, onBehalfOf], task?.assignees ?? []);
    return next;
  },
);

/** Listed values with the changes of an event made. */
export function changedValues(
  values: Record<string, ListedValue> | undefined,
  change: { values: Record<string, ListedValue>; cleared?: readonly string[] },
): Record<string, ListedValue> {
  const next = values ? { ...values, ...change.values } : { ...change.values };
  if (change.cleared) for (const field of change.cleared) delete next[field];
  return next;
}

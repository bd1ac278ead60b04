import type {
  CaseState,
  Decision,
  DossierLine,
  IssuedDocument,
  LineState,
  Opinion,
} from '../../model/case.ts';
import type { UnsealedEvent } from '../../model/event.ts';
import type { Day } from '../../model/time.ts';
import { applier } from './applier.ts';
import type { HandedData } from './handed-data.ts';
import type { MessageData } from './message-data.ts';
import { actedAfter, visitOfTask, withActed, withLines, withVisit } from './standing.ts';

/** Somebody chose an action at a step; their task is done. */
export type DecidedData = {
  task: string;
  action: string;
  /** Digest of the reason. */
  reason?: string;
  score?: string;
  checklist?: Record<string, boolean | 'notApplicable'>;
  /** The case only asks others meanwhile: the task stays, and its clock is about to stand still. */
  stays?: true;
  /** The document that was signed; `key` is the reservation of its number. */
  document?: { number: string; date: Day; key?: string };
  /** Of a body asked: what it said, by its digest. What it chose is said in there, not here. */
  opinion?: { body: string; content: string };
  /** On a dossier: the line it was about. Only that line changes; the task stays. */
  line?: { n: number; state: LineState };
  /** On a dossier: the lines it was about, each with the digest of its reason. The task stays. */
  lines?: Pick<DossierLine, 'n' | 'state' | 'content'>[];
  /** Lines whose cases leave the dossier by this. */
  handed?: HandedData;
  /** On a case: the dossier that decided about it. */
  dossier?: { case: string; line: number };
  effects?: MessageData[];
};

export const decided = applier<DecidedData>(
  'decided',
  ['state', 'steps', 'tasks', 'acted', 'documents', 'opinions', 'lines'],
  (state, data, event) => {
    const { line, lines } = data;
    if (lines) {
      const task = state.tasks.find((one) => one.id === data.task);
      const { step } = visitOfTask(data.task);
      return withActed(withLines(state, lines), step, [event.actor, event.onBehalfOf], task?.assignees ?? []);
    }
    if (line)
      return {
        ...state,
        lines: (state.lines ?? []).map((one) =>
          one.n === line.n
            ? { ...one, state: line.state, ...(data.reason === undefined ? {} : { content: data.reason }) }
            : one,
        ),
      };
    const next = decide(state, data, event);
    if (data.document) return withDocument(next, data.task, data.document, event);
    return data.opinion ? withOpinion(next, data.task, data.opinion, event) : next;
  },
);

function withDocument(
  state: CaseState,
  task: string,
  { number, date, key }: NonNullable<DecidedData['document']>,
  { actor, onBehalfOf, at }: UnsealedEvent,
): CaseState {
  const document: IssuedDocument = { task, number, date, actor, at };
  if (key !== undefined) document.key = key;
  if (onBehalfOf !== undefined) document.onBehalfOf = onBehalfOf;
  return { ...state, documents: [...(state.documents ?? []), document] };
}

function withOpinion(
  state: CaseState,
  task: string,
  { body, content }: NonNullable<DecidedData['opinion']>,
  { actor, onBehalfOf, at }: UnsealedEvent,
): CaseState {
  const opinion: Opinion = { task, body, at, actor, content };
  if (onBehalfOf !== undefined) opinion.onBehalfOf = onBehalfOf;
  return { ...state, opinions: [...(state.opinions ?? []), opinion] };
}

/**
 * A decision stays at its visit, its task goes, and whoever decided has acted. Where the task stays, it is yet to be
 * decided: asking others is no decision.
 */
export function decide(
  state: CaseState,
  data: { task: string; action: string; reason?: string; score?: string; stays?: true },
  { at, actor, onBehalfOf }: UnsealedEvent,
): CaseState {
  const { step, visit } = visitOfTask(data.task);
  const task = state.tasks.find((one) => one.id === data.task);
  const decision: Decision = { task: data.task, actor, action: data.action, at };
  if (onBehalfOf !== undefined) decision.onBehalfOf = onBehalfOf;
  if (data.reason !== undefined) decision.content = data.reason;
  if (data.score !== undefined) decision.score = data.score;
  const standing = data.stays
    ? state
    : withVisit(state, step, visit, (one) => ({ ...one, decisions: [...one.decisions, decision] }));
  return {
    ...standing,
    state: state.state === 'due' ? 'running' : state.state,
    tasks: data.stays ? state.tasks : state.tasks.filter((one) => one !== task),
    acted: actedAfter(state.acted, step, [actor, onBehalfOf], task?.assignees ?? []),
  };
}

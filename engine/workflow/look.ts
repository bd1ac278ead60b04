import type { FormContext } from '../forms/form.ts';
import type { Issue } from '../issues/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case, Task } from '../model/case.ts';
import type { FactQuery, TransitionContext } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { Action, OpinionAnswer } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { chargeOf } from './authority.ts';
import type { Campaign } from './campaign.ts';
import { caseIdOf } from './case-id.ts';
import { type Signing, signingOf } from './documents.ts';
import { figuresAsked } from './facts.ts';
import { periodBefore, periodOf } from './periods.ts';
import { formContext, ruleHolds } from './rule-names.ts';
import { transition } from './transition.ts';
import { beginTurn, stepOf, type Turn } from './turn.ts';

/** What somebody may do at a case now, told by the same code that decides. */
export interface Look {
  /** What the entry's form sees when it is shown today. */
  formContext(previous: Answers | null): FormContext;
  /** The figures its entry uses, and which cases each asks for today. */
  figuresAsked(): { id: string; query: FactQuery }[];
  /** The task asked of this person, if any. */
  task: Task | null;
  /** The step's actions whose condition holds, and why none may be chosen where none may. */
  offered: { actions: Action[]; issues: Issue[] };
  /** Items of the checklist that rules answer, and what they say now. */
  answeredByRule: Readonly<Record<string, boolean>>;
  /** What a body asked may answer, where that is what the task asks. */
  answers: readonly OpinionAnswer[];
  /** How the document would be numbered that they may sign; null where they may sign none. */
  signing: Signing | null;
  /** Their own last act, while it may be taken back. */
  undo: { cmd: number; until: Instant; event: CaseEvent } | null;
}

/** Looks at a case as an actor: nothing is decided, nothing changed. `context.resolved` may hold the answers. */
export function lookAt(campaign: Campaign, aCase: Case, context: TransitionContext): Look {
  const entry = campaign.entries[aCase.entry]!;
  const begin = (): Turn => {
    const period = periodOf(campaign, entry.id, aCase.period, context.calendar)!;
    return beginTurn(campaign, entry, period, aCase, aCase, { type: 'wake', key: 'look' }, context);
  };
  const turn = begin();
  const visit = aCase.steps.at(-1);
  const theirs = aCase.tasks.filter(({ assignees }) =>
    assignees.some((key) => turn.directory.mayAct(context.actor, key, turn.day) !== null),
  );
  // What stands still can wait.
  const task = theirs.find(({ paused }) => paused === undefined) ?? theirs[0] ?? null;
  return {
    formContext: (previous) => formContext(turn, turn.day, previous, visit),
    figuresAsked: () => figuresAsked(begin()),
    task,
    ...(task ? offered(begin(), task) : nothing),
    undo: undoOf(campaign, aCase, context),
  };
}

type Offered = Pick<Look, 'offered' | 'answeredByRule' | 'answers' | 'signing'>;

const nothing: Offered = {
  offered: { actions: [], issues: [] },
  answeredByRule: {},
  answers: [],
  signing: null,
};

function offered(turn: Turn, { id, generation }: Task): Offered {
  const charge = chargeOf(turn, { id, generation }, 'act');
  if (!charge) return { ...nothing, offered: { actions: [], issues: turn.issues } };
  const { step, visit } = charge;
  const { definition } = stepOf(turn, step.id);
  const actions = 'actions' in definition ? (definition.actions ?? []) : [];
  const holding = actions.filter(({ id: action }) => {
    const rule = step.when[action];
    return !rule || ruleHolds(turn, rule, { step: step.id, visit });
  });
  return {
    offered: { actions: holding, issues: [] },
    answeredByRule: Object.fromEntries(
      Object.entries(step.checklist).map(([item, rule]) => [
        item,
        ruleHolds(turn, rule, { step: step.id, visit }),
      ]),
    ),
    answers: definition.kind === 'consult' ? definition.answers : [],
    signing: signingOf(turn, charge),
  };
}

function undoOf(campaign: Campaign, aCase: Case, context: TransitionContext): Look['undo'] {
  const last = aCase.history.findLast(({ actor }) => actor === context.actor);
  if (!last) return null;
  const until = new Date(Date.parse(last.at) + campaign.undoSeconds * 1000).toISOString();
  if (until <= context.now) return null;
  const tried = transition(campaign, aCase, { type: 'undo', key: 'look', cmd: last.cmd }, context);
  if (tried.kind !== 'done') return null;
  const done = aCase.history.filter(({ cmd, before }) => cmd === last.cmd && before !== undefined);
  // What was said of single lines of a dossier goes with what was done to the whole.
  const told = done.find(({ data }) => data['action'] !== undefined && !data['lines']) ?? done[0];
  return { cmd: last.cmd, until, event: told ?? last };
}

/** The case of the same entry in the period before; null for the first period. It need not exist. */
export function previousCaseId(
  campaign: Campaign,
  aCase: Pick<Case, 'campaign' | 'entry' | 'period' | 'unit' | 'subject'>,
  calendar: TransitionContext['calendar'],
): string | null {
  const before = periodBefore(campaign, aCase.entry, aCase.period, calendar);
  const about = aCase.subject ?? aCase.unit.uid;
  return before ? caseIdOf(aCase.campaign, aCase.entry, about, before.id) : null;
}

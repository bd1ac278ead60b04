import type { CompiledForm, FormContext } from '../forms/form.ts';
import { prefill } from '../forms/index.ts';
import type { Issue, Language } from '../issues/index.ts';
import type { Answers, Remark } from '../model/answers.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { ChecklistItem, Text } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { indexDirectory } from '../organisation/index.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { checklistOf } from './checklist.ts';
import type { ReturnedData } from './events/returned.ts';
import { fieldRights } from './field-rights.ts';
import { rolesOf, said } from './in-words.ts';
import { playDossier } from './play-dossier.ts';
import { type Sample, sampleAnswers } from './sample-answers.ts';
import {
  actionsOf,
  actWith,
  anHourLater,
  answersOf,
  answerWith,
  begin,
  fillIn,
  formSeen,
  type Game,
  listFor,
  nextWake,
  openTask,
  periodPlayed,
  ruledChecklist,
  type Said,
  type SimulationLine,
  type SimulationOptions,
  sendAnswers,
  stepOf,
  takesDocument,
  toNextWake,
  unitPlayed,
  withSubject,
} from './simulate.ts';
import { lineResults } from './steps/gather.ts';
import { stepKinds } from './steps/index.ts';

/**
 * What somebody who tries a campaign out did: time went on to the next wake; the form was sent, with answers of their
 * own or made-up ones; an action was chosen, with what they said about it, the rest made up.
 */
export type TryOutMove =
  | { kind: 'wake' }
  | { kind: 'send'; answers?: Answers }
  | { kind: 'act'; action: string; said?: Said };

/** What stands in the form where somebody is to fill it. */
export interface TryOutFilling {
  /** What its rules see. */
  context: FormContext;
  /** What was sent before, or what a new form begins with. */
  answers: Answers;
  /** Why it came back, and the words about its fields. */
  returned?: { reason?: string; remarks: readonly Remark[] };
}

/** What whoever decides sees, and may say besides. */
export interface TryOutDeciding {
  /** What was sent, and the fields of it that the step shows; null before anything was. */
  sent: { context: FormContext; answers: Answers; show: 'all' | readonly string[] } | null;
  /** What is ticked off; `holds` where a rule answers. */
  checklist: readonly { item: ChecklistItem; holds?: boolean }[];
  /** Some action takes a reason, remarks on fields, a document's number and date. */
  reason: boolean;
  remarks: boolean;
  document: boolean;
}

/** A made-up case after some moves, for the next one. */
export interface TryOut {
  unit: string;
  period: string;
  now: Instant;
  /** Where it stands; the outcome once it has ended. */
  step: string;
  ended: boolean;
  outcome?: string;
  /** Who is asked, by role. */
  waiting: string;
  dueAt?: Instant;
  /** The next moment at which something happens by itself. */
  nextWake?: Instant;
  /** The form can be sent now. */
  sends: boolean;
  /** With `sends`. */
  filling?: TryOutFilling;
  actions: { id: string; label: string; tone: string }[];
  /** Where there are actions. */
  deciding?: TryOutDeciding;
  lines: SimulationLine[];
  /** Why the last move was refused. */
  issues: (Issue | RefusalIssue)[];
}

/** The most moves of one try-out; more say nothing new and cost their time at every press. */
export const mostTryOutMoves = 60;

/**
 * Plays a made-up case by the moves of the one who tries it out, from the opening of its period, each an hour after
 * what came before. Nothing is kept: the same moves give the same case. Null where the entry has no period or no unit.
 */
export function tryOut(
  campaign: Campaign,
  options: Omit<SimulationOptions, 'script'>,
  moves: readonly TryOutMove[],
): TryOut | null {
  const { language = 'vi' } = options;
  const entry = campaign.entries[options.entry];
  const plenty = Object.fromEntries(Object.keys(campaign.facts).map((id) => [id, much]));
  const playing: SimulationOptions = withSubject(campaign, {
    facts: plenty,
    answers: entry ? muchOf(entry.form) : {},
    ...options,
    script: 'approved',
  });
  const period = periodPlayed(campaign, playing);
  const unit = period && unitPlayed(campaign, playing, period);
  if (!entry || !period || unit === undefined) return null;
  const game = begin(campaign, entry, period, unit, playing, listFor(campaign, entry, unit, period));
  for (const move of moves.slice(0, mostTryOutMoves)) {
    if (!game.case || game.case.state === 'ended') break;
    game.issues.length = 0;
    make(game, move);
  }
  return viewOf(game, unit, period.id, language);
}

/**
 * Answers a form takes, made up around those that are given: much of everything or, where so much is wrong, as little
 * as may be.
 */
export function filledFor(form: CompiledForm, context: FormContext, unit: string, given: Answers): Sample {
  const sample = sampleAnswers(form, context, unit, { ...muchOf(form), ...given });
  return sample.issues.length === 0 ? sample : sampleAnswers(form, context, unit, given);
}

/** What is made up as a figure, so that something was done and can be approved. */
const much = '10';

/** The figures of a form, each as much as that, or what comes nearest to it. */
function muchOf(form: CompiledForm): Answers {
  const answers: Answers = {};
  for (const { id, kind, definition, settings, choices, value, bound } of form.fields) {
    const type = bound && !value ? kind.ruleType(definition, settings, choices) : null;
    if (type?.kind !== 'number') continue;
    const { min, max } = type;
    answers[id] =
      max !== undefined && Number(max) < Number(much)
        ? max
        : min !== undefined && Number(min) > Number(much)
          ? min
          : much;
  }
  return answers;
}

/** A move that can no longer be made, as when the draft was changed since, is passed over. */
function make(game: Game, move: TryOutMove): void {
  if (move.kind === 'wake') {
    toNextWake(game);
    return;
  }
  if (!openTask(game)) return;
  // What falls due within the hour comes first, as it would.
  const then = anHourLater(game);
  for (let wakes = 0; wakes < 50; wakes += 1) {
    const next = nextWake(game);
    if (next === undefined || next > then || !toNextWake(game)) break;
  }
  if (!game.case || game.case.state === 'ended' || !openTask(game)) return;
  game.now = then;
  const fills = stepKinds.of(stepOf(game).kind).fills;
  if (move.kind === 'send') {
    if (fills && move.answers) {
      sendAnswers(game, move.answers);
      return;
    }
    if (fills) fillIn(game);
    if (game.issues.length === 0) return;
    // So much of everything may be wrong in a form of its own; then as little as may be.
    game.issues.length = 0;
    fillIn(game, {});
    return;
  }
  if (stepKinds.of(stepOf(game).kind).gathers) {
    const result = resultsTried.find(({ id }) => id === move.action)?.result;
    if (result) {
      playDossier(game, 'approved', result === 'approved' ? null : result);
      return;
    }
  }
  const answer = answersOf(game).find(({ id }) => id === move.action);
  if (answer) answerWith(game, answer, move.said);
  const action = answer ? undefined : actionsOf(game).find(({ id }) => id === move.action);
  if (action && !fills) actWith(game, action, true, move.said);
}

/** What a step that gathers offers besides its actions: the case is put into a dossier, and its line decided so. */
const resultsTried = (['approved', 'refused', 'returned'] as const).map((result) => ({
  id: `line-${result}`,
  result,
  label: lineResults[result],
}));

function resultsOf(kind: string): { id: string; label: Text; tone?: string }[] {
  return stepKinds.of(kind).gathers ? resultsTried : [];
}

function viewOf(game: Game, unit: string, period: string, language: Language): TryOut {
  const { case: current, campaign } = game;
  const task = openTask(game);
  const ended = current?.state === 'ended';
  const step = current && current.steps.length > 0 ? stepOf(game) : undefined;
  const fills = step !== undefined && stepKinds.of(step.kind).fills === true;
  const wakes = nextWake(game);
  return {
    unit,
    period,
    now: game.now,
    step: said(step?.definition.title, language),
    ended,
    ...(current?.outcome === undefined ? {} : { outcome: current.outcome }),
    waiting: task ? rolesOf(task.assignees, campaign, language) : '',
    ...(task?.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    ...(ended || wakes === undefined ? {} : { nextWake: wakes }),
    sends: !ended && task !== undefined && fills,
    ...(!ended && task && fills ? { filling: fillingOf(game) } : {}),
    ...(!ended && task && step && !fills ? { deciding: decidingOf(game, step) } : {}),
    actions:
      ended || !task || fills || !step
        ? []
        : [...resultsOf(step.kind), ...answersOf(game), ...actionsOf(game)].map(
            ({ id, label, tone = 'neutral' }) => ({
              id,
              label: said(label, language),
              tone,
            }),
          ),
    lines: [...game.lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    issues: [...game.issues],
  };
}

function fillingOf(game: Game): TryOutFilling {
  const { entry, case: current, unit, directory } = game;
  const name = indexDirectory(directory).unit(unit)?.name ?? unit;
  const returned = lastReturn(game);
  return {
    context: formSeen(game),
    answers:
      sentAnswers(game) ??
      prefill(entry.form, { previous: null, unit: { uid: unit, name }, facts: current?.facts ?? {} }),
    ...(returned ? { returned } : {}),
  };
}

function decidingOf(game: Game, step: CompiledStep): TryOutDeciding {
  const answers = sentAnswers(game);
  const actions = actionsOf(game);
  const texts = answersOf(game).map(({ text = 'optional' }) => text);
  const holds = ruledChecklist(game);
  return {
    sent: answers && { context: formSeen(game), answers, show: fieldRights(step).see ?? 'all' },
    checklist: checklistOf(step).map((item) => ({
      item,
      ...(holds[item.id] === undefined ? {} : { holds: holds[item.id]! }),
    })),
    reason: [...texts, ...actions.map(({ reason = 'none' }) => reason)].some((one) => one !== 'none'),
    remarks: answers !== null && actions.some(({ kind }) => kind === 'return'),
    document: actions.some((action) => takesDocument(game, action)),
  };
}

function sentAnswers({ case: current, contents }: Game): Answers | null {
  const content = current?.submission?.content;
  return content === undefined ? null : ((contents.get(content) as Answers | undefined) ?? null);
}

/** What the last return said that no submission has answered since. */
function lastReturn({ case: current, contents }: Game): TryOutFilling['returned'] | null {
  const last = current?.history.findLast(({ type }) => type === 'returned' || type === 'submitted');
  if (last?.type !== 'returned') return null;
  const { reason, remarks } = last.data as Partial<ReturnedData>;
  return {
    ...(reason === undefined ? {} : { reason: contents.get(reason) as string }),
    remarks: remarks === undefined ? [] : (contents.get(remarks) as unknown as Remark[]),
  };
}

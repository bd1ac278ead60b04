import type { CompiledForm } from '../../forms/form.ts';
import { evaluate, listedValues } from '../../forms/index.ts';
import { hasErrors } from '../../issues/index.ts';
import type { Answers, FileAnswer, ListedValue } from '../../model/answers.ts';
import type { SubmitAction } from '../../model/generated/definitions.ts';
import type { JsonValue } from '../../model/json.ts';
import { arriveAt } from '../arrive.ts';
import { type Charge, chargeOf, shownTime, stepWords } from '../authority.ts';
import { answeredChecklist } from '../checklist.ts';
import { announce } from '../effects.ts';
import type { SubmittedData } from '../events/submitted.ts';
import { makeFigures, writeFigures } from '../facts.ts';
import { fieldRights, seesField } from '../field-rights.ts';
import { hasAnotherToConfirm, isTypedIn, paperDayOf } from '../on-behalf.ts';
import { backToReturner } from '../return-path.ts';
import { formContext, previousAnswers, ruleHolds, standingAnswers } from '../rule-names.ts';
import { stepKinds } from '../steps/index.ts';
import type { StepOf } from '../steps/step-kind.ts';
import { emit, keep, refuse, stepOf, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Sends the form. */
export const submit = commandKind<CommandOf<'submit'>>({
  type: 'submit',
  decide(turn, command) {
    const charge = chargeOf(turn, command.task, 'fill');
    if (!charge) return;
    const { task, step, visit } = charge;
    if (!stepKinds.of(step.kind).fills) {
      refuse(turn, 'command.step.no_form', {}, '/task/id');
      return;
    }
    if (tooLate(turn, charge)) return;
    const paperDay = paperDayOf(turn, command.paperDay);
    // What is sent is what was confirmed by now, not when the form was opened.
    makeFigures(turn);
    const { form } = turn.entry;
    const sent = whatWasSent(turn, charge, command.answers);
    const reads = previousRead(form);
    const previous = reads.length > 0 ? previousAnswers(turn) : null;
    const context = formContext(turn, turn.day, previous, { step: step.id, visit });
    const evaluation = evaluate(form, sent, context);
    for (const one of evaluation.issues) if (one.severity === 'error') turn.issues.push(one);
    for (const field of fieldRights(step).fill ?? [])
      if (evaluation.visible.has(field) && evaluation.answers[field] === undefined) missing(turn, field);
    if (hasErrors(turn.issues)) return;
    turn.answers = evaluation.answers;
    const action = chosen(turn, charge);
    if (!action) return;
    answeredChecklist(turn, step, visit, {}, true);
    if (turn.issues.length > 0) return;

    const content = keep(turn, 'submission', evaluation.answers as unknown as JsonValue);
    const before = previous
      ? keep(turn, 'factSources', { previous: picked(previous, reads) as never })
      : undefined;
    const values = listedValues(form, evaluation.answers);
    const effects = announce(turn, 'submitted', { step: step.id, visit, action: action.id });
    const back = backToReturner(turn, step.id, visit, action.to);
    const { values: changed, cleared } = changes(turn.state.submission?.values, values);
    const data: SubmittedData = {
      task: task.id,
      action: action.id,
      content,
      day: turn.day,
      values: changed,
    };
    if (cleared) data.cleared = cleared;
    if (paperDay !== undefined) data.paperDay = paperDay;
    if (isLate(turn, charge)) data.late = true;
    const legalBasis = turn.state.legalBasis === undefined ? legalBasisOf(turn) : undefined;
    if (legalBasis !== undefined) data.legalBasis = legalBasis;
    if (before !== undefined) data.previous = before;
    if (effects) data.effects = effects;
    emit(turn, 'submitted', data, { contents: [content, before], files: filesOf(evaluation.answers) });
    writeFigures(turn);
    emit(turn, 'left', { step: step.id, visit });
    arriveAt(turn, back?.step ?? action.to, back?.how);
    if (isTypedIn(turn)) confirmedByAnother(turn, step.id);
  },
});

/** What somebody typed in for another has come to where another than the typist confirms it. */
function confirmedByAnother(turn: Turn, from: string): void {
  const standing = turn.state.steps.at(-1);
  if (!standing) return;
  const step = stepOf(turn, standing.step);
  if (hasAnotherToConfirm(turn, from, step, turn.context.actor)) return;
  refuse(turn, 'command.separation.typist_alone', stepWords(turn, step.id));
}

/** Listed values that differ, and listed fields that have none any more. */
export function changes(
  before: Record<string, ListedValue> | undefined,
  after: Record<string, ListedValue>,
): { values: Record<string, ListedValue>; cleared?: string[] } {
  if (!before) return { values: after };
  const values: Record<string, ListedValue> = {};
  for (const field in after) if (!sameValue(before[field], after[field])) values[field] = after[field]!;
  let cleared: string[] | undefined;
  for (const field in before) if (after[field] === undefined) cleared = [...(cleared ?? []), field];
  return cleared ? { values, cleared } : { values };
}

/** Ids of the files answers name, in tables too. */
export function filesOf(answers: Answers): string[] | undefined {
  let ids: string[] | undefined;
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) for (const one of value) look(one);
    else if ('digest' in value && 'size' in value) {
      ids ??= [];
      ids.push((value as FileAnswer).id);
    } else for (const one of Object.values(value)) look(one);
  };
  for (const field in answers) {
    const answer = answers[field];
    if (typeof answer === 'object') look(answer);
  }
  return ids;
}

const previousReads = new WeakMap<CompiledForm, string[]>();

/** Names of the period before that a form's rules read; the empty name is all of them. Worked out once a form. */
function previousRead(form: CompiledForm): string[] {
  let names = previousReads.get(form);
  if (!names) {
    const paths = form.reads.filter((path) => path === 'previous' || path.startsWith('previous.'));
    names = [...new Set(paths.map((path) => path.split('.')[1] ?? ''))];
    previousReads.set(form, names);
  }
  return names;
}

function picked(previous: Answers, names: readonly string[]): Answers {
  if (names.includes('')) return previous;
  const part: Answers = {};
  for (const name of names) if (previous[name] !== undefined) part[name] = previous[name];
  return part;
}

/** Fields the step does not see keep what they had; an answer to one is refused. */
function whatWasSent(turn: Turn, { step }: Charge, answers: Answers): Answers {
  const { see = 'all' } = fieldRights(step);
  if (see === 'all') return answers;
  for (const field of Object.keys(answers))
    if (!seesField(step, field)) refuse(turn, 'command.field.not_seen', { field }, `/answers/${field}`);
  const standing = standingAnswers(turn) ?? {};
  const kept = Object.entries(standing).filter(([field]) => !seesField(step, field));
  return { ...Object.fromEntries(kept), ...answers };
}

/** The first submit action whose condition holds. */
function chosen(turn: Turn, { step, visit }: Charge): SubmitAction | null {
  const { actions } = step.definition as StepOf<'fill'>;
  for (const action of actions) {
    if (action.kind !== 'submit') continue;
    const rule = step.when[action.id];
    if (!rule || ruleHolds(turn, rule, { step: step.id, visit })) return action;
  }
  refuse(turn, 'command.action.not_now', {}, '/task/id');
  return null;
}

function missing(turn: Turn, field: string): void {
  const label = turn.entry.form.byId[field]?.definition.label;
  const params = { field, label: label?.vi ?? field, labelEn: label?.en ?? label?.vi ?? field };
  refuse(turn, 'command.field.must_fill', params, `/answers/${field}`);
}

/** A first submission after closing, or one at a step that takes none after its due time, is refused. */
function tooLate(turn: Turn, { task, step }: Charge): boolean {
  const { period, entry, context, state } = turn;
  const first = state.submission === undefined;
  if (
    first &&
    entry.definition.afterwards === 'closed' &&
    period.graceUntil !== undefined &&
    context.now > period.graceUntil
  ) {
    refuse(turn, 'command.time.closed_at', { at: shownTime(turn, period.graceUntil) });
    return true;
  }
  const { late } = step.definition as StepOf<'fill'>;
  if (first && late === false && task.dueAt !== undefined && context.now > task.dueAt) {
    refuse(turn, 'command.time.closed_at', { at: shownTime(turn, task.dueAt) });
    return true;
  }
  return false;
}

/** After the task's due time; a first submission also after its period has closed. */
function isLate({ context, period, state }: Turn, { task }: Charge): boolean {
  const after = (at: string | undefined): boolean => at !== undefined && context.now > at;
  return after(task.dueAt) || (state.submission === undefined && after(period.closesAt));
}

/** The legal bases in force today; the last listed where several are. */
function legalBasisOf({ campaign, day }: Turn): string | undefined {
  return campaign.definition.legalBases?.findLast(
    ({ from, to }) => from <= day && (to === undefined || day <= to),
  )?.id;
}

function sameValue(a: ListedValue | undefined, b: ListedValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => one === b[index]);
  return a === b;
}

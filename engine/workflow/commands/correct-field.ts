import { evaluate, listedValues } from '../../forms/index.ts';
import type { Answers, ListedValue } from '../../model/answers.ts';
import type { JsonValue } from '../../model/json.ts';
import { chargeOf } from '../authority.ts';
import { announce } from '../effects.ts';
import { correctsAny, correctsField } from '../field-rights.ts';
import { longestReason } from '../limits.ts';
import { formContext, standingAnswers } from '../rule-names.ts';
import { ask, emit, keep, known, refuse, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';
import { changes, filesOf } from './submit.ts';

/**
 * Corrects figures where the step may: a whole new submission, evaluated with the day, the period before and the
 * facts of the one it corrects. Both values stand.
 */
export const correctField = commandKind<CommandOf<'correctField'>>({
  type: 'correctField',
  decide(turn, command) {
    const charge = chargeOf(turn, command.task, 'act');
    if (!charge) return;
    const { task, step, visit } = charge;
    const { submission } = turn.state;
    if (!submission || !correctsAny(step)) {
      refuse(turn, 'command.field.no_correction', {}, '/task/id');
      return;
    }
    for (const field of Object.keys(command.answers))
      if (!correctsField(step, field) || turn.entry.form.byId[field]?.value) notCorrectable(turn, field);
    const reason = command.reason?.normalize('NFC').trim();
    const length = [...(reason ?? '')].length;
    if (length > longestReason)
      refuse(turn, 'command.text.too_long', { length, max: longestReason }, '/reason');
    if (turn.issues.length > 0) return;
    const { form } = turn.entry;
    const stored = standingAnswers(turn);
    const previous = previousThen(turn, submission.previous);
    if (!stored || turn.requests.length > 0) return;
    const context = formContext(turn, submission.day, previous, { step: step.id, visit });
    const evaluation = evaluate(form, corrected(stored, command.answers), context);
    turn.issues.push(...evaluation.issues.filter(({ severity }) => severity === 'error'));
    if (turn.issues.length > 0) return;
    const fields = differing(stored, evaluation.answers);
    if (fields.length === 0) {
      refuse(turn, 'command.field.unchanged', {}, '/answers');
      return;
    }
    turn.answers = evaluation.answers;
    const kept = reason ? keep(turn, 'reason', reason) : undefined;
    const content = keep(turn, 'submission', evaluation.answers as unknown as JsonValue);
    const change = changes(submission.values, listedValues(form, evaluation.answers));
    const effects = announce(turn, 'corrected', { step: step.id, visit });
    emit(
      turn,
      'corrected',
      known({
        task: task.id,
        generation: task.generation + 1,
        content,
        fields,
        ...change,
        was: valuesBefore(submission.values, fields),
        reason: kept,
        effects,
      }),
      { contents: [content, kept], files: filesOf(evaluation.answers) },
    );
  },
});

/** What the submission saw of the period before. */
function previousThen(turn: Turn, digest: string | undefined): Answers | null {
  if (digest === undefined) return null;
  const body = turn.context.resolved?.contents?.[digest];
  if (body === undefined) ask(turn, { need: 'content', digest });
  return ((body as { previous?: Answers } | null | undefined)?.previous as Answers | undefined) ?? null;
}

/** An answer of null, or undefined, is taken away. */
function corrected(stored: Answers, change: Partial<Answers>): Answers {
  const next: Answers = { ...stored };
  for (const [field, answer] of Object.entries(change))
    if (answer === undefined || answer === null) delete next[field];
    else next[field] = answer;
  return next;
}

function differing(before: Answers, after: Answers): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).sort();
}

function valuesBefore(
  values: Record<string, ListedValue>,
  fields: readonly string[],
): Record<string, ListedValue> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}

function notCorrectable(turn: Turn, field: string): void {
  const label = turn.entry.form.byId[field]?.definition.label;
  const params = { field, label: label?.vi ?? field, labelEn: label?.en ?? label?.vi ?? field };
  refuse(turn, 'command.field.not_correctable', params, `/answers/${field}`);
}

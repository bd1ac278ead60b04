import type { Answer, Answers } from '../model/answers.ts';
import type { CompiledForm } from './form.ts';

/** Where first answers may come from. */
export interface PrefillSources {
  /** The answers of the same entry in the last period, if there are any. */
  previous?: Readonly<Answers> | null;
  /** The case's unit. */
  unit?: { uid: string; name: string } | null;
}

/**
 * The answers a new form begins with. From last period a field takes its own answer, or that of `prefillFrom`,
 * if it still is one of the field's type; from the unit a unit field takes the uid and a text field the name.
 * Nobody has confirmed them: they are a draft, not a submission.
 */
export function prefill(form: CompiledForm, sources: PrefillSources): Answers {
  const answers: Answers = {};
  for (const field of form.fields) {
    const { prefill: from, prefillFrom } = field.definition as { prefill?: string; prefillFrom?: string };
    if (from === undefined || !field.bound) continue;
    const answer =
      from === 'unit'
        ? sources.unit && field.kind.fromUnit?.(sources.unit)
        : own(sources.previous, prefillFrom ?? field.id);
    if (answer === undefined || answer === null) continue;
    const seen = field.bound.see(answer);
    if (seen !== null) answers[field.id] = field.bound.keep(answer, seen);
  }
  return answers;
}

function own(answers: Readonly<Answers> | null | undefined, id: string): Answer | undefined {
  return answers && Object.hasOwn(answers, id) ? answers[id] : undefined;
}

import type { Answer, Answers } from '../model/answers.ts';
import type { Prefill } from './field-type.ts';
import type { CompiledForm } from './form.ts';

/** Where first answers may come from. */
export interface PrefillSources {
  /** The answers of the same entry in the last period, if there are any. */
  previous?: Readonly<Answers> | null;
  /** The case's unit. */
  unit?: { uid: string; name: string } | null;
  /** What the case is about, where that is not its unit. */
  subject?: { uid: string; name: string } | null;
  /** The case's figures by fact. */
  facts?: Readonly<Record<string, { value?: string }>>;
}

/**
 * The answers a new form begins with. From last period a field takes its own answer, or that of `prefillFrom`,
 * if it still is one of the field's type; from the unit a unit field takes the uid and a text field the name, and a
 * text field takes the subject's name; a number takes the figure of the fact it names.
 * Nobody has confirmed them: they are a draft, not a submission.
 */
export function prefill(form: CompiledForm, sources: PrefillSources): Answers {
  const answers: Answers = {};
  for (const field of form.fields) {
    const { prefill: from, prefillFrom, prefillFact } = field.definition as Prefilled;
    if (from === undefined || !field.bound) continue;
    const named = from === 'unit' ? sources.unit : from === 'subject' ? sources.subject : null;
    const answer = named
      ? field.kind.fromUnit?.(named)
      : from === 'fact'
        ? sources.facts?.[prefillFact ?? '']?.value
        : from === 'previous'
          ? own(sources.previous, prefillFrom ?? field.id)
          : undefined;
    if (answer === undefined || answer === null) continue;
    const seen = field.bound.see(answer);
    if (seen !== null) answers[field.id] = field.bound.keep(answer, seen);
  }
  return answers;
}

interface Prefilled {
  prefill?: Prefill;
  prefillFrom?: string;
  prefillFact?: string;
}

function own(answers: Readonly<Answers> | null | undefined, id: string): Answer | undefined {
  return answers && Object.hasOwn(answers, id) ? answers[id] : undefined;
}

import type { Answer, Answers, ListedValue } from '../model/answers.ts';
import { isOther, otherId } from './choice-field.ts';
import type { CompiledForm } from './form.ts';

/**
 * The values of fields marked `listed`: the only ones that may stand in events, lists, totals and facts. The
 * words of an `other` choice are a text, so only the id `other` is given out.
 */
export function listedValues(form: CompiledForm, answers: Readonly<Answers>): Record<string, ListedValue> {
  const values: Record<string, ListedValue> = {};
  for (const { id, listed } of form.fields)
    if (listed && Object.hasOwn(answers, id)) values[id] = withoutWords(answers[id]!);
  return values;
}

function withoutWords(answer: Answer): ListedValue {
  if (isOther(answer)) return otherId;
  if (Array.isArray(answer)) return answer.map((one) => (isOther(one) ? otherId : (one as string)));
  return answer as string | boolean;
}

/** The texts under which a submission may be found: those of fields marked `searchable`, in Vietnamese. */
export function searchTexts(form: CompiledForm, answers: Readonly<Answers>): string[] {
  return form.fields.flatMap((field) => {
    const { searchable } = field.definition as { searchable?: boolean };
    if (searchable !== true || !Object.hasOwn(answers, field.id)) return [];
    return [field.kind.show(answers[field.id]!, field, { language: 'vi' })];
  });
}

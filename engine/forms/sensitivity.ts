import type { Answers } from '../model/answers.ts';
import type { Sensitivity } from '../model/generated/definitions.ts';
import type { CompiledForm } from './form.ts';

/** From what everybody may see to what only few may. */
export const sensitivities: readonly Sensitivity[] = ['public', 'internal', 'personal', 'sensitive'];

/** True when someone who sees up to one sensitivity may see a field of another. */
export function maySee(seesUpTo: Sensitivity, field: Sensitivity): boolean {
  return sensitivities.indexOf(field) <= sensitivities.indexOf(seesUpTo);
}

/** The answers someone may see who sees up to a sensitivity; answers of unknown fields are left out. */
export function redact(form: CompiledForm, answers: Readonly<Answers>, seesUpTo: Sensitivity): Answers {
  const seen: Answers = {};
  for (const { id, sensitivity } of form.fields)
    if (Object.hasOwn(answers, id) && maySee(seesUpTo, sensitivity)) seen[id] = answers[id]!;
  return seen;
}

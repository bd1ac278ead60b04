import type { FieldRights } from '../model/generated/definitions.ts';
import type { CompiledStep } from './campaign.ts';

/** What a step may do with the form's fields; nothing said is: see all, correct none. */
export function fieldRights({ definition }: CompiledStep): FieldRights {
  return ('fields' in definition ? definition.fields : undefined) ?? {};
}

/** May the step see a field? */
export function seesField(step: CompiledStep, field: string): boolean {
  const { see = 'all' } = fieldRights(step);
  return see === 'all' || see.includes(field);
}

/** May the step correct a field? */
export function correctsField(step: CompiledStep, field: string): boolean {
  const { correct = [] } = fieldRights(step);
  return correct === 'all' ? seesField(step, field) : correct.includes(field);
}

/** May the step correct anything at all? */
export function correctsAny(step: CompiledStep): boolean {
  const { correct = [] } = fieldRights(step);
  return correct === 'all' || correct.length > 0;
}

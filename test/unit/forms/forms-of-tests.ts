import {
  type CompiledField,
  type CompiledForm,
  compileForm,
  evaluate,
  type FormContext,
  type FormOptions,
  readTyped,
} from '../../../engine/forms/index.ts';
import { type Issue, type Language, sentence } from '../../../engine/issues/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import type { Field, FormFile } from '../../../engine/model/generated/definitions.ts';

/** A field of a definition as tests write it: without the label, which is then its id. */
export type Sketch = Record<string, unknown> & { type: string; id: string };

/** A form's file around some fields. */
export function formFile(fields: readonly Sketch[], more: Partial<FormFile> = {}): FormFile {
  return {
    thidua: 1,
    id: 'form',
    title: { vi: 'Biểu mẫu', en: 'Form' },
    fields: fields.map((field) => ({ label: { vi: field.id }, ...field })) as unknown as Field[],
    ...more,
  };
}

const source = 'forms/form.json';

/** Compiles fields that must be right; a warning is a failure as well. */
export function formOf(
  fields: readonly Sketch[],
  more: Partial<FormFile> = {},
  options: Partial<FormOptions> = {},
): CompiledForm {
  const { form, issues } = compileForm(formFile(fields, more), { source, lists: {}, ...options });
  if (!form || issues.length > 0)
    throw new Error(issues.map((one) => `${one.pointer} ${sentence(one, 'en')}`).join('\n'));
  return form;
}

/** The problems of fields, as `pointer code` and the parameters named. */
export function problemsOf(
  fields: readonly Sketch[],
  more: Partial<FormFile> = {},
  options: Partial<FormOptions> = {},
): Issue[] {
  return compileForm(formFile(fields, more), { source, lists: {}, ...options }).issues;
}

export const context: FormContext = { today: '2025-01-20', names: {} };

/** A form of one field, ready to be tried. */
export function fieldOf(
  field: Omit<Sketch, 'id'> & { type: string },
  options: Partial<FormOptions> = {},
): Trial {
  const form = formOf([{ id: 'x', label: { vi: 'Ô' }, ...field } as Sketch], {}, options);
  return {
    form,
    field: form.byId['x']!,
    read: (typed, kept) => {
      const record =
        typeof typed === 'object' && typed !== null && !Array.isArray(typed) && 'x' in typed
          ? typed
          : { x: typed };
      const { answers, issues } = readTyped(form, record as Record<string, unknown>, kept);
      return issues.length > 0 ? issues[0]!.code : answers['x'];
    },
    check: (answer, more = {}) =>
      evaluate(form, { x: answer } as Answers, { ...context, ...more }).issues.map((one) => one.code),
    kept: (answer) => evaluate(form, { x: answer } as Answers, context).answers['x'],
    show: (answer, language = 'vi') =>
      form.byId['x']!.kind.show(answer as never, form.byId['x']!, { language }),
  };
}

/** What can be tried with a field. */
export interface Trial {
  form: CompiledForm;
  field: CompiledField;
  /** The answer that is read, undefined when nothing was typed, or the code of the refusal. */
  read(typed: unknown, kept?: Parameters<typeof readTyped>[2]): unknown;
  /** The codes an answer is told. */
  check(answer: unknown, more?: Partial<FormContext>): string[];
  /** The answer as it would be stored. */
  kept(answer: unknown): unknown;
  show(answer: unknown, language?: Language): string;
}

import type { FieldOf, FieldType } from '../field-type.ts';
import { bindText, readText, setUpText, type TextSettings, textProblems } from '../text-field.ts';

/** One line of text. Stored in NFC without blanks around it. */
export const text: FieldType<FieldOf<'text'>, TextSettings> = {
  type: 'text',
  title: { vi: 'Chữ, một dòng', en: 'Text, one line' },
  answered: true,
  listable: false,
  searchable: true,
  computable: true,
  prefills: ['previous', 'unit'],
  missing: 'answers.required.missing',
  malformed: 'answers.type.text',
  setUp: setUpText,
  ruleType: () => ({ kind: 'text' }),
  bind: (field, patterns) => bindText(field, patterns, false),
  read: (typed, _, reader) => readText(typed, reader),
  asTyped: (answer) => ({ '': answer as string }),
  show: (answer) => answer as string,
  store: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
  fromUnit: (unit) => unit.name,
  widget: (_, settings) => ({ widget: 'text', inputMode: 'text', maxLength: settings.maxLength }),
  problems: (definition, settings) => textProblems(definition, settings, false),
};

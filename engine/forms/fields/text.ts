import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { bindText, readText, setUpText, type TextSettings, textProblems } from '../text-field.ts';

/** How its answers are checked, read, shown and stored. */
export const textBehaviour: FieldBehaviour<FieldOf<'text'>, TextSettings> = {
  type: 'text',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.text',
  bind: (field, patterns) => bindText(field, patterns, false),
  read: (typed, _, reader) => readText(typed, reader),
  show: (answer) => answer as string,
  store: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
};

/** One line of text. Stored in NFC without blanks around it. */
export const text: FieldType<FieldOf<'text'>, TextSettings> = {
  ...textBehaviour,
  title: { vi: 'Chữ, một dòng', en: 'Text, one line' },
  listable: false,
  searchable: true,
  computable: true,
  prefills: ['previous', 'unit', 'subject'],
  setUp: setUpText,
  ruleType: () => ({ kind: 'text' }),
  asTyped: (answer) => ({ '': answer as string }),
  fromUnit: (unit) => unit.name,
  widget: (_, settings) => ({ widget: 'text', inputMode: 'text', maxLength: settings.maxLength }),
  problems: (definition, settings) => textProblems(definition, settings, false),
};

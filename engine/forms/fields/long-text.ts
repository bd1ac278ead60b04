import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { bindText, readText, setUpText, type TextSettings, textProblems } from '../text-field.ts';

/** How its answers are checked, read, shown and stored. */
export const longTextBehaviour: FieldBehaviour<FieldOf<'longText'>, TextSettings> = {
  type: 'longText',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.text',
  bind: (field, patterns) => bindText(field, patterns, true),
  read: (typed, _, reader) => readText(typed, reader),
  show: (answer) => answer as string,
  store: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
};

/** Several lines of text; `rows` is the height of its box, 4 unless given. */
export const longText: FieldType<FieldOf<'longText'>, TextSettings> = {
  ...longTextBehaviour,
  title: { vi: 'Chữ, nhiều dòng', en: 'Text, several lines' },
  listable: false,
  searchable: true,
  computable: true,
  prefills: ['previous'],
  setUp: setUpText,
  ruleType: () => ({ kind: 'text' }),
  asTyped: (answer) => ({ '': answer as string }),
  widget: (definition, settings) => ({
    widget: 'textarea',
    inputMode: 'text',
    maxLength: settings.maxLength,
    rows: definition.rows ?? 4,
  }),
  problems: (definition, settings) => textProblems(definition, settings, true),
};

import type { FieldOf, FieldType } from '../field-type.ts';
import { bindText, readText, setUpText, type TextSettings, textProblems } from '../text-field.ts';

/** Several lines of text; `rows` is the height of its box, 4 unless given. */
export const longText: FieldType<FieldOf<'longText'>, TextSettings> = {
  type: 'longText',
  title: { vi: 'Chữ, nhiều dòng', en: 'Text, several lines' },
  answered: true,
  listable: false,
  searchable: true,
  computable: true,
  prefills: ['previous'],
  missing: 'answers.required.missing',
  malformed: 'answers.type.text',
  setUp: setUpText,
  ruleType: () => ({ kind: 'text' }),
  bind: (field, patterns) => bindText(field, patterns, true),
  read: (typed, _, reader) => readText(typed, reader),
  asTyped: (answer) => ({ '': answer as string }),
  show: (answer) => answer as string,
  store: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
  widget: (definition, settings) => ({
    widget: 'textarea',
    inputMode: 'text',
    maxLength: settings.maxLength,
    rows: definition.rows ?? 4,
  }),
  problems: (definition, settings) => textProblems(definition, settings, true),
};

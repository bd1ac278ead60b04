import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import {
  bindNumber,
  type NumberSettings,
  numberProblems,
  numberType,
  readNumberField,
  setUpNumber,
  storeNumber,
} from '../number-field.ts';
import { showNumber } from '../numbers.ts';
import { inLanguage, suffixesOf, withSuffix } from '../suffix.ts';

/** How its answers are checked, read, shown and stored. */
export const decimalBehaviour: FieldBehaviour<FieldOf<'decimal'>, NumberSettings> = {
  type: 'decimal',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.decimal',
  bind: bindNumber,
  read: (typed, field, reader) => readNumberField(typed, field, reader, suffixesOf(field.definition.suffix)),
  show: (answer, field, { language }) =>
    withSuffix(showNumber(answer as string, language), inLanguage(field.definition.suffix, language)),
  store: (value, field) => storeNumber(value, field.settings),
};

/**
 * A number with a decimal part, stored as a canonical decimal. With `places`, a computed one is rounded half
 * away from zero, and a typed one with more is sent back to be rounded by the person who knows it.
 */
export const decimal: FieldType<FieldOf<'decimal'>, NumberSettings> = {
  ...decimalBehaviour,
  title: { vi: 'Số thập phân', en: 'Decimal number' },
  listable: true,
  searchable: false,
  computable: true,
  total: ({ total }) => total ?? 'sum',
  prefills: ['previous', 'fact'],
  setUp: (definition, setup) => setUpNumber(definition, definition.places ?? null, setup),
  ruleType: (_, settings) => numberType(settings),
  asTyped: (answer) => ({ '': showNumber(answer as string, 'vi') }),
  widget: ({ suffix }) => ({ widget: 'number', inputMode: 'decimal', ...(suffix ? { suffix } : {}) }),
  problems: (_, settings) => numberProblems(settings),
};

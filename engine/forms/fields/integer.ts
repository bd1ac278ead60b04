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
export const integerBehaviour: FieldBehaviour<FieldOf<'integer'>, NumberSettings> = {
  type: 'integer',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.integer',
  bind: bindNumber,
  read: (typed, field, reader) => readNumberField(typed, field, reader, suffixesOf(field.definition.suffix)),
  show: (answer, field, { language }) =>
    withSuffix(showNumber(answer as string, language), inLanguage(field.definition.suffix, language)),
  store: (value, field) => storeNumber(value, field.settings),
};

/** A whole number, stored as a canonical decimal. A computed one is rounded half away from zero. */
export const integer: FieldType<FieldOf<'integer'>, NumberSettings> = {
  ...integerBehaviour,
  title: { vi: 'Số nguyên', en: 'Whole number' },
  listable: true,
  searchable: false,
  computable: true,
  total: ({ total }) => total ?? 'sum',
  prefills: ['previous', 'fact'],
  setUp: (definition, setup) => setUpNumber(definition, 0, setup),
  ruleType: (_, settings) => numberType(settings),
  asTyped: (answer) => ({ '': showNumber(answer as string, 'vi') }),
  widget: ({ suffix }) => ({ widget: 'number', inputMode: 'numeric', ...(suffix ? { suffix } : {}) }),
  problems: (_, settings) => numberProblems(settings),
};

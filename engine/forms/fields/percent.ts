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
import { inLanguage, suffixesOf } from '../suffix.ts';

/** How its answers are checked, read, shown and stored. */
export const percentBehaviour: FieldBehaviour<FieldOf<'percent'>, NumberSettings> = {
  type: 'percent',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.decimal',
  bind: bindNumber,
  read: (typed, field, reader) =>
    readNumberField(typed, field, reader, ['%', ...suffixesOf(field.definition.suffix)]),
  show: (answer, field, { language }) =>
    `${showNumber(answer as string, language)}${inLanguage(field.definition.suffix, language) || '%'}`,
  store: (value, field) => storeNumber(value, field.settings),
};

/**
 * A percentage, stored as the number in front of the sign: `12,5%` is `12.5`. A change may be below 0 or above
 * 100, so it has no limits but its own. `places` as for decimals.
 */
export const percent: FieldType<FieldOf<'percent'>, NumberSettings> = {
  ...percentBehaviour,
  title: { vi: 'Phần trăm', en: 'Percentage' },
  listable: true,
  searchable: false,
  computable: true,
  total: ({ total }) => total ?? 'mean',
  prefills: ['previous', 'fact'],
  setUp: (definition, setup) => setUpNumber(definition, definition.places ?? null, setup),
  ruleType: (_, settings) => numberType(settings),
  asTyped: (answer) => ({ '': showNumber(answer as string, 'vi') }),
  widget: ({ suffix }) => ({
    widget: 'number',
    inputMode: 'decimal',
    suffix: suffix ?? { vi: '%', en: '%' },
  }),
  problems: (_, settings) => numberProblems(settings),
};

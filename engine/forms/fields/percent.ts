import type { FieldOf, FieldType } from '../field-type.ts';
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

/**
 * A percentage, stored as the number in front of the sign: `12,5%` is `12.5`. A change may be below 0 or above
 * 100, so it has no limits but its own. `places` as for decimals.
 */
export const percent: FieldType<FieldOf<'percent'>, NumberSettings> = {
  type: 'percent',
  title: { vi: 'Phần trăm', en: 'Percentage' },
  answered: true,
  listable: true,
  searchable: false,
  computable: true,
  prefills: ['previous'],
  missing: 'answers.required.missing',
  malformed: 'answers.type.decimal',
  setUp: (definition, setup) => setUpNumber(definition, definition.places ?? null, setup),
  ruleType: (_, settings) => numberType(settings),
  bind: bindNumber,
  read: (typed, field, reader) =>
    readNumberField(typed, field, reader, ['%', ...suffixesOf(field.definition.suffix)]),
  asTyped: (answer) => ({ '': showNumber(answer as string, 'vi') }),
  show: (answer, field, { language }) =>
    `${showNumber(answer as string, language)}${inLanguage(field.definition.suffix, language) || '%'}`,
  store: (value, field) => storeNumber(value, field.settings),
  widget: ({ suffix }) => ({
    widget: 'number',
    inputMode: 'decimal',
    suffix: suffix ?? { vi: '%', en: '%' },
  }),
  problems: (_, settings) => numberProblems(settings),
};

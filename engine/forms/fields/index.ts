/**
 * The types of field, one file each. A new type is one file, its test and one line here; a package outside
 * passes its own to `withFieldTypes`. What a type must say is `FieldType` in `../field-type.ts`.
 */
import type { Field } from '../../model/generated/definitions.ts';
import type { FieldType } from '../field-type.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { declaration } from './declaration.ts';
import { file } from './file.ts';
import { integer } from './integer.ts';
import { longText } from './long-text.ts';
import { month } from './month.ts';
import { multipleChoice } from './multiple-choice.ts';
import { note } from './note.ts';
import { percent } from './percent.ts';
import { section } from './section.ts';
import { text } from './text.ts';
import { unit } from './unit.ts';
import { yesNo } from './yes-no.ts';

/** Field types by the name definitions call them. */
export type FieldTypes = Readonly<Record<string, FieldType>>;

/** Types that definitions may name and that are not built: refused in words, never ignored. */
export const typesNotBuilt: readonly Field['type'][] = [
  'money',
  'dateRange',
  'time',
  'subject',
  'account',
  'phone',
  'email',
  'image',
  'table',
];

/**
 * Field types with further ones added, or built-in ones replaced. Pass the result to `compileForm`,
 * `fromPortable` and whatever else takes `types`.
 */
export function withFieldTypes(added: readonly FieldType[]): FieldTypes {
  return { ...fieldTypes, ...byName(added) };
}

function byName(types: readonly FieldType[]): Record<string, FieldType> {
  return Object.fromEntries(types.map((one) => [one.type, one]));
}

/** The types of field that are built in. */
export const fieldTypes: FieldTypes = byName([
  text,
  longText,
  integer,
  decimal,
  percent,
  date,
  month,
  yesNo,
  choice,
  multipleChoice,
  unit,
  file,
  section,
  note,
  declaration,
] as unknown as FieldType[]);

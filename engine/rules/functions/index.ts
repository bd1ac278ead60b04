/**
 * The functions rules may call, one table. A new one is an entry in the file of its subject. May import what
 * `engine/rules` may; start reading at `function.ts`.
 */
import { dayFunctions } from './days.ts';
import type { RuleFunction } from './function.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { testFunctions } from './tests.ts';
import { textFunctions } from './texts.ts';

/** Every function rules may call, by subject; the docs' table is made from it. */
export const functionTable: readonly RuleFunction[] = [
  ...listFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...dayFunctions,
  ...testFunctions,
];

const byName = new Map(functionTable.map((one) => [one.name, one]));

/** The function of a name, if there is one. */
export function functionNamed(name: string): RuleFunction | undefined {
  return byName.get(name);
}

/** Functions that belong to the language and are refused for now, each with a sentence of its own. */
export const functionsNotBuilt: readonly string[] = ['matches'];

/** Functions of standard FEEL (DMN 1.5, chapter 10.3.4) that rules do not have. */
export const functionsLeftOut: readonly string[] = [
  'date and time',
  'time',
  'number',
  'string',
  'years and months duration',
  'substring before',
  'substring after',
  'replace',
  'split',
  'string join',
  'list contains',
  'all',
  'any',
  'sublist',
  'append',
  'concatenate',
  'insert before',
  'remove',
  'list replace',
  'reverse',
  'index of',
  'union',
  'distinct values',
  'flatten',
  'product',
  'median',
  'stddev',
  'mode',
  'decimal',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'modulo',
  'sqrt',
  'log',
  'exp',
  'odd',
  'even',
  'is',
  'before',
  'after',
  'meets',
  'met by',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'finishes',
  'finished by',
  'includes',
  'during',
  'starts',
  'started by',
  'coincides',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'sort',
  'get value',
  'get entries',
  'context',
  'context put',
  'context merge',
  'now',
  'range',
];

import { CommandError } from '../../errors/command-error.ts';
import { classes, classOf } from '../../values/types.ts';
import type { Operator } from '../operator.ts';

const isInt32 = (value: number): boolean =>
  Number.isInteger(value) && !Object.is(value, -0) && value >= -(2 ** 31) && value < 2 ** 31;

/** The types of BSON by number and alias. A number that fits 32 bits is stored as such. */
const types: { code: number; alias: string; test(value: unknown): boolean }[] = [
  { code: 1, alias: 'double', test: (v) => typeof v === 'number' && !isInt32(v) },
  { code: 2, alias: 'string', test: (v) => typeof v === 'string' },
  { code: 3, alias: 'object', test: ofClass(classes.object) },
  { code: 4, alias: 'array', test: Array.isArray },
  { code: 5, alias: 'binData', test: ofClass(classes.binary) },
  { code: 7, alias: 'objectId', test: ofClass(classes.objectId) },
  { code: 8, alias: 'bool', test: (v) => typeof v === 'boolean' },
  { code: 9, alias: 'date', test: (v) => v instanceof Date },
  { code: 10, alias: 'null', test: (v) => v === null },
  { code: 11, alias: 'regex', test: ofClass(classes.pattern) },
  { code: 13, alias: 'javascript', test: ofClass(classes.code) },
  { code: 16, alias: 'int', test: (v) => typeof v === 'number' && isInt32(v) },
  { code: 17, alias: 'timestamp', test: ofClass(classes.timestamp) },
  { code: 18, alias: 'long', test: (v) => typeof v === 'bigint' },
  { code: 19, alias: 'decimal', test: (v) => bsonType(v) === 'Decimal128' },
  { code: -1, alias: 'minKey', test: (v) => bsonType(v) === 'MinKey' },
  { code: 127, alias: 'maxKey', test: (v) => bsonType(v) === 'MaxKey' },
];

/** Values of a BSON type. */
export const type: Operator = {
  name: '$type',
  compile(place, operand) {
    const wanted = Array.isArray(operand) ? operand : [operand];
    if (wanted.length === 0)
      throw new CommandError('FailedToParse', `${place.path} must match at least one type`);
    const tests = wanted.flatMap(testsFor);
    return {
      kind: 'leaf',
      ...place,
      operator: '$type',
      elements: true,
      test: (value) => tests.some((test) => test(value)),
      bounds: null,
    };
  },
};

function testsFor(wanted: unknown): ((value: unknown) => boolean)[] {
  if (wanted === 'number')
    return [
      (value) => typeof value === 'number' || typeof value === 'bigint' || bsonType(value) === 'Decimal128',
    ];
  const found = types.find(({ code, alias }) => alias === wanted || code === wanted);
  if (found) return [found.test];
  if (typeof wanted === 'string') throw new CommandError('BadValue', `Unknown type name alias: ${wanted}`);
  throw new CommandError('BadValue', `Invalid numerical type code: ${String(wanted)}`);
}

function ofClass(kind: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    bsonType(value) !== 'Decimal128' &&
    classOf(value) === kind;
}

function bsonType(value: unknown): string | undefined {
  return (value as { _bsontype?: string } | null | undefined)?._bsontype;
}

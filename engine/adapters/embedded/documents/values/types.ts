import type { Binary, BSONRegExp, Code, DBRef, ObjectId, Timestamp } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';

/**
 * The classes of values in the order in which MongoDB sorts them. The numbers are also the first byte of an
 * encoded key, so they stay between 1 and 0x7f, and so do their complements apart from 0x00 and 0xff.
 */
export const classes = {
  smallest: 0x01,
  emptyArray: 0x02,
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  boolean: 0x28,
  date: 0x2d,
  timestamp: 0x2f,
  pattern: 0x32,
  code: 0x3c,
  largest: 0x7f,
} as const;

/** A class of values that are compared with each other. */
export type ValueClass = (typeof classes)[keyof typeof classes];

/** The class of a value. A missing value counts as null. */
export function classOf(value: unknown): ValueClass {
  switch (typeof value) {
    case 'string':
      return classes.string;
    case 'number':
    case 'bigint':
      return classes.number;
    case 'boolean':
      return classes.boolean;
    case 'undefined':
      return classes.null;
  }
  if (value === null) return classes.null;
  if (Array.isArray(value)) return classes.array;
  if (value instanceof Date) return classes.date;
  switch (bsonType(value)) {
    case undefined:
      return value instanceof RegExp ? classes.pattern : classes.object;
    case 'ObjectId':
      return classes.objectId;
    case 'Binary':
      return classes.binary;
    case 'Timestamp':
      return classes.timestamp;
    case 'BSONRegExp':
      return classes.pattern;
    case 'DBRef':
      return classes.object;
    case 'BSONSymbol':
      return classes.string;
    case 'Code':
      return classes.code;
    case 'MinKey':
      return classes.smallest;
    case 'MaxKey':
      return classes.largest;
    case 'Long':
    case 'Int32':
    case 'Double':
      return classes.number;
    default:
      throw new CommandError(
        'BadValue',
        `values of type ${bsonType(value)} can be stored here, but not compared or indexed`,
      );
  }
}

function bsonType(value: unknown): string | undefined {
  return (value as { _bsontype?: string })._bsontype;
}

/** True for an embedded document, which is neither an array nor a BSON value of its own. */
export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    bsonType(value) === undefined
  );
}

/** The fields of a value of class object. */
export function fieldsOf(value: unknown): Doc {
  return bsonType(value) === 'DBRef' ? ((value as DBRef).toJSON() as unknown as Doc) : (value as Doc);
}

/** A value of class number as a number or bigint. */
export function numberOf(value: unknown): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (bsonType(value) === 'Long') return (value as { toBigInt(): bigint }).toBigInt();
  return (value as { value: number }).value;
}

/** A value of class string as a string. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { value: string }).value);
}

/** The 12 bytes of an object id. */
export function objectIdBytes(value: unknown): Uint8Array {
  return (value as ObjectId).id;
}

/** The subtype and bytes of a binary value. */
export function binaryOf(value: unknown): { subtype: number; bytes: Uint8Array } {
  const binary = value as Binary;
  return { subtype: binary.sub_type, bytes: binary.value() };
}

/** A timestamp as an unsigned 64-bit integer. */
export function timestampOf(value: unknown): bigint {
  return BigInt.asUintN(64, (value as Timestamp).toBigInt());
}

/** Source and sorted options of a regular expression. */
export function patternOf(value: unknown): { source: string; options: string } {
  if (value instanceof RegExp) return { source: value.source, options: value.flags.replace(/[^imsx]/g, '') };
  const pattern = value as BSONRegExp;
  return { source: pattern.pattern, options: pattern.options };
}

/** The text of code; a scope is not looked at. */
export function codeOf(value: unknown): string {
  return (value as Code).code;
}

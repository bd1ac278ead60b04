import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { emptyArray } from '../keys/encode.ts';
import { isDocument } from '../values/types.ts';
import { type Collection, type Index, namespaceOf } from './collection.ts';

/** The refusal of a second document with a unique index's key. */
export function duplicateKey(collection: Collection, index: Index, row: readonly unknown[]): CommandError {
  const keyPattern: Doc = {};
  const keyValue: Doc = {};
  index.components.forEach(({ path, direction }, i) => {
    keyPattern[path] = direction;
    keyValue[path] = row[i] === emptyArray || row[i] === undefined ? null : row[i];
  });
  const key = Object.entries(keyValue)
    .map(([path, value]) => `${path}: ${print(value)}`)
    .join(', ');
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${key} }`,
    { keyPattern, keyValue },
  );
}

/** A value as MongoDB prints it in messages. */
export function print(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(print).join(', ')} ]`;
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, inner]) => `${name}: ${print(inner)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if ((value as { _bsontype?: string })._bsontype === 'ObjectId') return `ObjectId('${value}')`;
  return String(value);
}

import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import type { SortField } from '../plan/plan.ts';
import { partsOf } from '../values/paths.ts';
import { typeName } from '../values/type-name.ts';
import { isDocument } from '../values/types.ts';
import type { Context } from './command.ts';

/** Fields any command may have. */
export const commonFields: ReadonlySet<string> = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  '$client',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
]);

/** The collection a command names, refused when the name cannot be one. */
export function collectionName(body: Doc, command: string): string {
  const name = body[command];
  if (typeof name !== 'string')
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${typeName(name)}`);
  if (name === '' || name.startsWith('.') || name.endsWith('.') || name.includes('$') || name.includes('\0'))
    throw new CommandError('InvalidNamespace', `Invalid collection name specified '${name}'`);
  return name;
}

/** A filter, empty when there is none. */
export function filterOf(body: Doc, field: string): Doc {
  return documentOf(body, field) ?? {};
}

/** A field that must be a document when it is there. */
export function documentOf(body: Doc, field: string): Doc | null {
  const value = body[field];
  if (value === undefined || value === null) return null;
  if (!isDocument(value)) throw wrongType(field, value, 'object');
  return value;
}

/** A whole number that is not negative; 0 when it is missing. */
export function countOf(body: Doc, field: string): number {
  const value = body[field];
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' && typeof value !== 'bigint') throw wrongType(field, value, 'number');
  const count = Number(value);
  if (count < 0)
    throw new CommandError('BadValue', `BSON field '${field}' value must be >= 0, actual value '${count}'`);
  return Math.trunc(count);
}

/** A list that must be there. */
export function listOf(body: Doc, field: string, command: string): unknown[] {
  const value = body[field];
  if (value === undefined)
    throw new CommandError(
      'MissingField',
      `BSON field '${command}.${field}' is missing but a required field`,
    );
  if (!Array.isArray(value)) throw wrongType(`${command}.${field}`, value, 'array');
  return value;
}

/** The id of a cursor, a 64-bit integer. */
export function cursorId(value: unknown, field: string): bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return BigInt(value as bigint | number);
  throw wrongType(field, value, 'long');
}

export function wrongType(field: string, value: unknown, expected: string): CommandError {
  return new CommandError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** The sort a command asks for. */
export function sortOf(sort: Doc | null): SortField[] {
  return Object.entries(sort ?? {}).map(([path, value]) => {
    const direction = Number(value);
    if ((typeof value !== 'number' && typeof value !== 'bigint') || (direction !== 1 && direction !== -1))
      throw new CommandError(
        'BadValue',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending)`,
      );
    if (partsOf(path).includes(''))
      throw new CommandError('BadValue', 'FieldPath field names may not be empty strings.');
    return { path, parts: partsOf(path), direction };
  });
}

/** When a command must be given up, in the time of `performance.now()`; 0 never. */
export function deadlineOf(body: Doc): number {
  const limit = countOf(body, 'maxTimeMS');
  return limit > 0 ? performance.now() + limit : 0;
}

/** Only the simple order of bytes is built. */
export function refuseCollation(body: Doc): void {
  const collation = documentOf(body, 'collation');
  if (collation && Object.keys(collation).length > 0 && collation['locale'] !== 'simple')
    throw new CommandError('NotImplemented', 'collations other than simple are not supported by this server');
}

/** Options that would change the answer and are not built. */
export function refuseOptions(body: Doc, names: readonly string[]): void {
  for (const name of names) {
    const value = body[name];
    if (value === undefined || value === false || value === null) continue;
    if (isDocument(value) && Object.keys(value).length === 0) continue;
    throw new CommandError('NotImplemented', `the option '${name}' is not supported by this server`);
  }
}

/** The documents of a write: behind the body, or in it. */
export function statements(
  context: Context,
  body: Doc,
  field: string,
  command: string,
): { raw: Uint8Array | null; doc: unknown }[] {
  const sent = context.sequences.get(field);
  const list = sent
    ? sent.map((raw) => ({ raw, doc: null }))
    : listOf(body, field, command).map((doc) => ({ raw: null, doc }));
  if (list.length === 0 || list.length > 100_000)
    throw new CommandError(
      'InvalidOptions',
      `Write batch sizes must be between 1 and 100000. Got ${list.length} operations.`,
    );
  return list;
}

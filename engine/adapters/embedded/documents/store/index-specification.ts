import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import type { Direction } from '../keys/encode.ts';
import { partsOf } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';
import type { Index } from './collection.ts';

/** The specification of the index every collection has. */
export function idIndexSpecification(): Doc {
  return { v: 2, key: { _id: 1 }, name: '_id_' };
}

/** An index in memory from what is stored of it. `multikey` null is a new one. */
export function indexOf(id: number, specification: Doc, multikey: boolean[] | null): Index {
  const components = Object.entries(specification['key'] as Doc).map(([path, direction]) => ({
    path,
    parts: partsOf(path),
    direction: (Number(direction) < 0 ? -1 : 1) as Direction,
  }));
  const name = String(specification['name']);
  return {
    id,
    name,
    unique: specification['unique'] === true || name === '_id_',
    components,
    directions: components.map(({ direction }) => direction),
    multikey: multikey ?? components.map(() => false),
    specification,
  };
}

/** Options that change nothing here. */
const harmless = new Set(['v', 'background', 'ns']);

/** Checks an index a client asks for and gives it the form in which it is stored; the rest is refused. */
export function checkedSpecification(asked: unknown): Doc {
  if (!isDocument(asked)) throw new CommandError('TypeMismatch', 'each index must be described by an object');
  const { key, name, unique, ...rest } = asked;
  if (!isDocument(key))
    throw new CommandError(
      'FailedToParse',
      "The 'key' field is a required property of an index specification",
    );
  const components = Object.entries(key);
  if (components.length === 0)
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (components.length > 32) throw new CommandError('CannotCreateIndex', 'Index has more than 32 fields');
  const stored: Doc = {};
  for (const [path, direction] of components) {
    if (typeof direction === 'string')
      throw new CommandError(
        'CannotCreateIndex',
        `Index type '${direction}' is not supported by this server; only ascending and descending ones are`,
      );
    const number = Number(direction);
    if ((typeof direction !== 'number' && typeof direction !== 'bigint') || !(number > 0 || number < 0))
      throw new CommandError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of this kind: ${path}. Only numbers > 0, numbers < 0,` +
          ' and strings are allowed.',
      );
    if (
      path === '' ||
      partsOf(path).some((part) => part === '' || part.startsWith('$')) ||
      path.includes('*')
    )
      throw new CommandError('CannotCreateIndex', `Index key ${JSON.stringify(path)} is not a plain path`);
    stored[path] = number < 0 ? -1 : 1;
  }
  if (name !== undefined && (typeof name !== 'string' || name === ''))
    throw new CommandError('CannotCreateIndex', 'index name must be a nonempty string');
  for (const [option, value] of Object.entries(rest)) {
    if (harmless.has(option) || value === false || value === undefined) continue;
    if (option === 'collation' && isDocument(value) && value['locale'] === 'simple') continue;
    throw new CommandError(
      'CannotCreateIndex',
      `The index option '${option}' is not supported by this server (plain, compound, multikey and unique` +
        ' indexes are)',
    );
  }
  const made: Doc = { v: 2, key: stored, name: name ?? indexName(stored) };
  if (unique !== undefined && unique !== false) made['unique'] = true;
  return made;
}

/** The name an index gets when it is given none: `a_1_b_-1`. */
export function indexName(key: Doc): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${direction}`)
    .join('_');
}

import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import type { Collection } from '../store/collection.ts';
import { checkedSpecification } from '../store/index-specification.ts';
import { equal } from '../values/compare.ts';
import { collectionName, listOf } from './arguments.ts';
import type { Command } from './command.ts';
import { ensureCollection } from './ensure-collection.ts';

/** Makes indexes that are not there yet; the same one again is no error, a different one of its name is. */
export const createIndexes: Command = {
  name: 'createIndexes',
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  run(context, body) {
    const name = collectionName(body, 'createIndexes');
    const asked = listOf(body, 'indexes', 'createIndexes').map(checkedSpecification);
    if (asked.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create');
    const { store, database } = context;
    const createdCollectionAutomatically = store.collection(database, name) === null;
    const collection = ensureCollection(context, name);
    const numIndexesBefore = collection.indexes.length;
    const missing = asked.filter((specification) => !exists(collection, specification));
    for (const specification of missing) store.createIndex(collection, specification);
    return {
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically,
      ...(missing.length === 0 ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    };
  },
};

function exists(collection: Collection, asked: Doc): boolean {
  for (const { name, specification, unique } of collection.indexes) {
    const sameName = name === asked['name'];
    const sameKey = equal(specification['key'], asked['key']);
    if (sameKey && name === '_id_') return true;
    const sameOptions = unique === (asked['unique'] === true);
    if (sameName && sameKey && sameOptions) return true;
    if (sameName)
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they` +
          ` are auto generated and can cause conflicts. Please refer to our documentation. Requested index:` +
          ` ${JSON.stringify(asked)}, existing index: ${JSON.stringify(specification)}`,
      );
    if (sameKey)
      throw new CommandError(
        'IndexOptionsConflict',
        sameOptions
          ? `Index already exists with a different name: ${name}`
          : `An equivalent index already exists with the same name but different options. Requested index:` +
              ` ${JSON.stringify(asked)}, existing index: ${JSON.stringify(specification)}`,
      );
  }
  return false;
}

import { CommandError } from '../errors/command-error.ts';
import type { Collection, Index } from '../store/collection.ts';
import { print } from '../store/duplicate-key.ts';
import { equal } from '../values/compare.ts';
import { collectionName } from './arguments.ts';
import type { Command } from './command.ts';

/** Deletes an index by name or key, several by name, or with `*` all but `_id_`. */
export const dropIndexes: Command = {
  name: 'dropIndexes',
  aliases: ['deleteIndexes'],
  fields: ['index'],
  run({ store, database }, body) {
    const name = collectionName(body, 'dropIndexes' in body ? 'dropIndexes' : 'deleteIndexes');
    const collection = store.collection(database, name);
    if (!collection) throw new CommandError('NamespaceNotFound', `ns not found ${database}.${name}`);
    const nIndexesWas = collection.indexes.length;
    const asked = body['index'];
    const dropped =
      asked === '*'
        ? collection.indexes.slice(1)
        : (Array.isArray(asked) ? asked : [asked]).map((one) => named(collection, one));
    for (const index of dropped) store.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  },
};

function named(collection: Collection, asked: unknown): Index {
  const index = collection.indexes.find((one) =>
    typeof asked === 'string' ? one.name === asked : equal(one.specification['key'], asked),
  );
  if (!index) {
    const said = typeof asked === 'string' ? `name [${asked}]` : `key ${print(asked)}`;
    throw new CommandError('IndexNotFound', `index not found with ${said}`);
  }
  if (index.name === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
  return index;
}

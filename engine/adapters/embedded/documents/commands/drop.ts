import { CommandError } from '../errors/command-error.ts';
import { collectionName } from './arguments.ts';
import type { Command } from './command.ts';

/** Deletes a collection with its indexes. */
export const drop: Command = {
  name: 'drop',
  fields: [],
  run({ store, database }, body) {
    const name = collectionName(body, 'drop');
    const collection = store.collection(database, name);
    if (!collection) throw new CommandError('NamespaceNotFound', 'ns not found');
    const nIndexesWas = collection.indexes.length;
    store.dropCollection(collection);
    return { nIndexesWas, ns: `${database}.${name}`, ok: 1 };
  },
};

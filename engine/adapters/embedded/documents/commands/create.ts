import { CommandError } from '../errors/command-error.ts';
import { collectionName, refuseCollation, refuseOptions } from './arguments.ts';
import type { Command } from './command.ts';

/** Makes an empty collection. */
export const create: Command = {
  name: 'create',
  fields: [
    'capped',
    'size',
    'max',
    'timeseries',
    'expireAfterSeconds',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
    'storageEngine',
    'validator',
    'validationLevel',
    'validationAction',
    'indexOptionDefaults',
    'viewOn',
    'pipeline',
    'collation',
    'encryptedFields',
  ],
  run({ store, database }, body) {
    const name = collectionName(body, 'create');
    refuseCollation(body);
    refuseOptions(body, [
      'capped',
      'timeseries',
      'expireAfterSeconds',
      'clusteredIndex',
      'changeStreamPreAndPostImages',
      'validator',
      'viewOn',
      'encryptedFields',
    ]);
    if (store.collection(database, name))
      throw new CommandError('NamespaceExists', `Collection ${database}.${name} already exists.`);
    store.createCollection(database, name);
    return { ok: 1 };
  },
};

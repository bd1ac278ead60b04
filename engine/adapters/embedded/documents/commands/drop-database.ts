import type { Command } from './command.ts';

/** Deletes all collections of a database. */
export const dropDatabase: Command = {
  name: 'dropDatabase',
  fields: [],
  run({ store, database }) {
    const collections = store.collections(database);
    for (const collection of collections) store.dropCollection(collection);
    return collections.length > 0 ? { dropped: database, ok: 1 } : { ok: 1 };
  },
};

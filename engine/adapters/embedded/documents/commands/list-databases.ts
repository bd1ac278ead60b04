import type { Doc } from '../bson/codec.ts';
import { compileFilter } from '../match/filter.ts';
import { matches } from '../match/node.ts';
import { filterOf } from './arguments.ts';
import type { Command } from './command.ts';

/** The databases; all are in one file, so only its size as a whole is known. */
export const listDatabases: Command = {
  name: 'listDatabases',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run({ store }, body) {
    const filter = compileFilter(filterOf(body, 'filter'));
    const totalSize = store.fileSize();
    const databases = store
      .databases()
      .map((name): Doc => ({ name, sizeOnDisk: totalSize, empty: false }))
      .filter((doc) => matches(filter, doc));
    if (body['nameOnly'] === true) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
    return { databases, totalSize, ok: 1 };
  },
};

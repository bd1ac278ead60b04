import { hostname } from 'node:os';
import type { Command } from './command.ts';

/** Live counters, where MongoDB has them too; durability is asked of the open file. */
export const serverStatus: Command = {
  name: 'serverStatus',
  fields: [
    'repl',
    'metrics',
    'locks',
    'network',
    'opcounters',
    'wiredTiger',
    'mirroredReads',
    'latchAnalysis',
  ],
  run({ store, cursors, startedAt }) {
    const { counters, database } = store;
    const settings = database.settings();
    return {
      host: hostname(),
      version: '7.0.0',
      process: 'thidua',
      pid: process.pid,
      uptime: (Date.now() - startedAt.getTime()) / 1000,
      localTime: new Date(),
      metrics: {
        cursor: { open: { total: cursors.count() } },
        document: {
          returned: counters.documentsReturned,
          inserted: counters.documentsInserted,
          updated: counters.documentsUpdated,
          deleted: counters.documentsDeleted,
        },
        queryExecutor: { scanned: counters.keysRead, scannedObjects: counters.documentsRead },
        commits: counters.commits,
      },
      storageEngine: { name: 'sqlite', persistent: true, ...settings },
      ok: 1,
    };
  },
};

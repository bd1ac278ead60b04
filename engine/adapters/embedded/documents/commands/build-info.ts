import type { Command } from './command.ts';

/** Names the MongoDB version whose behaviour this server follows. */
export const buildInfo: Command = {
  name: 'buildInfo',
  aliases: ['buildinfo'],
  fields: [],
  run: () => ({
    version: '7.0.0',
    versionArray: [7, 0, 0, 0],
    gitVersion: 'thidua',
    modules: [],
    storageEngines: ['sqlite'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  }),
};

import { cursorId, listOf } from './arguments.ts';
import type { Command } from './command.ts';

/** Closes cursors. */
export const killCursors: Command = {
  name: 'killCursors',
  fields: ['cursors'],
  run({ cursors }, body) {
    const cursorsKilled: bigint[] = [];
    const cursorsNotFound: bigint[] = [];
    for (const asked of listOf(body, 'cursors', 'killCursors')) {
      const id = cursorId(asked, 'killCursors.cursors');
      (cursors.kill(id) ? cursorsKilled : cursorsNotFound).push(id);
    }
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

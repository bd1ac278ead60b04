import { CommandError } from '../errors/command-error.ts';
import { countOf, cursorId } from './arguments.ts';
import type { Command } from './command.ts';

/** The next batch of a cursor. */
export const getMore: Command = {
  name: 'getMore',
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  run({ cursors, database }, body) {
    const id = cursorId(body['getMore'], 'getMore');
    const namespace = `${database}.${String(body['collection'])}`;
    const cursor = cursors.find(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    const asked = countOf(body, 'batchSize');
    const { batch, more } = cursor.next(asked > 0 ? asked : Number.POSITIVE_INFINITY);
    if (!more) cursors.kill(id);
    return { batch, field: 'nextBatch', cursorId: more ? id : 0n, namespace };
  },
};

import { encode } from '../bson/codec.ts';
import { batches } from '../cursors.ts';
import { CommandError } from '../errors/command-error.ts';
import { collectionName } from './arguments.ts';
import type { Command } from './command.ts';
import { firstBatch } from './first-batch.ts';
import { cursorOptions, noCosts } from './listing.ts';

/** The indexes of a collection. */
export const listIndexes: Command = {
  name: 'listIndexes',
  fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  run(context, body) {
    const name = collectionName(body, 'listIndexes');
    const namespace = `${context.database}.${name}`;
    const collection = context.store.collection(context.database, name);
    if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`);
    const shown = collection.indexes.map(({ specification }) => encode(specification));
    return firstBatch(context, cursorOptions(body), {
      command: 'listIndexes',
      namespace,
      plan: '',
      costs: noCosts(),
      next: batches(shown.values(), () => false),
    });
  },
};

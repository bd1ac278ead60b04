import { Binary } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';
import { batches } from '../cursors.ts';
import { compileFilter } from '../match/filter.ts';
import { matches } from '../match/node.ts';
import type { Collection } from '../store/collection.ts';
import { filterOf } from './arguments.ts';
import type { Command } from './command.ts';
import { firstBatch } from './first-batch.ts';
import { cursorOptions, noCosts } from './listing.ts';

/** The collections of a database. */
export const listCollections: Command = {
  name: 'listCollections',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(context, body) {
    const filter = compileFilter(filterOf(body, 'filter'));
    const shown = context.store
      .collections(context.database)
      .map((collection) => describe(collection, body['nameOnly'] === true))
      .filter((doc) => matches(filter, doc));
    return firstBatch(context, cursorOptions(body), {
      command: 'listCollections',
      namespace: `${context.database}.$cmd.listCollections`,
      plan: '',
      costs: noCosts(),
      next: batches(shown.map(encode).values(), () => false),
    });
  },
};

function describe({ name, uuid, indexes }: Collection, nameOnly: boolean): Doc {
  if (nameOnly) return { name, type: 'collection' };
  return {
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: indexes[0]!.specification,
  };
}

import type { Collection } from '../store/collection.ts';
import type { Context } from './command.ts';

/** The collection a write names, made when it is not there. */
export function ensureCollection({ store, database }: Context, name: string): Collection {
  return store.collection(database, name) ?? store.createCollection(database, name);
}

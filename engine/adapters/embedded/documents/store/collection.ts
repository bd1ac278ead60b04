import type { Doc } from '../bson/codec.ts';
import type { Direction } from '../keys/encode.ts';
import type { IndexComponent } from '../keys/index-keys.ts';

/** An index: an ordered table of encoded keys, each with the row of its document. */
export interface Index {
  id: number;
  name: string;
  unique: boolean;
  components: IndexComponent[];
  directions: Direction[];
  /** By component: whether a document's path has ever passed through an array. */
  multikey: boolean[];
  /** The index as `listIndexes` shows it. */
  specification: Doc;
}

/** A collection: a table of encoded documents in the order of their insertion, and its indexes, `_id_` first. */
export interface Collection {
  id: number;
  database: string;
  name: string;
  uuid: Uint8Array;
  indexes: Index[];
}

/** `<database>.<collection>`. */
export function namespaceOf(collection: Pick<Collection, 'database' | 'name'>): string {
  return `${collection.database}.${collection.name}`;
}

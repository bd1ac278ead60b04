import { ObjectId } from 'bson';
import { type Doc, decode, encode } from '../bson/codec.ts';
import type { Node } from '../match/node.ts';
import type { Found } from '../plan/execute.ts';
import type { Collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import { applyOperators, replacementFor, type Update } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { refuseId } from './insert.ts';

/** Changes one document that was found; gives it as it is then, and whether it is different. */
export function changeDocument(
  store: Store,
  collection: Collection,
  found: Pick<Found, 'row' | 'raw'> & { doc?: Doc | null },
  filter: Node,
  update: Update,
): { raw: Uint8Array; changed: boolean } {
  const doc = found.doc ?? decode(found.raw);
  if (update.kind === 'replace') {
    const next = replacementFor(update.replacement, doc['_id']);
    if (Buffer.compare(encode(next), found.raw) === 0) return { raw: found.raw, changed: false };
    return { raw: store.replace(collection, found.row, () => doc, next, null), changed: true };
  }
  if (!applyOperators(update, doc, filter, false)) return { raw: found.raw, changed: false };
  const raw = store.replace(collection, found.row, () => decode(found.raw), doc, update.touched);
  return { raw, changed: true };
}

/** Makes the document of an upsert. */
export function insertUpserted(
  store: Store,
  collection: Collection,
  filter: Node,
  update: Update,
): { raw: Uint8Array; id: unknown } {
  const made: Doc = upsertDocument(filter, update, () => new ObjectId());
  refuseId(made['_id']);
  const raw = encode(made);
  store.insert(collection, raw, made);
  return { raw, id: made['_id'] };
}

import { ObjectId } from 'bson';
import { type Doc, decode, encode } from '../bson/codec.ts';
import { findElement, moveToFront } from '../bson/raw.ts';
import { CommandError } from '../errors/command-error.ts';
import { isDocument } from '../values/types.ts';
import { collectionName, statements, wrongType } from './arguments.ts';
import type { Command } from './command.ts';
import { ensureCollection } from './ensure-collection.ts';
import { runStatements } from './write-statements.ts';

/** Inserts documents. One without `_id` gets an object id; `_id` always comes first. */
export const insert: Command = {
  name: 'insert',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run(context, body) {
    const name = collectionName(body, 'insert');
    const documents = statements(context, body, 'documents', 'insert');
    const collection = ensureCollection(context, name);
    let n = 0;
    const writeErrors = runStatements(documents, body['ordered'] !== false, (statement) => {
      const { raw, doc } = prepare(statement.raw, statement.doc);
      context.store.insert(collection, raw, doc);
      n += 1;
    });
    return { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 };
  },
};

function prepare(sent: Uint8Array | null, given: unknown): { raw: Uint8Array; doc: Doc } {
  if (!sent && !isDocument(given)) throw wrongType('insert.documents', given, 'object');
  let raw = sent ?? encode(given as Doc);
  let doc = decode(raw);
  if (doc['_id'] === undefined) {
    doc = { _id: new ObjectId(), ...doc };
    raw = encode(doc);
  } else raw = moveToFront(raw, findElement(raw, '_id')!);
  refuseId(doc['_id']);
  return { raw, doc };
}

/** What cannot name a document. */
export function refuseId(id: unknown): void {
  const type = (id as { _bsontype?: string } | null)?._bsontype;
  if (Array.isArray(id)) throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array");
  if (type === 'BSONRegExp')
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type regex");
}

import { deserialize, serialize } from 'bson';

/** A document in memory. Integers of 64 bits are bigints, so that they are written back as they came. */
export type Doc = { [field: string]: unknown };

/** The largest document, as MongoDB has it. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** Reads a document so that writing it back changes nothing but what was changed on purpose. */
export function decode(raw: Uint8Array): Doc {
  return deserialize(raw, { useBigInt64: true, bsonRegExp: true });
}

/** Reads a document with plain numbers, as `mingo` wants it; for aggregation and expressions only. */
export function decodePlain(raw: Uint8Array): Doc {
  return deserialize(raw, { promoteLongs: true });
}

/** Writes a document; fields that are undefined are left out. */
export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

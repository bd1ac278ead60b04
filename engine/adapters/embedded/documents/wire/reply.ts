import { type Doc, encode } from '../bson/codec.ts';
import { headerBytes, opcodes, type Request } from './request.ts';

/** A batch of a cursor whose documents are encoded already. */
export interface BatchReply {
  batch: Uint8Array[];
  field: 'firstBatch' | 'nextBatch';
  cursorId: bigint;
  namespace: string;
}

/** What a command answers. */
export type Reply = Doc | BatchReply;

export function isBatch(reply: Reply): reply is BatchReply {
  return Array.isArray((reply as BatchReply).batch);
}

let nextId = 1;

/** The whole message that answers a request. */
export function encodeReply(request: Request, reply: Reply): Buffer {
  const body = isBatch(reply) ? encodeBatch(reply) : encode(reply);
  const front = request.reply === 'legacy' ? legacyFront() : messageFront();
  const length = headerBytes + front.length + body.length;
  const message = Buffer.allocUnsafe(length);
  message.writeInt32LE(length, 0);
  message.writeInt32LE(nextId, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.reply === 'legacy' ? opcodes.reply : opcodes.message, 12);
  message.set(front, headerBytes);
  message.set(body, headerBytes + front.length);
  nextId = (nextId + 1) | 0;
  return message;
}

/** No flags, and one body. */
function messageFront(): Buffer {
  return Buffer.alloc(5);
}

/** No flags, no cursor, from the first of one document. */
function legacyFront(): Buffer {
  const front = Buffer.alloc(20);
  front.writeInt32LE(8, 0);
  front.writeInt32LE(1, 16);
  return front;
}

/** `{ cursor: { <field>: [...], id, ns }, ok: 1 }` around documents that are not touched. */
function encodeBatch({ batch, field, cursorId, namespace }: BatchReply): Buffer {
  const array = encodeArray(batch);
  const name = Buffer.from(namespace, 'utf8');
  const cursorLength =
    4 + 1 + field.length + 1 + array.length + (1 + 3 + 8) + (1 + 3 + 4 + name.length + 1) + 1;
  const total = 4 + 1 + 7 + cursorLength + (1 + 3 + 8) + 1;
  const bytes = Buffer.allocUnsafe(total);
  let at = bytes.writeInt32LE(total, 0);
  at = header(bytes, at, 0x03, 'cursor');
  at = bytes.writeInt32LE(cursorLength, at);
  at = header(bytes, at, 0x04, field);
  bytes.set(array, at);
  at = header(bytes, at + array.length, 0x12, 'id');
  at = bytes.writeBigInt64LE(cursorId, at);
  at = header(bytes, at, 0x02, 'ns');
  at = bytes.writeInt32LE(name.length + 1, at);
  bytes.set(name, at);
  at = bytes.writeUInt16LE(0, at + name.length);
  at = header(bytes, at, 0x01, 'ok');
  at = bytes.writeDoubleLE(1, at);
  bytes[at] = 0;
  return bytes;
}

function header(bytes: Buffer, at: number, type: number, name: string): number {
  bytes[at] = type;
  const end = at + 1 + bytes.write(name, at + 1, 'latin1');
  bytes[end] = 0;
  return end + 1;
}

function encodeArray(documents: Uint8Array[]): Buffer {
  let total = 5;
  documents.forEach((document, i) => {
    total += 2 + String(i).length + document.length;
  });
  const bytes = Buffer.allocUnsafe(total);
  let at = bytes.writeInt32LE(total, 0);
  documents.forEach((document, i) => {
    at = header(bytes, at, 0x03, String(i));
    bytes.set(document, at);
    at += document.length;
  });
  bytes[at] = 0;
  return bytes;
}

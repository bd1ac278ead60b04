import { type Doc, decode } from '../bson/codec.ts';

/** What a client sent in one message. */
export interface Request {
  requestId: number;
  body: Doc;
  /** Documents sent behind the body, by the field they belong to. */
  sequences: Map<string, Uint8Array[]>;
  /** The client waits for no answer. */
  moreToCome: boolean;
  /** How to answer: as the message came. */
  reply: 'message' | 'legacy';
}

/** The message cannot be understood; its connection is closed, since nothing after it can be trusted. */
export class MalformedMessage extends Error {}

/** Kinds of message. */
export const opcodes = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;

/** Bytes of the header every message begins with. */
export const headerBytes = 16;
/** The largest message, as MongoDB has it. */
export const maxMessageBytes = 48_000_000;

const flags = { checksumPresent: 1, moreToCome: 2 } as const;

/** Reads one whole message. */
export function parseRequest(message: Buffer): Request {
  const opcode = message.readInt32LE(12);
  try {
    if (opcode === opcodes.message) return parseMessage(message);
    if (opcode === opcodes.query) return parseQuery(message);
  } catch (error) {
    throw new MalformedMessage((error as Error).message);
  }
  throw new MalformedMessage(`messages of kind ${opcode} are not understood`);
}

/** The current kind of message: flags, one body and any number of document sequences. */
function parseMessage(message: Buffer): Request {
  const bits = message.readUInt32LE(headerBytes);
  if ((bits & 0xffff & ~(flags.checksumPresent | flags.moreToCome)) !== 0)
    throw new MalformedMessage(`unknown required flags 0x${bits.toString(16)}`);
  const end = message.length - (bits & flags.checksumPresent ? 4 : 0);
  let body: Doc | null = null;
  const sequences = new Map<string, Uint8Array[]>();
  let at = headerBytes + 4;
  while (at < end) {
    const kind = message[at]!;
    at += 1;
    const size = sizeAt(message, at, end);
    if (kind === 0) {
      if (body) throw new MalformedMessage('a second body');
      body = decode(message.subarray(at, at + size));
    } else if (kind === 1) {
      const { name, documents } = parseSequence(message, at, size);
      if (sequences.has(name)) throw new MalformedMessage(`a second sequence ${name}`);
      sequences.set(name, documents);
    } else throw new MalformedMessage(`sections of kind ${kind} are not understood`);
    at += size;
  }
  if (!body) throw new MalformedMessage('no body');
  const moreToCome = (bits & flags.moreToCome) !== 0;
  return { requestId: message.readInt32LE(4), body, sequences, moreToCome, reply: 'message' };
}

function sizeAt(message: Buffer, at: number, end: number): number {
  const size = message.readInt32LE(at);
  if (size < 5 || at + size > end) throw new MalformedMessage(`a section of ${size} bytes`);
  return size;
}

function parseSequence(
  message: Buffer,
  start: number,
  size: number,
): { name: string; documents: Uint8Array[] } {
  const end = start + size;
  const nameEnd = message.indexOf(0, start + 4);
  if (nameEnd < 0 || nameEnd >= end) throw new MalformedMessage('the name of a sequence is not ended');
  const name = message.toString('utf8', start + 4, nameEnd);
  const documents: Uint8Array[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    const length = sizeAt(message, at, end);
    documents.push(message.subarray(at, at + length));
    at += length;
  }
  return { name, documents };
}

/** The old kind, with which drivers still open a connection. */
function parseQuery(message: Buffer): Request {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  if (nameEnd < 0) throw new MalformedMessage('the name of a collection is not ended');
  const namespace = message.toString('utf8', headerBytes + 4, nameEnd);
  const at = nameEnd + 1 + 8;
  const size = sizeAt(message, at, message.length);
  const sent = decode(message.subarray(at, at + size));
  const body = (sent['$query'] as Doc | undefined) ?? sent;
  const database = namespace.replace(/\.\$cmd$/, '');
  if (database === namespace) throw new MalformedMessage('queries of the old kind may only be commands');
  return {
    requestId: message.readInt32LE(4),
    body: { ...body, $db: database },
    sequences: new Map(),
    moreToCome: false,
    reply: 'legacy',
  };
}

import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { type Document, deserialize, serialize } from 'bson';

/** A client that speaks the protocol by hand, to send what drivers do not. */
export interface WireClient {
  send(bytes: Uint8Array): void;
  /** The body of the next reply. */
  receive(): Promise<Document>;
  command(body: Document): Promise<Document>;
  /** Resolves when the server has closed the connection. */
  closed(): Promise<void>;
  end(): void;
}

/** Connects to a socket. */
export async function connectWire(path: string): Promise<WireClient> {
  const socket: Socket = createConnection(path);
  await once(socket, 'connect');
  socket.on('error', () => socket.destroy());
  const gone = once(socket, 'close');
  const replies: Document[] = [];
  const waiting: ((reply: Document) => void)[] = [];
  let held = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
      const message = held.subarray(0, held.readInt32LE(0));
      held = held.subarray(message.length);
      const at = message.readInt32LE(12) === 2013 ? 21 : 36;
      const reply = deserialize(message.subarray(at));
      const next = waiting.shift();
      if (next) next(reply);
      else replies.push(reply);
    }
  });
  const receive = (): Promise<Document> => {
    const ready = replies.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    send: (bytes) => socket.write(bytes),
    receive,
    command(body) {
      socket.write(message(body));
      return receive();
    },
    closed: async () => {
      await gone;
    },
    end: () => socket.destroy(),
  };
}

/** A message of the current kind. */
export function message(
  body: Document,
  options: { flags?: number; sequences?: Record<string, Document[]>; tail?: Uint8Array } = {},
): Buffer {
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(options.flags ?? 0, 0);
  const sections = [Buffer.from([0]), serialize(body)];
  for (const [name, documents] of Object.entries(options.sequences ?? {})) {
    const inner = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((one) => serialize(one))]);
    const size = Buffer.alloc(4);
    size.writeInt32LE(inner.length + 4, 0);
    sections.push(Buffer.from([1]), size, inner);
  }
  return frame(2013, Buffer.concat([flags, ...sections, options.tail ?? Buffer.alloc(0)]));
}

/** Any message: the header and what follows it. */
export function frame(opcode: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + payload.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, payload]);
}

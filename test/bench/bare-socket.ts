/** Answers the driver at once with replies made beforehand: what a socket, the protocol and the driver cost alone. */
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { serialize } from 'bson';

const { path } = workerData as { path: string };

const greeting = reply({
  ismaster: true,
  helloOk: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
});
const inserted = reply({ n: 1, ok: 1 });
const item = {
  _id: 'item-1',
  unit: 'xa-phong-thanh',
  period: '2025-01',
  values: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`field-${i}`, String(i * 37)])),
  history: Array.from({ length: 5 }, (_, seq) => ({ seq, at: new Date(seq), actor: 'account-1' })),
};
const found = reply({ cursor: { firstBatch: [item], id: 0n, ns: 'thidua.items' }, ok: 1 });

createServer({ noDelay: true }, (socket) => {
  let held: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
      const message = held.subarray(0, held.readInt32LE(0));
      held = held.subarray(message.length);
      socket.write(answer(message));
    }
  });
}).listen(path, () => {
  parentPort!.postMessage(`mongodb://${encodeURIComponent(path)}/thidua?directConnection=true`);
});

/** Told from the first field of the command, as it lies in the message. */
function answer(message: Buffer): Buffer {
  const made = Buffer.from(
    message.readInt32LE(12) === 2004 ? legacy(greeting) : told(message.toString('latin1', 26, 32)),
  );
  message.copy(made, 8, 4, 8);
  return made;
}

function told(name: string): Buffer {
  if (name.startsWith('find')) return found;
  return name === 'insert' ? inserted : greeting;
}

function legacy(message: Buffer): Buffer {
  const body = message.subarray(21);
  const made = Buffer.alloc(36 + body.length);
  made.writeInt32LE(made.length, 0);
  made.writeInt32LE(1, 12);
  made.writeInt32LE(8, 16);
  made.writeInt32LE(1, 32);
  made.set(body, 36);
  return made;
}

function reply(body: object): Buffer {
  const encoded = serialize(body);
  const message = Buffer.alloc(21 + encoded.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(2013, 12);
  message.set(encoded, 21);
  return message;
}

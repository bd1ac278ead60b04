import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import { openRig, type Rig } from './documents-server.ts';
import { connectWire, frame, message } from './documents-wire.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const hello = { hello: 1, $db: 'admin' };

describe('the wire protocol', () => {
  it('greets drivers that open with the old kind of message', async () => {
    const wire = await connectWire(rig.socketPath);
    const body = serialize({ isMaster: 1, helloOk: true });
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      body,
    ]);
    wire.send(frame(2004, query));
    expect(await wire.receive()).toMatchObject({ ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 });
    wire.end();
  });

  it('takes nothing else that way', async () => {
    const wire = await connectWire(rig.socketPath);
    const body = serialize({ find: 'items' });
    wire.send(
      frame(2004, Buffer.concat([Buffer.alloc(4), Buffer.from('test.$cmd\0'), Buffer.alloc(8), body])),
    );
    expect(await wire.receive()).toMatchObject({ ok: 0, code: 352 });
    wire.end();
  });

  it('is no replica set, so that drivers send neither transactions nor retries', async () => {
    const wire = await connectWire(rig.socketPath);
    const greeting = await wire.command(hello);
    expect(greeting).toMatchObject({ isWritablePrimary: true, maxBsonObjectSize: 16 * 1024 * 1024 });
    expect(greeting).not.toHaveProperty('setName');
    wire.end();
  });

  it('reads documents sent behind the body, and a checksum after them', async () => {
    const wire = await connectWire(rig.socketPath);
    const body = { insert: 'sequences', $db: 'wire' };
    wire.send(message(body, { sequences: { documents: [{ _id: 1 }, { _id: 2 }] } }));
    expect(await wire.receive()).toEqual({ n: 2, ok: 1 });
    wire.send(message(hello, { flags: 1, tail: Buffer.from([1, 2, 3, 4]) }));
    expect(await wire.receive()).toMatchObject({ ok: 1 });
    wire.end();
  });

  it('answers nothing where nothing is waited for, and does it all the same', async () => {
    const wire = await connectWire(rig.socketPath);
    const body = { insert: 'silent', $db: 'wire', writeConcern: { w: 0 } };
    wire.send(message(body, { flags: 2, sequences: { documents: [{ _id: 1 }] } }));
    expect(await wire.command({ count: 'silent', $db: 'wire' })).toEqual({ n: 1, ok: 1 });
    wire.end();
  });

  it('answers many requests sent at once in their order, however they are cut', async () => {
    const wire = await connectWire(rig.socketPath);
    const all = Buffer.concat(
      Array.from({ length: 50 }, (_, i) =>
        message({ insert: 'cut', documents: [{ _id: i }], $db: i % 2 === 0 ? 'wire' : '' }),
      ),
    );
    for (let at = 0; at < all.length; at += 77) wire.send(all.subarray(at, at + 77));
    for (let i = 0; i < 50; i += 1) expect(await wire.receive()).toMatchObject({ ok: i % 2 === 0 ? 1 : 0 });
    wire.end();
  });

  const malformed: [string, Uint8Array][] = [
    ['a length below a header', Buffer.from([5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0])],
    [
      'a length beyond the largest message',
      Buffer.from([255, 255, 255, 127, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0]),
    ],
    ['a negative length', Buffer.from([0, 0, 0, 128, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0])],
    ['a kind that is not known', frame(2012, Buffer.alloc(20))],
    ['flags that must be understood', message(hello, { flags: 4 })],
    ['a section of another kind', frame(2013, Buffer.from([0, 0, 0, 0, 9, 5, 0, 0, 0, 0]))],
    ['no body', frame(2013, Buffer.alloc(4))],
    [
      'two bodies',
      frame(
        2013,
        Buffer.concat([
          Buffer.alloc(4),
          Buffer.from([0]),
          serialize({ ping: 1 }),
          Buffer.from([0]),
          serialize({ ping: 1 }),
        ]),
      ),
    ],
    ['a body that reaches beyond the message', frame(2013, Buffer.from([0, 0, 0, 0, 0, 200, 0, 0, 0, 0]))],
    [
      'a body that is no document',
      frame(2013, Buffer.from([0, 0, 0, 0, 0, 9, 0, 0, 0, 0x77, 0x61, 0, 1, 0])),
    ],
    [
      'a sequence without the end of its name',
      frame(2013, Buffer.from([0, 0, 0, 0, 1, 7, 0, 0, 0, 65, 66, 67])),
    ],
  ];
  it.each(malformed)('closes the connection on %s, and serves the others', async (_name, bytes) => {
    const bad = await connectWire(rig.socketPath);
    const good = await connectWire(rig.socketPath);
    bad.send(bytes);
    await bad.closed();
    expect(await good.command({ ping: 1, $db: 'admin' })).toEqual({ ok: 1 });
    good.end();
  });

  it('survives random bytes', async () => {
    let seed = 1;
    for (let round = 0; round < 60; round += 1) {
      const wire = await connectWire(rig.socketPath);
      const bytes = Buffer.from(message({ find: 'x', filter: { a: [1, { b: 'c' }] }, $db: 'wire' }));
      for (let i = 0; i < 1 + (round % 5); i += 1) {
        seed = (seed * 48271) % 2147483647;
        bytes[16 + (seed % (bytes.length - 16))] = (seed >> 8) & 0xff;
      }
      wire.send(bytes);
      await Promise.race([wire.closed(), wire.receive()]);
      wire.end();
    }
    expect(await rig.client.db().command({ ping: 1 })).toEqual({ ok: 1 });
  });

  it('refuses a document above 16 MB and a depth no stack has room for', async () => {
    const items = rig.client.db('wire').collection('large');
    await expect(items.insertOne({ text: 'x'.repeat(16 * 1024 * 1024) })).rejects.toThrow();
    await items.insertOne({ _id: 1 as never, text: 'x'.repeat(15 * 1024 * 1024) });
    await expect(
      items.updateOne({ _id: 1 as never }, { $set: { more: 'x'.repeat(2 * 1024 * 1024) } }),
    ).rejects.toMatchObject({
      code: 10334,
    });
    let deep = Buffer.from([5, 0, 0, 0, 0]);
    const layers = 200_000;
    const front = Buffer.alloc(layers * 7);
    for (let i = 0; i < layers; i += 1) {
      front.writeInt32LE((layers - i) * 8 + 5, i * 7);
      front.write('\u0003a\0', i * 7 + 4, 'latin1');
    }
    deep = Buffer.concat([front, deep, Buffer.alloc(layers)]);
    const wire = await connectWire(rig.socketPath);
    const size = Buffer.alloc(4);
    size.writeInt32LE(deep.length + 14, 0);
    const body = serialize({ insert: 'deep', $db: 'wire' });
    wire.send(
      frame(
        2013,
        Buffer.concat([
          Buffer.alloc(4),
          Buffer.from([0]),
          body,
          Buffer.from([1]),
          size,
          Buffer.from('documents\0'),
          deep,
        ]),
      ),
    );
    expect(await wire.receive()).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 15 }] });
    wire.end();
    expect(await rig.client.db().command({ ping: 1 })).toEqual({ ok: 1 });
  });
});

describe('the place of the socket', () => {
  const place = mkdtempSync(join(tmpdir(), 'place-'));
  afterAll(() => rmSync(place, { recursive: true }));
  const start = (socketPath: string) => startDocumentServer({ file: join(place, 'd.db'), socketPath });

  it('is for this account only', () => {
    expect(statSync(rig.socketPath).mode & 0o777).toBe(0o600);
    expect(statSync(rig.folder).mode & 0o777).toBe(0o700);
    expect(statSync(rig.file).mode & 0o777).toBe(0o600);
  });

  it('is refused in a folder others may enter', async () => {
    const open = join(place, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    await expect(start(join(open, 'd.sock'))).rejects.toThrow(/must be 700/);
  });

  it('must end in .sock, be absolute and be short', async () => {
    await expect(start(join(place, 'd.socket'))).rejects.toThrow(/must end in .sock/);
    await expect(start('d.sock')).rejects.toThrow(/not an absolute path/);
    await expect(start(join(place, `${'x'.repeat(90)}.sock`))).rejects.toThrow(/longer than 99 bytes/);
  });

  it('is not taken from another server, but from a dead one', async () => {
    await expect(start(rig.socketPath)).rejects.toThrow(/another server listens/);
    writeFileSync(join(place, 'file.sock'), '');
    await expect(start(join(place, 'file.sock'))).rejects.toThrow(/is not a socket/);
    const dead = join(place, 'dead.sock');
    await leaveSocketBehind(dead);
    const server = await start(dead);
    await server.close();
  });

  it('has one server for one file', async () => {
    await expect(
      startDocumentServer({ file: rig.file, socketPath: join(place, 'second.sock') }),
    ).rejects.toThrow(/held by another/);
  });
});

/** A socket whose server was killed: the file stays, and nobody answers. */
async function leaveSocketBehind(path: string): Promise<void> {
  const { renameSync } = await import('node:fs');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.live`, resolve));
  renameSync(`${path}.live`, path);
  await new Promise((resolve) => server.close(resolve));
}

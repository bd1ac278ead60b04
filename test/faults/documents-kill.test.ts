import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it } from 'vitest';

interface Written {
  _id: string;
  writer: number;
  seq: number;
  tags: string[];
  filler: string;
}

const folder = mkdtempSync(join(tmpdir(), 'kill-'));
const file = join(folder, 'documents.db');
const socketPath = join(folder, 'd.sock');
let running: ChildProcess | null = null;
afterAll(async () => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const rounds = 6;
const writers = 8;

describe('kill -9 during writes', () => {
  it('loses no acknowledged write and leaves no index behind', async () => {
    const acknowledged = new Map<string, number>();
    const updates = new Map<number, number>();
    let random = 7;
    for (let round = 0; round < rounds; round += 1) {
      const url = await startServer();
      const client = await new MongoClient(url, { maxPoolSize: writers }).connect();
      const writing = Array.from({ length: writers }, (_, writer) =>
        write(client, round, writer, acknowledged, updates),
      );
      random = (random * 48271) % 2147483647;
      const enough = acknowledged.size + writers * 2 + (random % 200);
      while (acknowledged.size < enough) await wait(5);
      await killServer();
      await Promise.all(writing);
      await client.close(true);
      await check(acknowledged, updates);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(rounds * writers * 2);
  });
});

/** Writes until the server dies, and remembers what it was told is stored. */
async function write(
  client: MongoClient,
  round: number,
  writer: number,
  acknowledged: Map<string, number>,
  updates: Map<number, number>,
): Promise<void> {
  const documents = client.db().collection<Written>('written');
  const counters = client.db().collection<{ _id: number; n: number }>('counters');
  try {
    await documents.createIndex({ tags: 1, seq: 1 });
    for (let seq = 0; ; seq += 1) {
      const _id = `${round}.${writer}.${seq}`;
      await documents.insertOne({
        _id,
        writer,
        seq,
        tags: [`w${writer}`, `r${round}`],
        filler: 'x'.repeat((seq * 97) % 3000),
      });
      acknowledged.set(_id, seq);
      await counters.updateOne({ _id: writer }, { $inc: { n: 1 } }, { upsert: true });
      updates.set(writer, (updates.get(writer) ?? 0) + 1);
    }
  } catch (error) {
    // The server is gone; whatever was not answered may or may not be stored.
    expect((error as Error).name).toMatch(/Network|ServerSelection|PoolCleared|PoolClosed/);
  }
}

async function check(acknowledged: Map<string, number>, updates: Map<number, number>): Promise<void> {
  const url = await startServer();
  const client = await new MongoClient(url).connect();
  const documents = client.db().collection<Written>('written');
  const stored = await documents.find().toArray();
  const ids = new Set(stored.map(({ _id }) => _id));
  for (const id of acknowledged.keys()) expect(ids.has(id), `acknowledged ${id}`).toBe(true);
  for (let writer = 0; writer < writers; writer += 1) {
    const through = await documents
      .find({ tags: `w${writer}` })
      .hint('tags_1_seq_1')
      .toArray();
    expect(through.length).toBe(stored.filter((one) => one.writer === writer).length);
    const counter = await client
      .db()
      .collection<{ _id: number; n: number }>('counters')
      .findOne({ _id: writer });
    // At most one update a round was stored and not answered.
    expect(counter?.n ?? 0).toBeGreaterThanOrEqual(updates.get(writer) ?? 0);
    updates.set(writer, counter?.n ?? 0);
  }
  await client.close();
  await killServer();
}

async function startServer(): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'document-server.ts'), file, socketPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return line.toString().trim();
}

async function killServer(): Promise<void> {
  const child = running!;
  running = null;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

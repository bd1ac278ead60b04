/**
 * One document inserted, and one found by its `_id`, by the driver through the embedded document server; beside
 * it the same driver on a bare socket that answers at once and stores nothing. Both in threads of their own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Collection, MongoClient } from 'mongodb';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import type { BenchRow } from './row.ts';

interface Item {
  _id: string;
  unit: string;
  period: string;
  values: Record<string, string>;
  history: { seq: number; at: Date; actor: string }[];
}

/** About 1 KB, as a small case is. */
function itemOf(id: string): Item {
  return {
    _id: id,
    unit: 'xa-phong-thanh',
    period: '2025-01',
    values: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`field-${i}`, String(i * 37)])),
    history: Array.from({ length: 5 }, (_, seq) => ({ seq, at: new Date(seq), actor: 'account-1' })),
  };
}

const stored = 20_000;
const measured = 4000;
const atOnce = 8;

/** Inserts a second, acknowledged on the disk, 8 at a time. */
export async function documentInsert(): Promise<BenchRow[]> {
  let next = 0;
  const insert = (items: Collection<Item>): Promise<unknown> => {
    next += 1;
    return items.insertOne(itemOf(`insert-${next}`));
  };
  return compare('document-insert', insert);
}

/** Finds a second among 20,000 documents, 8 at a time. */
export async function documentFind(): Promise<BenchRow[]> {
  let next = 0;
  const find = (items: Collection<Item>): Promise<unknown> => {
    next = (next + 7919) % stored;
    return items.findOne({ _id: `item-${next}` });
  };
  return compare('document-find', find);
}

async function compare(
  name: string,
  act: (items: Collection<Item>) => Promise<unknown>,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startDocumentServer({
    file: join(folder, 'd.db'),
    socketPath: join(folder, 'd.sock'),
  });
  const bare = await startBareSocket(join(folder, 'b.sock'));
  const clients = await Promise.all(
    [server.url, bare.url].map((url) =>
      new MongoClient(url, { maxPoolSize: atOnce, minPoolSize: atOnce }).connect(),
    ),
  );
  const [ours, theirs] = clients.map((client) => client.db().collection<Item>('items')) as [
    Collection<Item>,
    Collection<Item>,
  ];
  for (let at = 0; at < stored; at += 1000)
    await ours.insertMany(Array.from({ length: 1000 }, (_, i) => itemOf(`item-${at + i}`)));
  await rate(ours, act);
  await rate(theirs, act);
  const rates = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < 5; round += 1) {
    rates.ours.push(await rate(ours, act));
    rates.theirs.push(await rate(theirs, act));
  }
  await Promise.all(clients.map((client) => client.close()));
  await server.close();
  await bare.close();
  rmSync(folder, { recursive: true });
  const value = median(rates.ours);
  const peer = median(rates.theirs);
  return [
    {
      name,
      value: Math.round(value),
      unit: '1/s',
      beside: { name: 'bare socket', value: Math.round(peer) },
      ratio: Number((value / peer).toFixed(3)),
    },
  ];
}

async function rate(
  items: Collection<Item>,
  act: (items: Collection<Item>) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  let begun = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (begun < measured) {
        begun += 1;
        await act(items);
      }
    }),
  );
  return (measured * 1000) / (performance.now() - started);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function startBareSocket(path: string): Promise<{ url: string; close(): Promise<unknown> }> {
  const worker = new Worker(new URL('./bare-socket.ts', import.meta.url), { workerData: { path } });
  const url = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { url, close: () => worker.terminate() };
}

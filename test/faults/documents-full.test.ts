import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'full-'));
const script = join(import.meta.dirname, 'document-server.ts');
const command = [process.execPath, script, join(folder, 'd.db'), join(folder, 'd.sock')].join(' ');
let running: ChildProcess | null = null;
afterAll(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Item {
  _id: number;
  filler: string;
  tag: string;
}

/** Starts a server whose files may not grow beyond so many blocks of 1 KB, as on a full disk. */
async function start(blocks: number | 'unlimited'): Promise<MongoClient> {
  running = spawn('bash', ['-c', `ulimit -f ${blocks}; exec ${command}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(running.stdout!, 'data')) as [Buffer];
  return new MongoClient(line.toString().trim()).connect();
}

async function kill(): Promise<void> {
  const gone = once(running!, 'exit');
  running!.kill('SIGKILL');
  await gone;
  running = null;
}

describe('a disk that is full', () => {
  it('refuses writes, goes on reading, and keeps what it acknowledged', async () => {
    const client = await start(3000);
    const items = client.db().collection<Item>('items');
    await items.createIndex({ tag: 1 });
    const acknowledged: number[] = [];
    const refusals: string[] = [];
    for (let _id = 0; _id < 3000 && refusals.length < 10; _id += 1)
      try {
        await items.insertOne({ _id, filler: 'x'.repeat(2000), tag: `t${_id % 7}` });
        acknowledged.push(_id);
      } catch (error) {
        refusals.push((error as Error).message);
      }
    expect(refusals).toHaveLength(10);
    expect(new Set(refusals.map((one) => one.split(':')[0]))).toEqual(new Set(['nothing was written']));
    expect(await items.countDocuments()).toBe(acknowledged.length);
    expect(await items.countDocuments({ tag: 't3' })).toBe(
      acknowledged.filter((one) => one % 7 === 3).length,
    );
    await client.close(true);
    await kill();

    const again = await start('unlimited');
    const kept = again.db().collection<Item>('items');
    const ids = (
      await kept
        .find({}, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .toArray()
    ).map(({ _id }) => _id);
    expect(ids).toEqual(acknowledged);
    await kept.insertOne({ _id: 9999, filler: '', tag: 't0' });
    await again.close();
    await kill();
  });
});

import { describe, expect, it } from 'vitest';
import { memoryBatches } from '../../../engine/adapters/memory/batch-store.ts';
import { type Batches, batchId, createBatches } from '../../../engine/app/batches.ts';
import type { Ports } from '../../../engine/app/ports.ts';
import type { Batch } from '../../../engine/model/batch.ts';
import type { WakeJob } from '../../../engine/model/job.ts';

const batch: Batch = {
  _id: 'migration-1',
  format: 1,
  kind: 'migration',
  plan: {},
  state: 'running',
  by: 'an',
  at: '2025-01-20T01:00:00.000Z',
  total: 5,
  done: 0,
  cursor: null,
  counts: {},
  revision: 1,
};

/** Batches over a store in memory, counting up to five and dying where told. */
function counting(store = memoryBatches()) {
  const jobs: WakeJob[] = [];
  const seen: number[] = [];
  let diesAt: number | null = null;
  const ports = {
    batches: store,
    queue: { add: async (added: { job: WakeJob }[]) => void jobs.push(...added.map(({ job }) => job)) },
    time: { epoch: () => 0 },
    log: { warn: () => {} },
  } as unknown as Ports;
  const batches: Batches = createBatches(ports);
  batches.add('migration', {
    async slice(current) {
      const n = current.done + 1;
      seen.push(n);
      if (n === diesAt) throw new Error('killed');
      return { ...current, done: n, cursor: String(n), state: n === 5 ? 'done' : current.state };
    },
  });
  return { batches, store, jobs, seen, dieAt: (n: number | null) => (diesAt = n) };
}

describe('a batch', () => {
  it('is run slice by slice until it is at rest', async () => {
    const { batches, store, jobs, seen } = counting();
    expect(await batches.start(batch, 0)).toBe(true);
    expect(jobs).toMatchObject([{ record: 'batch', id: 'migration-1' }]);
    await batches.advance('migration-1');
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(await store.load('migration-1')).toMatchObject({ state: 'done', done: 5, revision: 6 });
    await batches.advance('migration-1');
    expect(seen).toHaveLength(5);
    expect(await batches.sweep()).toBe(0);
  });

  it('goes on after a crash from where it was saved, found by the sweep alone', async () => {
    const { batches, jobs, seen, dieAt } = counting();
    await batches.start(batch, 0);
    jobs.length = 0;
    dieAt(3);
    await expect(batches.advance('migration-1')).rejects.toThrow('killed');
    dieAt(null);
    expect(await batches.sweep()).toBe(1);
    await batches.advance(jobs[0]!.id);
    expect(seen).toEqual([1, 2, 3, 3, 4, 5]);
  });

  it('is worked on by one process: the other stops quietly', async () => {
    const { batches, store } = counting();
    await batches.start(batch, 0);
    const other = counting(store);
    await Promise.all([batches.advance('migration-1'), other.batches.advance('migration-1')]);
    expect(await store.load('migration-1')).toMatchObject({ state: 'done', done: 5, revision: 6 });
  });

  it('is not started on top of another change', async () => {
    const { batches } = counting();
    await batches.start(batch, 0);
    expect(await batches.start({ ...batch, revision: 3 }, 2)).toBe(false);
  });

  it('of an unknown kind is a broken promise', async () => {
    const { batches, store } = counting();
    await store.save({ ...batch, _id: 'r-1', kind: 'reorganisation' }, 0);
    await expect(batches.advance('r-1')).rejects.toThrow('reorganisation');
    expect(() => batches.add('migration', { slice: async (one) => one })).toThrow('migration');
  });

  it('has an id that sorts by time', () => {
    const ids = ['2025-01-20T01:00:00.000Z', '2025-01-20T01:00:00.001Z'].map((at) =>
      batchId('migration', at, 'zzzzzzzzzz'),
    );
    expect(ids[0]).toBe('migration-20250120010000000-zzzzzzzz');
    expect(ids[0]! < ids[1]!).toBe(true);
  });
});

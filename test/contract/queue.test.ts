import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker as Thread } from 'node:worker_threads';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpenQueue, openQueue, type QueueConnection } from '../../engine/adapters/bullmq/index.ts';
import { openQueueDatabase } from '../../engine/adapters/embedded/queue/index.ts';
import type { WakeJob } from '../../engine/model/job.ts';
import type { WakeHandlers } from '../../engine/ports/wake-queue.ts';
import { startWorkers, type Workers, type WorkersOptions } from '../../workers/index.ts';
import { startRedis, withoutRedis } from '../redis.ts';

/** How long is waited for what comes, also on a busy machine. */
const patience = { timeout: 120_000, interval: 50 };

/** A backend under test. */
interface Backend {
  connection: QueueConnection;
  /** Loses everything at once, the workers still running. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

interface Failure {
  job: string;
  data: unknown;
  error: Error;
}

async function onRedis(): Promise<Backend> {
  const redis = await startRedis();
  const client = new Redis(redis.url.replace('unix://', ''));
  return {
    connection: { redisUrl: redis.url },
    wipe: async () => {
      await client.flushall();
    },
    stop: async () => {
      client.disconnect();
      await redis.stop();
    },
  };
}

async function embedded(): Promise<Backend> {
  const database = await openQueueDatabase();
  return {
    connection: { pool: database.pool },
    wipe: async () => {
      const { rows } = await database.pool.query<{ tablename: string }>(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
      );
      await database.pool.query(`TRUNCATE ${rows.map((row) => `bullmq.${row.tablename}`).join(', ')}`);
    },
    stop: () => database.close(),
  };
}

const job = (id: string, at = '2025-01-20T01:00:00.000Z', epoch = 0): WakeJob => ({
  v: 1,
  record: 'case',
  id: `campaign.entry.${id}.2025-01.1`,
  at,
  epoch,
});

describe.each([
  { name: 'embedded', start: embedded, left: false },
  { name: 'Redis', start: onRedis, left: withoutRedis },
])('the queue, $name', ({ start, left }) => {
  if (left) {
    it.skip('needs redis-server');
    return;
  }

  let backend: Backend;
  let queue: OpenQueue;
  const running: Workers[] = [];
  const errors: Error[] = [];

  beforeAll(async () => {
    backend = await start();
    queue = await openQueue(backend.connection, { onError: (error) => errors.push(error) });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((workers) => workers.close()));
    await backend.wipe();
    expect(errors.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await queue.close();
    await backend.stop();
  });

  /** Workers that note what they are asked to do, unless told otherwise. */
  async function work(handlers: Partial<WakeHandlers> = {}, options: WorkersOptions = {}) {
    const woken: WakeJob[] = [];
    const swept: boolean[] = [];
    const failures: Failure[] = [];
    const workers = await startWorkers(
      queue,
      {
        wake: async (one) => {
          woken.push(one);
        },
        deliver: async () => {},
        sweep: async (full) => {
          swept.push(full);
        },
        failed: async (name, data, error) => {
          failures.push({ job: name, data, error });
        },
        ...handlers,
      },
      { sweepEverySeconds: 1, onError: (error) => errors.push(error), ...options },
    );
    running.push(workers);
    return { woken, swept, failures, workers };
  }

  it('starts a delayed job at its time, not before', async () => {
    const started = new Map<string, number>();
    await work({
      wake: async (one) => {
        started.set(one.id, Date.now());
      },
    });
    const now = Date.now();
    const later = job('later');
    const soon = job('soon');
    const atOnce = job('at-once');
    await queue.add([
      { job: later, delayMs: 900 },
      { job: soon, delayMs: 300 },
      { job: atOnce, delayMs: 0 },
    ]);
    await vi.waitFor(() => expect(started.size).toBe(3), patience);
    expect(started.get(soon.id)! - now).toBeGreaterThanOrEqual(300);
    expect(started.get(later.id)! - now).toBeGreaterThanOrEqual(900);
  });

  it('hands back what was put in', async () => {
    const { woken } = await work();
    const campaign: WakeJob = {
      v: 1,
      record: 'campaign',
      id: 'phong-trao',
      at: '2025-02-19T23:00:00.000Z',
      epoch: 7,
    };
    await queue.add([{ job: campaign, delayMs: 0 }]);
    await vi.waitFor(() => expect(woken).toEqual([campaign]), patience);
  });

  it('takes the same id twice as one job, and different times, epochs or records as different ones', async () => {
    const one = job('one');
    await queue.add([
      { job: one, delayMs: 200 },
      { job: one, delayMs: 200 },
    ]);
    await queue.add([{ job: one, delayMs: 0 }]);
    await queue.add([
      { job: job('one', '2025-01-20T02:00:00.000Z'), delayMs: 0 },
      { job: job('one', one.at, 1), delayMs: 0 },
      { job: { ...one, record: 'campaign' }, delayMs: 0 },
    ]);
    const { woken } = await work();
    await vi.waitFor(() => expect(woken.length).toBe(4), patience);
    await sleep(500);
    expect(woken.length).toBe(4);
  });

  it('takes an id again once its job is done', async () => {
    const { woken } = await work();
    for (const times of [1, 2, 3]) {
      // Done is a moment after its handler has returned: until then the id is not taken.
      await vi.waitFor(async () => {
        await queue.add([{ job: job('again'), delayMs: 0 }]);
        expect(woken.length).toBeGreaterThanOrEqual(times);
      }, patience);
    }
  });

  it('adds 2,000 jobs in one go and runs each once', async () => {
    const { woken } = await work();
    const jobs = Array.from({ length: 2_000 }, (_, n) => ({ job: job(`bulk-${n}`), delayMs: n % 50 }));
    await queue.add(jobs);
    await vi.waitFor(() => expect(woken.length).toBeGreaterThanOrEqual(2_000), patience);
    await sleep(300);
    expect(woken.length).toBe(2_000);
    expect(new Set(woken.map((one) => one.id)).size).toBe(2_000);
  });

  it('tries a failing job again', async () => {
    let tries = 0;
    const { failures } = await work({
      wake: async () => {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
      },
    });
    await queue.add([{ job: job('flaky'), delayMs: 0 }]);
    await vi.waitFor(() => expect(tries).toBe(3), patience);
    await sleep(300);
    expect(failures).toEqual([]);
  });

  it('records a job that fails for good, and takes its id again', async () => {
    let tries = 0;
    const { failures } = await work({
      wake: async () => {
        tries += 1;
        throw new Error(`failed ${tries}`);
      },
    });
    const doomed = job('doomed');
    await queue.add([{ job: doomed, delayMs: 0 }]);
    await vi.waitFor(() => expect(failures.length).toBe(1), patience);
    expect(tries).toBe(5);
    expect(failures[0]).toMatchObject({
      job: 'wakes/c-campaign_entry_doomed_2025-01_1-1737334800000-0',
      data: doomed,
      error: { message: 'failed 5' },
    });
    await queue.add([{ job: doomed, delayMs: 0 }]);
    await vi.waitFor(() => expect(tries).toBe(6), patience);
  });

  it('does not try again what says that it cannot be mended, and records the error itself', async () => {
    const hopeless = Object.assign(new TypeError('never'), { retryable: false });
    let tries = 0;
    const { failures } = await work({
      wake: async () => {
        tries += 1;
        throw hopeless;
      },
    });
    await queue.add([{ job: job('hopeless'), delayMs: 0 }]);
    await vi.waitFor(() => expect(failures.length).toBe(1), patience);
    await sleep(1_500);
    expect(tries).toBe(1);
    expect(failures[0]!.error).toBe(hopeless);
  });

  it('does not hand a job that it cannot read to the use case', async () => {
    const { woken, failures } = await work();
    await queue.add([{ job: { ...job('odd'), v: 2 } as unknown as WakeJob, delayMs: 0 }]);
    await vi.waitFor(() => expect(failures.length).toBe(1), patience);
    expect(failures[0]!.error.message).toContain('v = 2');
    expect(woken).toEqual([]);
  });

  describe('deliveries', () => {
    it('run once for many requests, and once more for those that came while it ran', async () => {
      let runs = 0;
      let release = () => {};
      await work({
        deliver: async () => {
          runs += 1;
          if (runs === 1)
            await new Promise<void>((resolve) => {
              release = resolve;
            });
        },
      });
      await queue.deliver();
      await vi.waitFor(() => expect(runs).toBe(1), patience);
      for (let n = 0; n < 50; n += 1) await queue.deliver();
      release();
      await vi.waitFor(() => expect(runs).toBe(2), patience);
      await sleep(500);
      expect(runs).toBe(2);
      await queue.deliver();
      await vi.waitFor(() => expect(runs).toBe(3), patience);
    });
  });

  describe('sweeps', () => {
    it('the first is full and sets the marker, the next are not', async () => {
      expect(await queue.hasMarker()).toBe(false);
      const { swept } = await work();
      await vi.waitFor(() => expect(swept.length).toBeGreaterThanOrEqual(3), patience);
      expect(swept[0]).toBe(true);
      expect(swept.slice(1)).not.toContain(true);
      expect(await queue.hasMarker()).toBe(true);
    });

    it('a wiped queue has no marker, and is swept in full', async () => {
      const { swept } = await work();
      await vi.waitFor(() => expect(swept.length).toBeGreaterThanOrEqual(2), patience);
      await backend.wipe();
      expect(await queue.hasMarker()).toBe(false);
      const before = swept.length;
      await vi.waitFor(() => expect(swept.slice(before)).toContain(true), patience);
      await vi.waitFor(async () => expect(await queue.hasMarker()).toBe(true), patience);
    });

    it('a queue wiped during a full sweep is swept in full again', async () => {
      let fullSweeps = 0;
      await work({
        sweep: async (full) => {
          if (!full) return;
          fullSweeps += 1;
          if (fullSweeps === 1) {
            await backend.wipe();
            // As the use case does at its end.
            await queue.setMarker();
          }
        },
      });
      await vi.waitFor(() => expect(fullSweeps).toBe(2), patience);
      // Completing a job that was wiped is refused, and said.
      await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), patience);
      errors.splice(0);
    });

    it('a full sweep asked for during one is not lost', async () => {
      const swept: boolean[] = [];
      await work(
        {
          sweep: async (full) => {
            swept.push(full);
            if (swept.length === 1) await queue.requestSweep();
          },
        },
        { sweepEverySeconds: 60 },
      );
      await vi.waitFor(() => expect(swept).toEqual([true, true]), patience);
    });

    it('a full sweep asked for does not wait for the next one', async () => {
      const { swept } = await work({}, { sweepEverySeconds: 600 });
      await vi.waitFor(() => expect(swept).toEqual([true]), patience);
      await sleep(300);
      await queue.requestSweep();
      await vi.waitFor(() => expect(swept).toEqual([true, true]), patience);
    });

    it('one at a time, also with several processes', async () => {
      let atOnce = 0;
      let most = 0;
      let sweeps = 0;
      const sweep = async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        sweeps += 1;
        await sleep(300);
        atOnce -= 1;
      };
      await work({ sweep });
      await work({ sweep });
      await work({ sweep });
      await vi.waitFor(() => expect(sweeps).toBeGreaterThanOrEqual(5), patience);
      expect(most).toBe(1);
    });

    it('go on after one that failed', async () => {
      let sweeps = 0;
      const { failures } = await work({
        sweep: async () => {
          sweeps += 1;
          if (sweeps === 1) throw new Error('store away');
        },
      });
      await vi.waitFor(() => expect(sweeps).toBeGreaterThanOrEqual(3), patience);
      expect(failures.map((one) => one.error.message)).toEqual(['store away']);
      expect(await queue.hasMarker()).toBe(true);
    });
  });

  it('closing waits for the job under way and takes no other', async () => {
    let started = 0;
    let finished = 0;
    const { workers } = await work(
      {
        wake: async () => {
          started += 1;
          await sleep(500);
          finished += 1;
        },
      },
      { wakesAtOnce: 1 },
    );
    await queue.add([
      { job: job('first'), delayMs: 0 },
      { job: job('second'), delayMs: 0 },
    ]);
    await vi.waitFor(() => expect(started).toBe(1), patience);
    await workers.close();
    expect(finished).toBe(1);
    await sleep(700);
    expect(started).toBe(1);
    const { woken } = await work();
    await vi.waitFor(() => expect(woken.length).toBe(1), patience);
  });

  it('closing does not wait for ever', async () => {
    const stuck = Promise.withResolvers<void>();
    let started = 0;
    const { workers } = await work(
      {
        wake: () => {
          started += 1;
          return stuck.promise;
        },
      },
      { closeMs: 300 },
    );
    await queue.add([{ job: job('stuck'), delayMs: 0 }]);
    await vi.waitFor(() => expect(started).toBe(1), patience);
    await workers.close();
    stuck.resolve();
    // It has come to its end once its id is taken again.
    const { woken } = await work();
    await vi.waitFor(async () => {
      await queue.add([{ job: job('stuck'), delayMs: 0 }]);
      expect(woken.length).toBeGreaterThanOrEqual(1);
    }, patience);
  });
});

describe('an embedded queue whose thread dies', () => {
  it('begins empty and is swept in full', async () => {
    const posted = vi.spyOn(Thread.prototype, 'postMessage');
    const database = await openQueueDatabase();
    const queue = await openQueue({ pool: database.pool });
    const swept: boolean[] = [];
    const woken: string[] = [];
    const workers = await startWorkers(
      queue,
      {
        wake: async (one) => {
          woken.push(one.id);
        },
        deliver: async () => {},
        sweep: async (full) => {
          swept.push(full);
        },
        failed: async () => {},
      },
      { sweepEverySeconds: 1 },
    );
    await vi.waitFor(() => expect(swept.length).toBeGreaterThanOrEqual(2), patience);
    const before = swept.length;
    await (posted.mock.contexts.at(-1) as Thread).terminate();
    await vi.waitFor(() => expect(swept.slice(before)).toContain(true), patience);
    await queue.add([{ job: job('found'), delayMs: 300 }]);
    await vi.waitFor(() => expect(woken).toEqual([job('found').id]), patience);
    await workers.close();
    await queue.close();
    await database.close();
    posted.mockRestore();
  });
});

describe.skipIf(withoutRedis)('a Redis that goes away', () => {
  it('makes adding fail at once, and is swept in full when it is back, empty', async () => {
    const redis = await startRedis();
    const queue = await openQueue({ redisUrl: redis.url });
    const swept: boolean[] = [];
    const woken: string[] = [];
    const workers = await startWorkers(
      queue,
      {
        wake: async (one) => {
          woken.push(one.id);
        },
        deliver: async () => {},
        sweep: async (full) => {
          swept.push(full);
        },
        failed: async () => {},
      },
      { sweepEverySeconds: 1 },
    );
    await vi.waitFor(() => expect(swept.length).toBeGreaterThanOrEqual(2), patience);
    await redis.crash();
    await expect(queue.add([{ job: job('lost'), delayMs: 0 }])).rejects.toThrow();
    await expect(queue.deliver()).rejects.toThrow();
    const before = swept.length;
    await redis.restart();
    await vi.waitFor(() => expect(swept.slice(before)).toContain(true), patience);
    await queue.add([{ job: job('found'), delayMs: 0 }]);
    await vi.waitFor(() => expect(woken).toEqual([job('found').id]), patience);
    await workers.close();
    await queue.close();
    await redis.stop();
  });

  it('does not keep workers from closing', async () => {
    const redis = await startRedis();
    const queue = await openQueue({ redisUrl: redis.url });
    const workers = await startWorkers(
      queue,
      { wake: async () => {}, deliver: async () => {}, sweep: async () => {}, failed: async () => {} },
      { closeMs: 1_000 },
    );
    await redis.crash();
    await workers.close();
    await queue.close();
    await redis.stop();
  });

  it('that never was there is said, without the password', async () => {
    const opening = openQueue(
      { redisUrl: 'redis://thidua:secret@127.0.0.1:1/0' },
      { readyMs: 300, onError: () => {} },
    );
    await expect(opening).rejects.toThrow('The queue at redis://127.0.0.1:1/0 does not answer.');
  });
});

describe.skipIf(withoutRedis)('a worker that is killed', () => {
  it('leaves its job to another', async () => {
    const lockMs = 1_500;
    const redis = await startRedis();
    const queue = await openQueue({ redisUrl: redis.url });
    const silent = spawn(
      process.execPath,
      ['test/fixtures/queue/hanging-worker.ts', redis.url, String(lockMs)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await queue.add([{ job: job('owed'), delayMs: 0 }]);
    await once(silent.stdout, 'data');
    silent.kill('SIGKILL');
    const woken: string[] = [];
    const workers = await startWorkers(
      queue,
      {
        wake: async (one) => {
          woken.push(one.id);
        },
        deliver: async () => {},
        sweep: async () => {},
        failed: async () => {},
      },
      { lockMs },
    );
    await vi.waitFor(() => expect(woken).toEqual([job('owed').id]), patience);
    await workers.close();
    await queue.close();
    await redis.stop();
  });
});

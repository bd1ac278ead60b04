import { randomUUID } from 'node:crypto';
import { type IQueueBackend, type JobsOptions, Queue } from 'bullmq';
import type { WakeQueue } from '../../ports/wake-queue.ts';
import { backendOf, printable, type QueueConnection } from './connection.ts';
import { wakeJobId } from './wake-job-id.ts';

/** How the queues are opened. */
export interface QueueOptions {
  /** Before every key in Redis; braces keep the keys of a queue together in a cluster. Default `{thidua}`. */
  prefix?: string;
  /** Milliseconds to wait for the backend before giving up. Default 10,000. */
  readyMs?: number;
  /** Hears of lost connections. */
  onError?(error: Error): void;
}

/** The queue as the adapter offers it: the port, and what the workers need. */
export interface OpenQueue extends WakeQueue {
  connection: QueueConnection;
  prefix: string;
  /** Asks for a full sweep as soon as possible, also when one is running: that one may have begun too early. */
  requestSweep(): Promise<void>;
  /** Sees to it that a sweep is waiting; it starts after the delay unless one waits already. */
  ensureSweep(delayMs: number): Promise<void>;
  /** Begins a sweep, and says whether it must be full. `setMarker` then marks what was asked for until now. */
  beginSweep(): Promise<{ full: boolean }>;
}

/** The names of the queues. */
export const queueNames = { wakes: 'wakes', deliveries: 'deliveries', sweeps: 'sweeps' } as const;

/**
 * BullMQ silently ignores an id that still exists in any state, so nothing may stay behind. A job that failed
 * is tried again after 1, 2, 4 and 8 seconds, spread so that those that failed together do not return together.
 */
const retried: JobsOptions = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
};

/** A sweep that failed is not tried again: the next one comes anyway. */
const once: JobsOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** Jobs sent in one round trip. */
const bulk = 1_000;
const sweepId = 'sweep';

/** The last request for a full sweep, and the request that the last full sweep answered. */
const requested = 'thidua-sweep-requested';
const answered = 'thidua-sweep-answered';

/** Opens the queues on either backend. Rejects when the backend does not answer in time. */
export async function openQueue(connection: QueueConnection, options: QueueOptions = {}): Promise<OpenQueue> {
  const { prefix = '{thidua}', readyMs = 10_000, onError = () => {} } = options;
  const { connection: address, factory, giveUp } = backendOf(connection, 'add');
  const open = (name: string) =>
    new Queue<unknown, void, string, unknown, void, string, IQueueBackend, unknown>(
      name,
      { connection: address, prefix, streams: { events: { maxLen: 100 } } },
      factory,
    ).on('error', onError);
  const wakes = open(queueNames.wakes);
  const deliveries = open(queueNames.deliveries);
  const sweeps = open(queueNames.sweeps);
  const all = [wakes, deliveries, sweeps];

  // The marker lies in the queue of the wakes itself, so that whatever wipes the one wipes the other. It names
  // the request it answers: when the queue was wiped during a full sweep, that sweep answers nobody.
  const marks = wakes.backend;
  let begun: string | undefined;

  async function currentRequest(): Promise<string> {
    const current = await marks.getQueueMetaField(requested);
    if (current) return current;
    const fresh = randomUUID();
    await marks.setQueueMeta({ [requested]: fresh });
    return fresh;
  }

  async function hasMarker(): Promise<boolean> {
    const [request, answer] = await marks.getQueueMetaFields([requested, answered]);
    return Boolean(answer) && answer === request;
  }

  async function ensureSweep(delayMs: number): Promise<void> {
    await sweeps.add(sweepId, {}, { ...once, jobId: sweepId, delay: delayMs });
  }

  async function close(): Promise<void> {
    giveUp();
    // A Redis that is away cannot be taken leave of; that is no reason to stay.
    await Promise.allSettled(all.map((queue) => queue.close()));
  }

  const ready = Promise.all(all.map((queue) => queue.waitUntilReady())).then(currentRequest);
  try {
    await inTime(ready, readyMs, `The queue at ${printable(connection)} does not answer.`);
  } catch (error) {
    ready.catch(() => {});
    await close();
    throw error;
  }

  return {
    connection,
    prefix,
    async add(jobs) {
      for (let from = 0; from < jobs.length; from += bulk) {
        await wakes.addBulk(
          jobs.slice(from, from + bulk).map(({ job, delayMs }) => ({
            name: job.record,
            data: job,
            opts: {
              ...retried,
              jobId: wakeJobId(job),
              delay: Math.max(0, Math.ceil(delayMs)),
              // Somebody watches how a batch comes along: it does not wait behind thousands of wakes.
              ...(job.record === 'batch' ? { lifo: true } : {}),
            },
          })),
        );
      }
    },
    async deliver() {
      // One waits at most; one more when the running one may have looked too early.
      await deliveries.add(
        'deliver',
        {},
        { ...retried, deduplication: { id: 'deliver', keepLastIfActive: true } },
      );
    },
    hasMarker,
    async setMarker() {
      await marks.setQueueMeta({ [answered]: begun ?? (await currentRequest()) });
    },
    async requestSweep() {
      await marks.setQueueMeta({ [requested]: randomUUID() });
      await ensureSweep(0);
      const waiting = await sweeps.getJob(sweepId);
      // It may start, and be gone, between one look and the next.
      if (await waiting?.isDelayed()) await waiting?.promote().catch(() => {});
    },
    ensureSweep,
    async beginSweep() {
      begun = await currentRequest();
      return { full: !(await hasMarker()) };
    },
    close,
  };
}

async function inTime<T>(promise: Promise<T>, ms: number, sentence: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

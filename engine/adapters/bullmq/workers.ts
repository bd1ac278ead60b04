import { type IQueueBackend, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { QueueProcessors } from '../../ports/wake-queue.ts';
import { backendOf } from './connection.ts';
import { type OpenQueue, queueNames } from './queue.ts';

/** How the workers run. */
export interface WorkersOptions {
  /** Seconds from the end of one sweep to the next. Default 15. */
  sweepEverySeconds?: number;
  /** Wakes worked on at the same time. Default 10. */
  wakesAtOnce?: number;
  /** Milliseconds after which a job whose worker has gone silent is given to another. Default 15,000. */
  lockMs?: number;
  /** Milliseconds that `close` waits for jobs under way. Default 8,000. */
  closeMs?: number;
  /** Hears of lost connections and of failures that could not be recorded. */
  onError?(error: Error): void;
}

/** Workers under way. */
export interface Workers {
  /** Takes no new job and waits for those under way. The queue stays open. */
  close(): Promise<void>;
}

/**
 * Starts one worker a queue, and asks for a full sweep. There is at most one sweep at a time over all
 * processes, since it is one job with one id; each process sees to it that this job never stays away.
 */
export async function startWorkers(
  queue: OpenQueue,
  processors: QueueProcessors,
  options: WorkersOptions = {},
): Promise<Workers> {
  const { lockMs = 15_000, closeMs = 8_000, onError = () => {} } = options;
  const sweepEveryMs = (options.sweepEverySeconds ?? 15) * 1_000;
  const { connection: address, factory, giveUp } = backendOf(queue.connection, 'work');
  const underWay = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;

  /** Lets something run beside the job that caused it, to be waited for by `close`. */
  function beside(work: Promise<void>): void {
    const settled = work.catch((error: Error) => onError(error)).finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  function work(name: string, concurrency: number, run: (job: Job) => Promise<void>) {
    const worker = new Worker<unknown, void, string, IQueueBackend, never, unknown>(
      name,
      async (job) => {
        try {
          await run(job);
        } catch (error) {
          throw retryable(error) ? error : unrecoverable(error);
        }
      },
      {
        connection: address,
        prefix: queue.prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: Math.ceil(lockMs / 3),
        // A job that was under way in each of many crashes is still owed.
        maxStalledCount: 1_000_000,
      },
      factory,
    );
    worker.on('error', onError);
    worker.on('failed', (job, error) => {
      if (!job || !isFinal(job, error)) return;
      const cause = error instanceof UnrecoverableError && error.cause instanceof Error ? error.cause : error;
      beside(processors.failed(`${name}/${job.id}`, job.data, cause));
    });
    return worker;
  }

  const wakes = work(queueNames.wakes, options.wakesAtOnce ?? 10, (job) => processors.wakes(job.data));
  const deliveries = work(queueNames.deliveries, 1, (job) => processors.deliveries(job.data));
  const sweeps = work(queueNames.sweeps, 1, async () => {
    const { full } = await queue.beginSweep();
    await processors.sweeps({ full });
    await queue.setMarker();
  });
  sweeps.on('completed', () => {
    // Without the marker somebody asked for a full sweep while this one ran.
    beside(queue.hasMarker().then((marked) => queue.ensureSweep(marked ? sweepEveryMs : 0)));
  });

  // The chain above breaks when a sweep fails or the queue is wiped; this takes it up again.
  const watch = setInterval(() => beside(queue.ensureSweep(0)), sweepEveryMs);
  await Promise.all([wakes, deliveries, sweeps].map((worker) => worker.waitUntilReady()));
  await queue.requestSweep();

  async function stop(): Promise<void> {
    clearInterval(watch);
    giveUp();
    const graceful = Promise.all([wakes, deliveries, sweeps].map((worker) => worker.close()));
    graceful.catch(onError);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeMs);
    });
    await Promise.race([Promise.allSettled([graceful]), late]);
    clearTimeout(timer);
    await Promise.allSettled([...underWay]);
  }

  return {
    close() {
      closing ??= stop();
      return closing;
    },
  };
}

/** Everything is tried again except what says of itself that it would fail again. */
function retryable(error: unknown): boolean {
  return (error as { retryable?: unknown } | null)?.retryable !== false;
}

function unrecoverable(error: unknown): UnrecoverableError {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new UnrecoverableError(message), { cause: error });
}

function isFinal(job: Job, error: Error): boolean {
  return error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
}

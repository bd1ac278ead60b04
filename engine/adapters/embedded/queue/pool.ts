import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PostgresConnectionOptions, PostgresPoolConfig } from 'bullmq';
import type { DatabaseFailure, Query, ThreadMessage } from './messages.ts';

/** What BullMQ's PostgreSQL backend takes for a `pg.Pool`. */
export type Pool = Exclude<PostgresConnectionOptions, string | PostgresPoolConfig>;

/** The queue database and how to stop it. */
export interface QueueDatabase {
  pool: Pool;
  close(): Promise<void>;
}

type Client = Awaited<ReturnType<Pool['connect']>> & EventEmitter;
type Answer = { rows: unknown[]; rowCount: number };

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

// As TypeScript in the sources, as JavaScript in the installed package.
const threadFile = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/**
 * Opens an empty queue database in memory, in a thread of its own, and gives it as a pool. It holds nothing
 * that the record does not: with the process it goes, and the sweep at the next start fills it again. If its
 * thread dies, the sessions are told, an empty one takes its place, and the missing marker brings a full sweep.
 */
export async function openQueueDatabase(): Promise<QueueDatabase> {
  const waiting = new Map<number, Waiting>();
  const clients = new Set<Client>();
  let lastId = 0;
  let closed = false;
  let thread = start();

  function start(): { worker: Worker; ready: Promise<void> } {
    const worker = new Worker(threadFile, {
      name: 'queue-database',
      // The buffers of the protocol are short-lived; kept longer they cost 150 MB.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    const ready = new Promise<void>((resolve, reject) => {
      let cause: unknown;
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'ready') resolve();
        else hear(message);
      });
      worker.on('error', (error) => {
        cause = error;
      });
      worker.on('exit', () => {
        const lost = new Error('The queue database stopped.', { cause });
        reject(lost);
        if (!closed) replace(lost);
      });
    });
    // Whoever asks next hears of it; nobody may be asking now.
    ready.catch(() => {});
    return { worker, ready };
  }

  function hear(message: Exclude<ThreadMessage, { kind: 'ready' }>): void {
    if (message.kind === 'notification') {
      for (const client of clients) client.emit('notification', message);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'rows') asked?.resolve({ rows: message.rows, rowCount: message.rowCount });
    else asked?.reject(asError(message.failure));
  }

  function replace(lost: Error): void {
    rejectAll(lost);
    thread = start();
    for (const client of [...clients]) if (client.listenerCount('error') > 0) client.emit('error', lost);
  }

  function rejectAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  async function query<R>(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }> {
    if (closed) throw new Error('The queue database is closed.');
    // All share the one session that PGlite has.
    if (/^\s*(begin|start\s+transaction)\b/i.test(text))
      throw new Error('The queue database has one session and offers no transactions.');
    const { worker, ready } = thread;
    await ready;
    lastId += 1;
    const asked: Query = { id: lastId, text, ...(params ? { params } : {}) };
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.postMessage(asked);
      waiting.set(asked.id, { resolve, reject });
    });
    return answer as { rows: R[]; rowCount: number };
  }

  async function connect(): Promise<Client> {
    const client: Client = Object.assign(new EventEmitter(), {
      query,
      release: () => {
        clients.delete(client);
      },
    });
    clients.add(client);
    return client;
  }

  async function close(): Promise<void> {
    closed = true;
    await thread.worker.terminate();
    rejectAll(new Error('The queue database is closed.'));
  }

  await thread.ready;
  // Every queue and worker listens for errors of the pool.
  const pool: Pool = Object.assign(new EventEmitter().setMaxListeners(0), {
    // Tells BullMQ that a lost session is noticed at once, so that idle workers need not ask every ten seconds.
    options: { keepAlive: true },
    query,
    connect,
    end: close,
  });
  return { pool, close };
}

function asError({ message, code, detail }: DatabaseFailure): Error {
  return Object.assign(new Error(message), { code, detail });
}

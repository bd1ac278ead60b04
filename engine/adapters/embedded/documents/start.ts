import { Worker } from 'node:worker_threads';
import type { DocumentServerOptions, DocumentServerStats } from './run.ts';
import type { ThreadMessage, ThreadRequest } from './server-thread.ts';

/** A document server in a thread of its own. */
export interface DocumentServer {
  /** The address for the driver and Mongoose. */
  url: string;
  stats(): Promise<DocumentServerStats>;
  /** Answers what has arrived, writes everything into the file and ends the thread. */
  close(): Promise<void>;
  /** Called when the thread ends without having been closed: nothing works after that. */
  onFailure(listener: (error: Error) => void): void;
}

/** Starts a document server in a thread of its own, since reading and writing its file blocks. */
export async function startDocumentServer(options: DocumentServerOptions): Promise<DocumentServer> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./server-thread.${extension}`, import.meta.url), {
    workerData: options,
  });
  const answers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners: ((error: Error) => void)[] = [];
  let lastId = 0;
  let closing = false;

  function fail(error: Error): void {
    for (const { reject } of answers.values()) reject(error);
    answers.clear();
    if (!closing) for (const listener of listeners) listener(error);
  }

  const url = await new Promise<string>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the document server ended before it was ready')));
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'ready') resolve(message.url);
      else if (message.kind === 'failed') reject(new Error(message.message));
      else {
        answers.get(message.id)?.resolve(message.value);
        answers.delete(message.id);
      }
    });
  });
  worker.removeAllListeners('error');
  worker.removeAllListeners('exit');
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the document server ended')));

  function request(ask: ThreadRequest['ask']): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      answers.set(id, { resolve, reject });
      worker.postMessage({ ask, id } satisfies ThreadRequest);
    });
  }

  return {
    url,
    stats: () => request('stats') as Promise<DocumentServerStats>,
    async close() {
      if (closing) return;
      closing = true;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await request('close');
      await ended;
    },
    onFailure: (listener) => listeners.push(listener),
  };
}

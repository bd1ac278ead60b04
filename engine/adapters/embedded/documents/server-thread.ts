import { parentPort, workerData } from 'node:worker_threads';
import { type DocumentServerOptions, runDocumentServer } from './run.ts';

/** What the starting thread asks of this one. */
export type ThreadRequest = { ask: 'stats'; id: number } | { ask: 'close'; id: number };

/** What this thread says: once that it is ready or why not, then an answer to each request. */
export type ThreadMessage =
  | { kind: 'ready'; url: string }
  | { kind: 'failed'; message: string }
  | { kind: 'answer'; id: number; value: unknown };

const port = parentPort!;
const say = (message: ThreadMessage): void => port.postMessage(message);

try {
  const server = await runDocumentServer(workerData as DocumentServerOptions);
  port.on('message', async (request: ThreadRequest) => {
    if (request.ask === 'stats') return say({ kind: 'answer', id: request.id, value: server.stats() });
    await server.close();
    say({ kind: 'answer', id: request.id, value: null });
    port.close();
  });
  say({ kind: 'ready', url: server.url });
} catch (error) {
  say({ kind: 'failed', message: (error as Error).message });
  port.close();
}

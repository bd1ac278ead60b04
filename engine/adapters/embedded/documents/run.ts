import { createServer, type Server } from 'node:net';
import type { Context } from './commands/command.ts';
import { runCommand } from './commands/dispatch.ts';
import { openCursors } from './cursors.ts';
import { asCommandError, CommandError } from './errors/command-error.ts';
import { type Operation, openOperationLog } from './operations.ts';
import { prepareSocketPath, restrictSocket, socketUrl } from './socket-path.ts';
import type { Counters } from './store/counters.ts';
import { openStore } from './store/store.ts';
import { type Connection, openConnection } from './wire/connection.ts';
import { encodeReply } from './wire/reply.ts';
import type { Request } from './wire/request.ts';

/** Where the documents are kept and where the server listens. */
export interface DocumentServerOptions {
  /** The SQLite file; made when it is not there. */
  file: string;
  /** An absolute path ending in `.sock`, in a folder of ours alone. */
  socketPath: string;
}

/** What the server has done, and how its file is open. */
export interface DocumentServerStats {
  counters: Counters;
  /** The last operations, oldest first. */
  operations: Operation[];
  /** Asked of the open file: 2 is FULL. */
  synchronous: number;
  journalMode: string;
  connections: number;
  cursors: number;
}

/** A running server. */
export interface RunningServer {
  url: string;
  stats(): DocumentServerStats;
  /** Answers what has arrived, writes everything into the file and stops listening. */
  close(): Promise<void>;
}

/** So many requests at most share a transaction, and so long at most it stays open, in ms. */
const batchLimit = 512;
const batchMs = 10;

/** Runs a document server in this thread. It blocks the thread while it reads and writes. */
export async function runDocumentServer(options: DocumentServerOptions): Promise<RunningServer> {
  const { file, socketPath } = options;
  await prepareSocketPath(socketPath);
  const store = openStore(file);
  const cursors = openCursors();
  const operations = openOperationLog();
  const connections = new Set<Connection>();
  const startedAt = new Date();
  let waiting: { connection: Connection; request: Request }[] = [];
  let scheduled = false;
  let closing = false;
  let lastConnection = 0;

  const server = createServer({ noDelay: true }, (socket) => {
    lastConnection += 1;
    connections.add(
      openConnection(
        socket,
        lastConnection,
        (connection, request) => {
          if (closing) return;
          waiting.push({ connection, request });
          schedule();
        },
        (connection) => connections.delete(connection),
      ),
    );
  });
  try {
    await listen(server, socketPath);
  } catch (error) {
    store.close();
    throw error;
  }
  restrictSocket(socketPath);

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(answerWaiting);
  }

  /**
   * Answers what has arrived. Writes that arrived together share one transaction, and no answer leaves before
   * it is on the disk: one flush of the disk acknowledges them all.
   */
  function answerWaiting(): void {
    scheduled = false;
    const until = performance.now() + batchMs;
    const answered: { connection: Connection; request: Request; message: Buffer }[] = [];
    let fault: CommandError | null = null;
    let taken = 0;
    while (taken < waiting.length && taken < batchLimit && !fault) {
      const { connection, request } = waiting[taken]!;
      taken += 1;
      const done = answer(connection, request);
      answered.push({ connection, request, message: done.message });
      fault = done.fault;
      if (performance.now() > until) break;
    }
    waiting = waiting.slice(taken);
    const lost = settle(fault);
    for (const { connection, request, message } of answered)
      if (!request.moreToCome) connection.send(lost ? encodeReply(request, lost.toReply()) : message);
    if (waiting.length > 0) schedule();
  }

  function answer(connection: Connection, request: Request): { message: Buffer; fault: CommandError | null } {
    try {
      const context: Omit<Context, 'database'> = {
        store,
        cursors,
        operations,
        connectionId: connection.id,
        sequences: request.sequences,
        startedAt,
      };
      refuseOldQueries(request);
      return { message: encodeReply(request, runCommand(context, request.body)), fault: null };
    } catch (error) {
      const refusal = asCommandError(error);
      const message = encodeReply(request, refusal.toReply());
      const halfDone = refusal.codeName === 'InternalError' && store.database.isOpen();
      return { message, fault: halfDone ? refusal : null };
    }
  }

  /** Commits; when that fails, or something broke half-way, nothing of the batch has happened. */
  function settle(fault: CommandError | null): CommandError | null {
    if (!store.database.isOpen()) return null;
    try {
      if (fault) throw fault;
      store.database.commit();
      store.counters.commits += 1;
      return null;
    } catch (error) {
      store.database.rollback();
      store.reload();
      const said = error instanceof Error ? error.message : String(error);
      return new CommandError('InternalError', `nothing was written: ${said}`);
    }
  }

  return {
    url: socketUrl(socketPath),
    stats: () => ({
      counters: { ...store.counters },
      operations: operations.recent(),
      ...store.database.settings(),
      connections: connections.size,
      cursors: cursors.count(),
    }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      while (waiting.length > 0) answerWaiting();
      closing = true;
      for (const connection of connections) connection.close();
      await closed;
      store.close();
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The old kind of message is only there to open a connection with. */
function refuseOldQueries({ reply, body }: Request): void {
  const name = Object.keys(body)[0] ?? '';
  if (reply === 'message' || ['hello', 'isMaster', 'ismaster'].includes(name)) return;
  throw new CommandError(
    'UnsupportedOpQueryCommand',
    `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
  );
}

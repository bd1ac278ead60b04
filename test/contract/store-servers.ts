import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';

/** A place the stores can be opened on. */
export interface StoreServer {
  name: string;
  start(): Promise<{ url: string; stop(): Promise<void> }>;
}

const embedded: StoreServer = {
  name: 'embedded: the document server in a thread',
  async start() {
    const folder = mkdtempSync(join(tmpdir(), 'stores-'));
    const server = await startDocumentServer({
      file: join(folder, 'documents.sqlite'),
      socketPath: join(folder, 'd.sock'),
    });
    return {
      url: server.url,
      async stop() {
        await server.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

const served: StoreServer = {
  name: 'served: the document server as its own process',
  async start() {
    const folder = mkdtempSync(join(tmpdir(), 'stores-'));
    const child = spawn(
      process.execPath,
      [
        resolve(import.meta.dirname, '../../bin/thidua.js'),
        'documents',
        '--listen',
        join(folder, 'd.sock'),
        '--data',
        join(folder, 'data'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return {
      url: line.toString().trim(),
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/**
 * Any other server, when `MONGODB_URL` names one; a database of its own is made there and dropped. FerretDB
 * 1.24.2 on SQLite answers all but three tests: it does not keep updates at the same time apart (two of them),
 * and its `$pull` takes whole values only, so that an outbox is not cleared there.
 */
const foreign: StoreServer = {
  name: 'foreign: the server MONGODB_URL names',
  async start() {
    const url = new URL(process.env['MONGODB_URL']!);
    url.pathname = `/thidua-${process.pid}-${Date.now()}`;
    return {
      url: url.href,
      async stop() {
        const { MongoClient } = await import('mongodb');
        const client = await new MongoClient(url.href).connect();
        await client.db().dropDatabase();
        await client.close();
      },
    };
  },
};

export const storeServers: StoreServer[] = process.env['MONGODB_URL']
  ? [embedded, served, foreign]
  : [embedded, served];

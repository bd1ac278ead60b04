import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { type DocumentServer, startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';

/** A document server in a thread, with a client, in a folder of its own. */
export interface Rig {
  server: DocumentServer;
  client: MongoClient;
  folder: string;
  file: string;
  socketPath: string;
  close(): Promise<void>;
}

/** Starts a server on an empty file. */
export async function openRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  const file = join(folder, 'documents.db');
  const socketPath = join(folder, 'd.sock');
  const server = await startDocumentServer({ file, socketPath });
  const client = await new MongoClient(server.url).connect();
  return {
    server,
    client,
    folder,
    file,
    socketPath,
    async close() {
      await client.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

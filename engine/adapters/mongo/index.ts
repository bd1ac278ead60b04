/**
 * The stores in Mongoose: the same code on the embedded document server and on MongoDB, only the address
 * differs. Start reading at `case-store.ts`; the indexes are in `models/models.ts`.
 */
import { type Connection, createConnection } from 'mongoose';
import { createBatchStore } from './batch-store.ts';
import { type CutHistory, createCaseStore, createContentStore } from './case-store.ts';
import { createDefinitionDraftStore } from './definition-draft-store.ts';
import { createDirectoryChangeStore } from './directory-change-store.ts';
import { createIndexes, createModels, type Models } from './models/models.ts';
import { createReservationStore } from './reservation-store.ts';
import { SessionStore } from './sessions.ts';
import {
  createAccountStore,
  createClockStore,
  createDefinitionStore,
  createDeliveries,
  createDirectoryStore,
  createDraftStore,
  createFailureStore,
  createMetaStore,
  createRecordStore,
} from './stores.ts';
import { createSubjectStore } from './subject-store.ts';

export type { Models } from './models/models.ts';
export { SessionStore } from './sessions.ts';

/** What the stores take from the pure core, so that this room needs no other. */
export interface StoreFunctions {
  cutHistory: CutHistory;
  foldText: (text: string) => string;
}

/** Every store over one connection. */
export type OpenedStores = Awaited<ReturnType<typeof openStores>>;

/**
 * Connects, makes the indexes, and gives every store. Where a replica set is there, a write is acknowledged by
 * the majority and lies in its journals.
 */
export async function openStores(url: string, functions: StoreFunctions) {
  const connection: Connection = await createConnection(url, {
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 10_000,
    writeConcern: { w: 'majority', j: true },
    readConcern: { level: 'majority' },
  }).asPromise();
  const models: Models = createModels(connection);
  await createIndexes(models);
  const sessions = new SessionStore(models);
  return {
    connection,
    models,
    sessions,
    cases: createCaseStore(models, functions.cutHistory),
    contents: createContentStore(models),
    definitions: createDefinitionStore(models),
    definitionDrafts: createDefinitionDraftStore(models),
    directory: createDirectoryStore(models),
    directoryChanges: createDirectoryChangeStore(models),
    subjects: createSubjectStore(models, functions.foldText),
    accounts: createAccountStore(models, functions.foldText),
    records: createRecordStore(models),
    drafts: createDraftStore(models),
    deliveries: createDeliveries(models),
    batches: createBatchStore(models),
    reservations: createReservationStore(models),
    clock: createClockStore(models),
    meta: createMetaStore(models),
    failures: createFailureStore(models),
    async close() {
      sessions.stop();
      await connection.close();
    },
  };
}

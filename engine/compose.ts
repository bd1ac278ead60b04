/**
 * Puts a process together: stores, queue, clock, files, mail and the use cases, embedded or served. Part of the
 * composition roots, so it may import everything.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OpenQueue, openQueue } from './adapters/bullmq/index.ts';
import {
  type DataFolder,
  FolderHeldError,
  openDataFolder,
  readRunning,
} from './adapters/embedded/data-folder.ts';
import { startDocumentServer } from './adapters/embedded/documents/index.ts';
import { openQueueDatabase } from './adapters/embedded/queue/index.ts';
import {
  createFileStore,
  folderBytes,
  gridFsBytes,
  unzipCampaign,
  zipCampaign,
} from './adapters/files/index.ts';
import { texts } from './adapters/handlebars/texts.ts';
import { createFolderMailer, createSmtpMailer } from './adapters/mail/index.ts';
import { type OpenedStores, openStores } from './adapters/mongo/index.ts';
import { demoClock, type ProcessClock, realClock } from './adapters/node/clock.ts';
import { hash } from './adapters/node/hash.ts';
import { ids } from './adapters/node/ids.ts';
import { openLog } from './adapters/node/log.ts';
import { passwords } from './adapters/node/passwords.ts';
import type { DirectoryCache } from './app/directory.ts';
import { type App, createApp, type Ports } from './app/index.ts';
import { type Configuration, ConfigurationError, isLoopback } from './configuration.ts';
import type { Log, WakeQueue } from './ports/index.ts';
import { cutHistory, foldText } from './workflow/index.ts';

/** The folder of the project: definitions and templates lie in it, beside the sources or the built files. */
export const root = resolve(import.meta.dirname, import.meta.url.endsWith('.js') ? '../..' : '..');

/** The mode a store is in, for good. */
export type Mode = 'demo' | 'production';

/** A process put together. */
export interface Composition {
  app: App & { directory: DirectoryCache };
  ports: Ports;
  stores: OpenedStores;
  queue: OpenQueue | null;
  clock: ProcessClock;
  log: Log;
  mode: Mode;
  /** Present in embedded mode when this process holds the folder. */
  folder: DataFolder | null;
  /** The document server's address, for `run.json`. */
  documents: string | null;
  sessionSecret: string;
  /** Calls when a part that everything rests on has ended by itself. */
  onFailure(listener: (error: Error) => void): void;
  /** Something that was built on this and must be closed before it. */
  beforeClose(close: () => Promise<void>): void;
  close(): Promise<void>;
}

/** How a process is put together. */
export interface ComposeOptions {
  /** Whether the queue is needed: the command line works on the stores alone. Default true. */
  queue?: boolean;
  /** Whether another process may hold the data folder; its document server is then used. Default false. */
  join?: boolean;
  /** Fills the empty data folder of a demo before it is opened; false where there is nothing to fill it with. */
  unpack?(folder: DataFolder): Promise<boolean>;
  /** Hears what is being prepared. */
  progress?(line: string): void;
}

/** The format of what is stored; a store of a newer one is refused. */
const storeFormat = 1;

/** Opens everything a process needs. Throws a ConfigurationError or FolderHeldError with a sentence. */
export async function compose(
  configuration: Configuration,
  options: ComposeOptions = {},
): Promise<Composition> {
  const { progress = () => {} } = options;
  const log = openLog(configuration.logLevel);
  const closers: (() => Promise<void> | void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  let queueOpening: Promise<OpenQueue> | null = null;
  try {
    const place = await openPlace(configuration, options, closers, failures, progress);
    queueOpening = options.queue === false ? null : openQueueFor(configuration, closers, log);
    queueOpening?.catch(() => undefined);
    const stores = await openStores(place.url, { cutHistory, foldText });
    closers.push(() => stores.close());
    const mode = await settleMode(stores, configuration, place.folder);
    progress('Đã mở kho dữ liệu. / The store is open.');
    const queue = queueOpening ? await queueOpening : null;
    if (queue) progress('Đã mở hàng đợi. / The queue is open.');
    // Whoever moves the clock, each process that works on wakes hears of it and asks for a full sweep.
    const moved = () =>
      void queue
        ?.requestSweep()
        .catch((error: Error) => log.warn('a sweep could not be asked for', { error: error.message }));
    const clock = mode === 'demo' ? await demoClock(stores.clock, moved) : realClock();
    closers.push(() => clock.stop());
    const from = configuration.mailFrom ?? 'thidua@localhost';
    const smtp = configuration.smtpUrl ? createSmtpMailer({ url: configuration.smtpUrl, from }) : null;
    if (smtp) closers.push(() => smtp.close());
    const ports: Ports = {
      cases: stores.cases,
      contents: stores.contents,
      definitions: stores.definitions,
      definitionDrafts: stores.definitionDrafts,
      directory: stores.directory,
      subjects: stores.subjects,
      directoryChanges: stores.directoryChanges,
      accounts: stores.accounts,
      records: stores.records,
      drafts: stores.drafts,
      deliveries: stores.deliveries,
      batches: stores.batches,
      reservations: stores.reservations,
      clock: stores.clock,
      meta: stores.meta,
      failures: stores.failures,
      files: createFileStore(
        stores.models.files,
        !configuration.redisUrl
          ? folderBytes(join(configuration.data, 'files'))
          : gridFsBytes(stores.connection),
      ),
      archive: { pack: zipCampaign, unpack: unzipCampaign },
      queue: queue ?? noQueue,
      time: clock,
      ids,
      hash,
      mailer: smtp ?? createFolderMailer({ folder: join(configuration.data, 'mail'), from }),
      passwords,
      texts,
      log,
    };
    const app = createApp(ports, () => new Date().toISOString());
    return {
      app,
      ports,
      stores,
      queue,
      clock,
      log,
      mode,
      folder: place.folder,
      documents: place.folder ? place.url : null,
      sessionSecret: configuration.sessionSecret ?? ownSecret(configuration, place.folder),
      onFailure: (listener) => failures.push(listener),
      beforeClose: (close) => closers.push(close),
      close: () => closeAll(closers),
    };
  } catch (error) {
    // What is still opening is closed as well, or the process would not end.
    await queueOpening?.catch(() => undefined);
    await closeAll(closers);
    throw error;
  }
}

async function openPlace(
  configuration: Configuration,
  options: ComposeOptions,
  closers: (() => Promise<void> | void)[],
  failures: ((error: Error) => void)[],
  progress: (line: string) => void,
): Promise<{ url: string; folder: DataFolder | null }> {
  if (configuration.mongodbUrl) return { url: configuration.mongodbUrl, folder: null };
  let folder: DataFolder;
  try {
    folder = openDataFolder(configuration.data);
  } catch (error) {
    const running = error instanceof FolderHeldError && options.join ? readRunning(configuration.data) : null;
    if (running?.documents) return { url: running.documents, folder: null };
    throw error;
  }
  closers.push(() => folder.release());
  progress(`Thư mục dữ liệu: ${folder.path}. / Data folder: ${folder.path}.`);
  if (folder.isEmpty && newMode(configuration, folder) === 'demo') await options.unpack?.(folder);
  const server = await startDocumentServer({ file: folder.documents, socketPath: folder.socket });
  server.onFailure((error) => {
    for (const listener of failures) listener(error);
  });
  closers.push(() => server.close());
  return { url: server.url, folder };
}

async function openQueueFor(
  configuration: Configuration,
  closers: (() => Promise<void> | void)[],
  log: Log,
): Promise<OpenQueue> {
  const onError = (error: Error) => log.warn('the queue is away', { error: error.message });
  if (configuration.redisUrl) {
    const queue = await openQueue({ redisUrl: configuration.redisUrl }, { onError });
    closers.push(() => queue.close());
    return queue;
  }
  const database = await openQueueDatabase();
  closers.push(() => database.close());
  const queue = await openQueue({ pool: database.pool }, { onError });
  closers.push(() => queue.close());
  return queue;
}

/** For the command line: jobs are left to the sweep of the running process. */
const noQueue: WakeQueue = {
  add: async () => {},
  deliver: async () => {},
  hasMarker: async () => false,
  setMarker: async () => {},
  close: async () => {},
};

/** A store is a demo or in production from its first start on, and never changes from one to the other. */
async function settleMode(
  stores: OpenedStores,
  configuration: Configuration,
  folder: DataFolder | null,
): Promise<Mode> {
  const format = await stores.meta.get('format');
  if (format !== null && Number(format) > storeFormat)
    throw new ConfigurationError(
      `Kho dữ liệu có định dạng ${format}, bản này chỉ đọc được đến ${storeFormat}; hãy dùng bản mới hơn. / The store has format ${format}; this build reads up to ${storeFormat}. Please use a newer one.`,
    );
  const standing = (await stores.meta.get('mode')) as Mode | null;
  if (standing !== null) {
    if (configuration.mode && configuration.mode !== standing)
      throw new ConfigurationError(
        `Kho dữ liệu này là ${modeNames[standing]}, không đổi sang ${modeNames[configuration.mode]} được; hãy dùng kho khác. / This store is for ${standing} and never changes to ${configuration.mode}; please use another.`,
      );
    return standing;
  }
  const mode = newMode(configuration, folder);
  if (mode === null)
    throw new ConfigurationError(
      'Hãy nói rõ --demo (dữ liệu minh họa) hoặc --production (dùng thật). / Please say --demo (invented data) or --production.',
    );
  await stores.meta.set('format', String(storeFormat));
  await stores.meta.set('mode', mode);
  return mode;
}

/** What an empty store becomes; null where the operator must say. */
function newMode(configuration: Configuration, folder: DataFolder | null): Mode | null {
  return configuration.mode ?? (folder?.isEmpty && isLoopback(configuration.host) ? 'demo' : null);
}

const modeNames: Record<Mode, string> = {
  demo: 'bản minh họa (demo)',
  production: 'bản dùng thật (production)',
};

/** The secret of an embedded store, made once and kept in its folder; served processes share one by setting. */
function ownSecret(configuration: Configuration, folder: DataFolder | null): string {
  if (!folder) return randomBytes(32).toString('base64url');
  const file = join(configuration.data, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Closes in the reverse order of opening. One that fails does not keep the others open. */
async function closeAll(closers: (() => Promise<void> | void)[]): Promise<void> {
  for (const close of closers.splice(0).reverse())
    try {
      await close();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
}

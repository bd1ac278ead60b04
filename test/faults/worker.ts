/**
 * A process of workers for the fault tests, put together as the product's are: the same stores, queue, clock and
 * handlers. What a test switches off or makes slow is put between them here and nowhere else. Its settings come
 * as JSON in the first argument; it says `ready` and runs until it is killed.
 */
import { appendFileSync } from 'node:fs';
import { openQueue } from '../../engine/adapters/bullmq/index.ts';
import { openQueueDatabase } from '../../engine/adapters/embedded/queue/index.ts';
import { texts } from '../../engine/adapters/handlebars/texts.ts';
import { createFolderMailer } from '../../engine/adapters/mail/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { demoClock } from '../../engine/adapters/node/clock.ts';
import { hash } from '../../engine/adapters/node/hash.ts';
import { ids } from '../../engine/adapters/node/ids.ts';
import { passwords } from '../../engine/adapters/node/passwords.ts';
import { createApp, type Ports } from '../../engine/app/index.ts';
import type { CampaignArchive, FileStore, Log } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { handlersOf } from '../../workers/handlers.ts';
import { startWorkers } from '../../workers/index.ts';
import { type Death, dying, slow } from './between.ts';

/** How a process of workers is put together for a test. */
export interface WorkerSettings {
  /** Address of the document server. */
  documents: string;
  /** Where the queue lies; absent for a queue within the process. */
  redis?: string;
  mail: string;
  /** A file to which every attempt to send and every acknowledged send is written. */
  sends: string;
  /** Longest pause put before and after each write, so that a kill finds it half done. */
  slownessMs: number;
  /** Nothing is swept. */
  withoutSweep: boolean;
  /** Messages are told apart by nothing. */
  withoutKey: boolean;
  lockMs: number;
  /** Where it kills itself, when it is to. */
  death?: Death;
}

const settings = JSON.parse(process.argv[2]!) as WorkerSettings;

/** Writes down every attempt to send, and every send that was acknowledged. */
function noting(ports: Ports): Ports {
  const { mailer, deliveries } = ports;
  return {
    ...ports,
    mailer: {
      async send(mail) {
        appendFileSync(settings.sends, `send ${mail.messageId}\n`);
        await mailer.send(mail);
      },
    },
    deliveries: {
      ...deliveries,
      async mark(id, state, at, reason) {
        await deliveries.mark(id, state, at, reason);
        if (state === 'sent') appendFileSync(settings.sends, `acknowledged <${id}@thidua>\n`);
      },
    },
  };
}

/** The effect key switched off: every message is one of its own. */
function keyless(ports: Ports): Ports {
  const { deliveries } = ports;
  return {
    ...ports,
    deliveries: {
      ...deliveries,
      add: (made) =>
        deliveries.add(
          made.map((one) => ({ ...one, _id: ids.id(), effectKey: `${one.effectKey}~${ids.id()}` })),
        ),
    },
  };
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const noFiles = {} as FileStore;
const ignore = (): void => {};

const stores = await openStores(settings.documents, { cutHistory, foldText });
const queue = settings.redis
  ? await openQueue({ redisUrl: settings.redis }, { onError: ignore })
  : await openQueue({ pool: (await openQueueDatabase()).pool }, { onError: ignore });
const clock = await demoClock(stores.clock, () => void queue.requestSweep().catch(ignore));
let ports: Ports = {
  ...stores,
  files: noFiles,
  archive: {} as CampaignArchive,
  queue,
  time: clock,
  ids,
  hash,
  mailer: createFolderMailer({ folder: settings.mail, from: 'thidua@localhost' }),
  passwords,
  texts,
  log: silent,
};
const mortal = dying(ports, settings.death);
ports = noting(slow(mortal.ports, settings.slownessMs));
if (settings.withoutKey) ports = keyless(ports);
const app = createApp(ports, () => new Date().toISOString());
const handlers = handlersOf(app, ports);
if (settings.withoutSweep) handlers.sweep = async () => {};
await startWorkers(queue, handlers, { sweepEverySeconds: 1, lockMs: settings.lockMs, onError: ignore });
process.on('message', () => void clock.refresh().catch(ignore));
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
mortal.ready();
process.send!('ready');

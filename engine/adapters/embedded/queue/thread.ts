/** The thread of the queue database: PGlite blocks the thread it runs in, so it has one of its own. */
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { initialise, migrate, readImage, schema, startParams } from './image.ts';
import type { Query, ThreadMessage } from './messages.ts';

/**
 * Inside PGlite no daemon of PostgreSQL runs, neither the one that removes dead rows nor the one that cuts the
 * write-ahead log. Both are done here after this many rows touched, a few milliseconds each time ...
 */
const rowsPerUpkeep = 10_000;
/** ... or after this many once nothing was asked for `idleMs`. */
const rowsPerIdleUpkeep = 500;
const idleMs = 2_000;

const port = parentPort!;
const say = (message: ThreadMessage) => port.postMessage(message);

async function open(): Promise<PGlite> {
  const image = await readImage();
  if (!image) return initialise();
  const database = await PGlite.create({
    dataDir: 'memory://',
    loadDataDir: image,
    startParams: [...startParams],
  });
  await migrate(database);
  return database;
}

const database = await open();
database.onNotification((channel, payload) => say({ kind: 'notification', channel, payload }));

let touched = 0;
let idle: NodeJS.Timeout | undefined;

async function upkeep(): Promise<void> {
  touched = 0;
  for (const statement of [`VACUUM (ANALYZE) ${schema}.job, ${schema}.event, ${schema}.dedup`, 'CHECKPOINT'])
    await database.exec(statement);
}

async function answer({ id, text, params }: Query): Promise<void> {
  try {
    const { rows, rowCount } = await database.query(text, params ? [...params] : undefined);
    say({ kind: 'rows', id, rows, rowCount: rowCount ?? rows.length });
    touched += Math.max(rows.length, 1);
  } catch (error) {
    // Without an SQLSTATE it may be the database that failed, not the statement: then this throws as well, which
    // ends the thread, and a new one takes its place.
    const { code, detail, message } = error as { code?: string; detail?: string; message: string };
    if (!code) await database.query('SELECT 1');
    say({
      kind: 'refused',
      id,
      failure: { message, ...(code ? { code } : {}), ...(detail ? { detail } : {}) },
    });
  }
  clearTimeout(idle);
  if (touched >= rowsPerUpkeep) await upkeep();
  else if (touched >= rowsPerIdleUpkeep) idle = setTimeout(() => void upkeep(), idleMs);
}

port.on('message', (query: Query) => void answer(query));
say({ kind: 'ready' });

import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The version of the tables in the file. */
const fileFormat = 1;

/** The one SQLite file and the one transaction that may be open on it. */
export interface Database {
  readonly sqlite: DatabaseSync;
  /** A prepared statement, kept for the next time. Rows come as arrays. */
  statement(sql: string): StatementSync;
  /** Begins a transaction unless one is open. */
  begin(): void;
  isOpen(): boolean;
  commit(): void;
  rollback(): void;
  /** The settings durability depends on, asked of the live connection. */
  settings(): { synchronous: number; journalMode: string };
  close(): void;
}

/**
 * Opens or creates the file for this process alone, so that there is one writer. Write-ahead log, and every
 * commit reaches the disk before it is answered.
 */
export function openDatabase(file: string): Database {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const sqlite = new DatabaseSync(file);
  const statements = new Map<string, StatementSync>();
  let open = false;

  function statement(sql: string): StatementSync {
    let found = statements.get(sql);
    if (!found) {
      found = sqlite.prepare(sql);
      found.setReturnArrays(true);
      statements.set(sql, found);
    }
    return found;
  }

  function pragma(name: string): unknown {
    return (sqlite.prepare(`PRAGMA ${name}`).get() as Record<string, unknown> | undefined)?.[name];
  }

  function settings(): { synchronous: number; journalMode: string } {
    return { synchronous: Number(pragma('synchronous')), journalMode: String(pragma('journal_mode')) };
  }

  try {
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE');
    sqlite.exec('PRAGMA journal_mode = WAL');
    sqlite.exec('PRAGMA synchronous = FULL');
    sqlite.exec('PRAGMA cache_size = -65536');
    sqlite.exec('PRAGMA temp_store = MEMORY');
    const { synchronous, journalMode } = settings();
    if (synchronous !== 2 || journalMode !== 'wal')
      throw new Error(
        `${file}: synchronous is ${synchronous}, the journal ${journalMode}; needed are 2 and wal`,
      );
    createTables(sqlite, file);
  } catch (error) {
    sqlite.close();
    if (/database is locked/.test((error as Error).message))
      throw new Error(`${file} is held by another process`);
    throw error;
  }

  return {
    sqlite,
    statement,
    settings,
    isOpen: () => open,
    begin() {
      if (open) return;
      statement('BEGIN IMMEDIATE').run();
      open = true;
    },
    commit() {
      statement('COMMIT').run();
      open = false;
    },
    rollback() {
      open = false;
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    },
    close() {
      statements.clear();
      sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      sqlite.close();
    },
  };
}

function createTables(sqlite: DatabaseSync, file: string): void {
  const { user_version: version } = sqlite.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > fileFormat)
    throw new Error(
      `${file} was written by a newer version (format ${version}, this one knows ${fileFormat})`,
    );
  if (version === fileFormat) return;
  sqlite.exec('BEGIN IMMEDIATE');
  sqlite.exec(`CREATE TABLE collections (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL,
    UNIQUE (database, name))`);
  sqlite.exec(`CREATE TABLE indexes (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, specification BLOB NOT NULL,
    multikey TEXT NOT NULL, UNIQUE (collection, name))`);
  sqlite.exec(`PRAGMA user_version = ${fileFormat}`);
  sqlite.exec('COMMIT');
}

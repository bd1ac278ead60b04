import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the process that holds a data folder says of itself in `run.json`. */
export interface Running {
  pid: number;
  startedAt: string;
  /** Where the pages are. */
  address?: string;
  /** The document server's address for the command line. */
  documents?: string;
}

/** A data folder held by this process alone. */
export interface DataFolder {
  path: string;
  /** SQLite file of the documents. */
  documents: string;
  files: string;
  mail: string;
  queue: string;
  /** A short private path for the document server's socket. */
  socket: string;
  isEmpty: boolean;
  announce(running: Running): void;
  release(): void;
}

/** A folder held by somebody else; `holder` is what it says of itself, if it says anything. */
export class FolderHeldError extends Error {
  holder: Running | null;
  constructor(path: string, holder: Running | null) {
    super(
      holder
        ? `Thư mục dữ liệu ${path} đang được tiến trình ${holder.pid} sử dụng (từ ${holder.startedAt}${holder.address ? `, ${holder.address}` : ''}). Hãy dừng tiến trình đó, hoặc đặt THIDUA_DATA sang thư mục khác. / The data folder ${path} is held by process ${holder.pid}. Stop it, or set THIDUA_DATA to another folder.`
        : `Thư mục dữ liệu ${path} đang được một tiến trình khác sử dụng. / The data folder ${path} is held by another process.`,
    );
    this.holder = holder;
  }
}

/**
 * Takes a data folder for this process. The lock is SQLite's own exclusive lock on a small file: the operating
 * system frees it when the process ends in any way, kill -9 included, so a stale lock cannot stand.
 */
export function openDataFolder(path: string): DataFolder {
  const isEmpty = !existsSync(join(path, 'documents.sqlite'));
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const runFile = join(path, 'run.json');
  const lock = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new FolderHeldError(path, readRunning(path));
  }
  // A Unix socket's path is limited to about 100 bytes, so it cannot lie in a data folder of any depth.
  const socketFolder = mkdtempSync(join(tmpdir(), 'thidua-'));
  chmodSync(socketFolder, 0o700);
  return {
    path,
    documents: join(path, 'documents.sqlite'),
    files: join(path, 'files'),
    mail: join(path, 'mail'),
    queue: join(path, 'queue'),
    socket: join(socketFolder, 'd.sock'),
    isEmpty,
    announce: (running) => writeFileSync(runFile, JSON.stringify(running, null, 2), { mode: 0o600 }),
    release() {
      rmSync(runFile, { force: true });
      rmSync(socketFolder, { recursive: true, force: true });
      lock.close();
    },
  };
}

/** What the holder of a folder says of itself; null when nobody says anything. */
export function readRunning(path: string): Running | null {
  try {
    return JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')) as Running;
  } catch {
    return null;
  }
}

import { aggregate } from './aggregate.ts';
import { buildInfo } from './build-info.ts';
import type { Command } from './command.ts';
import { connectionStatus } from './connection-status.ts';
import { count } from './count.ts';
import { create } from './create.ts';
import { createIndexes } from './create-indexes.ts';
import { remove } from './delete.ts';
import { distinct } from './distinct.ts';
import { drop } from './drop.ts';
import { dropDatabase } from './drop-database.ts';
import { dropIndexes } from './drop-indexes.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { getMore } from './get-more.ts';
import { getParameter } from './get-parameter.ts';
import { hello } from './hello.ts';
import { insert } from './insert.ts';
import { killCursors } from './kill-cursors.ts';
import { listCollections } from './list-collections.ts';
import { listDatabases } from './list-databases.ts';
import { listIndexes } from './list-indexes.ts';
import { ping } from './ping.ts';
import { serverStatus } from './server-status.ts';
import { endSessions, killSessions, refreshSessions, startSession } from './sessions.ts';
import { update } from './update.ts';

/** The commands this server knows; a new one is a file and a line here. */
const commands: readonly Command[] = [
  aggregate,
  buildInfo,
  connectionStatus,
  count,
  create,
  createIndexes,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  explain,
  find,
  findAndModify,
  getMore,
  getParameter,
  hello,
  insert,
  killCursors,
  killSessions,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  refreshSessions,
  remove,
  serverStatus,
  startSession,
  update,
];

let byName: Map<string, Command> | null = null;

/** The command of a name; null when there is none. */
export function commandNamed(name: string): Command | null {
  byName ??= new Map(
    commands.flatMap((command) =>
      [command.name, ...(command.aliases ?? [])].map((one): [string, Command] => [one, command]),
    ),
  );
  return byName.get(name) ?? null;
}

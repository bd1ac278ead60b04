/**
 * The embedded document server: speaks MongoDB's wire protocol on a local socket and keeps everything in one
 * SQLite file. May import node's own modules, `bson` and `mingo`; nothing of the engine.
 *
 * Start reading at `run.ts`, which answers what arrives; then `commands/`, one file a command. A query goes
 * through `match/` (filters), `plan/` (which index) and `store/` (the file); a write through `update/`.
 * `keys/` turns values into bytes whose order is the order of values; on it all indexes rest.
 */
export type { Operation } from './operations.ts';
export {
  type DocumentServerOptions,
  type DocumentServerStats,
  type RunningServer,
  runDocumentServer,
} from './run.ts';
export { SocketPathError, socketUrl } from './socket-path.ts';
export { type DocumentServer, startDocumentServer } from './start.ts';
export type { Counters } from './store/counters.ts';

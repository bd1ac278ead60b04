import type { Doc } from '../bson/codec.ts';
import type { Cursors } from '../cursors.ts';
import type { OperationLog } from '../operations.ts';
import type { Store } from '../store/store.ts';
import type { Reply } from '../wire/reply.ts';

/** What a command runs in. */
export interface Context {
  store: Store;
  cursors: Cursors;
  operations: OperationLog;
  /** The database the command names. */
  database: string;
  connectionId: number;
  /** Encoded documents sent behind the body, by field. */
  sequences: ReadonlyMap<string, Uint8Array[]>;
  startedAt: Date;
}

/** A command: one file each. */
export interface Command {
  name: string;
  aliases?: string[];
  /** The fields it knows besides those every command may have; any other is refused. */
  fields: readonly string[];
  run(context: Context, body: Doc): Reply;
  /** What `explain` answers for it. */
  explain?(context: Context, body: Doc, execute: boolean): Doc;
}

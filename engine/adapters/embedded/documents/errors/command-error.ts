import type { Doc } from '../bson/codec.ts';
import { type CodeName, codes, printedName } from './catalogue.ts';

/** A refusal in MongoDB's shape. Thrown inside a command; its reply is `{ ok: 0, errmsg, code, codeName }`. */
export class CommandError extends Error {
  readonly codeName: CodeName;
  /** Further fields of the reply, such as `keyPattern` and `keyValue`. */
  readonly details: Doc;

  constructor(codeName: CodeName, message: string, details: Doc = {}) {
    super(message);
    this.codeName = codeName;
    this.details = details;
  }

  get code(): number {
    return codes[this.codeName];
  }

  /** The reply of a command that failed as a whole. */
  toReply(): Doc {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: printedName(this.codeName),
      ...this.details,
    };
  }

  /** The entry in `writeErrors` of a statement that failed. */
  toWriteError(index: number): Doc {
    return { index, code: this.code, ...this.details, errmsg: this.message };
  }
}

/** Gives every failure MongoDB's shape: what is not a refusal is an internal error. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new CommandError('Overflow', 'BSONObj exceeds the maximum nested object depth');
  const said = error instanceof Error ? error : new Error(String(error));
  if (said.name === 'BSONError') return new CommandError('InvalidBSON', said.message);
  return new CommandError('InternalError', said.message);
}

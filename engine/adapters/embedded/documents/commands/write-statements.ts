import type { Doc } from '../bson/codec.ts';
import { asCommandError } from '../errors/command-error.ts';

/** Runs the statements of a write; ordered ones stop at the first that fails. Gives what failed. */
export function runStatements<T>(
  list: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): Doc[] {
  const writeErrors: Doc[] = [];
  for (let index = 0; index < list.length; index += 1) {
    try {
      run(list[index]!, index);
    } catch (error) {
      const refusal = asCommandError(error);
      // A fault of ours may have left a statement half done: the whole transaction is undone.
      if (refusal.codeName === 'InternalError') throw error;
      writeErrors.push(refusal.toWriteError(index));
      if (ordered) break;
    }
  }
  return writeErrors;
}

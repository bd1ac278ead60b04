import type { Doc } from '../bson/codec.ts';

/** A stage of a pipeline on documents in memory: one file each in `stages/`, or one of mingo's. */
export interface Stage {
  name: string;
  /** Compiles the stage, or refuses its operand with MongoDB's error. */
  compile(operand: unknown): (documents: Doc[]) => Doc[];
}

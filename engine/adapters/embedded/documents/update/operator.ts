import type { Slot } from './slot.ts';

/** What an update operator does at one place. */
export interface Change {
  /** Changes the place and tells whether anything is different. `root` is the whole document. */
  apply(slot: Slot, root: Record<string, unknown>): boolean;
  /** Only when the document is being made by an upsert. */
  onlyOnInsert?: boolean;
  /** A second path that is changed too. */
  alsoTouches?: string;
}

/** An update operator: one file each in `operators/`. */
export interface UpdateOperator {
  name: string;
  /** Compiles what is asked at a path, or refuses it with MongoDB's error. */
  compile(path: string, operand: unknown): Change;
}

import type { JsonObject } from './json.ts';
import type { Instant } from './time.ts';

/**
 * What kind of record of the directory a change touches. An `organisation` is everything of one but its units,
 * an `account` only what an administrator may say of one.
 */
export type DirectoryRecordKind =
  | 'organisation'
  | 'unit'
  | 'membership'
  | 'substitute'
  | 'account'
  | 'subject'
  | 'calendar';

/** One record as it was and as it becomes; null where it is not there. */
export interface ChangedRecord {
  kind: DirectoryRecordKind;
  id: string;
  before: JsonObject | null;
  after: JsonObject | null;
}

/** A line of an imported file that was refused, with the issues' codes and parameters. */
export interface RefusedLine {
  line: number;
  issues: { code: string; params: JsonObject }[];
}

/**
 * One act on the directory: every record it touches, before and after. It is written before the records are, so
 * that a process that dies half way is finished by the next, and kept as the history from which it is undone.
 *
 * `proposed`: a preview nobody has applied yet; `applying`: decided, its records are being written; `applied`;
 * `undone`: its records stand as before.
 */
export interface DirectoryChange {
  /** `<at>-<n>-<id>`, so that the order of ids is the order of acts. */
  _id: string;
  format: 1;
  state: 'proposed' | 'applying' | 'applied' | 'undone';
  /** What was done, such as `unit.rename` or `import.units`. */
  act: string;
  by: string;
  at: Instant;
  /** Why, in the words of whoever did it. */
  note?: string;
  records: ChangedRecord[];
  /** The first records, for lists, and how many there are. */
  first: ChangedRecord[];
  total: number;
  /** `<kind>/<id>` of every record, to find what happened to one. */
  touches: string[];
  /** The batch that carries it out in slices. Where there are no records, the batch knows what it does and how it stands. */
  batch?: string;
  /** Of an import: how many lines were read and found unchanged, and those that were refused. */
  lines?: { read: number; unchanged: number; refused: RefusedLine[]; refusedTotal: number };
  /** The change this one undoes, and the one that undid it. */
  undoes?: string;
  undoneBy?: string;
  /** Compare-and-set. */
  revision: number;
}

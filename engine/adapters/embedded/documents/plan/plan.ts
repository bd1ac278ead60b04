import type { KeyRange } from '../keys/intervals.ts';
import type { Collection, Index } from '../store/collection.ts';
import type { Condition } from './conditions.ts';

/** One field of a sort. */
export interface SortField {
  path: string;
  parts: string[];
  direction: 1 | -1;
}

/** Ranges a component of an entry must lie in. */
export interface EntryRanges {
  component: number;
  ranges: KeyRange[];
}

/** Conditions a component of an entry is asked before its document is read. */
export interface EntryTest {
  component: number;
  conditions: Condition[];
}

/** Ranges of an index that follow each other; the keys in them share their first `prefix` bytes. */
export interface Stream {
  prefix: number;
  ranges: KeyRange[];
}

/** Reads entries of an index. */
export interface IndexPlan {
  kind: 'index';
  collection: Collection;
  index: Index;
  /** Merged by what follows their prefixes, so that entries come in the order of the sort. */
  streams: Stream[];
  backward: boolean;
  entryRanges: EntryRanges[];
  entryTests: EntryTest[];
  /** Whether documents must be matched with the whole filter after all. */
  residual: boolean;
  /** Whether entries come in the order asked for. */
  sorted: boolean;
  /** Whether a document may have more than one entry in the streams. */
  repeats: boolean;
  /** For explain: by component, the ranges asked for; null when it is unbounded. */
  bounds: (KeyRange[] | null)[];
}

/** Reads all documents in the order of insertion, or against it. */
export interface CollectionPlan {
  kind: 'collection';
  collection: Collection;
  backward: boolean;
  residual: boolean;
  sorted: boolean;
}

/** Reads one document by its `_id`. */
export interface IdPlan {
  kind: 'id';
  collection: Collection;
  id: unknown;
  residual: boolean;
  sorted: boolean;
}

/** Nothing to read: there is no such collection. */
export interface EmptyPlan {
  kind: 'empty';
  sorted: boolean;
}

export type Plan = IndexPlan | CollectionPlan | IdPlan | EmptyPlan;

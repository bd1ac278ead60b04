import type { RefusalIssue } from './command.ts';
import type { JsonObject } from './json.ts';
import type { Instant } from './time.ts';

/** What is done to many cases, or to many records of the directory, as one act. */
export type BatchKind = 'migration' | 'reorganisation' | 'reminder' | 'calendar' | 'directory' | 'rerouting';

/**
 * `rehearsing`, `running` and `undoing` are under way and are taken up again after a crash; `rehearsed` waits for
 * a signature; `done` can be undone; `undone` and `stopped` are at rest for good.
 */
export type BatchState = 'rehearsing' | 'rehearsed' | 'running' | 'done' | 'undoing' | 'undone' | 'stopped';

/**
 * One act over many cases: rehearsed, signed off, run in slices by a job, and undone case by case. The record is
 * what a crash leaves: everything up to `cursor` is decided, and deciding a case again is harmless, because each
 * case's command carries the key `<batch>:<case>`.
 */
export interface Batch {
  /** Matches `[a-z0-9][a-z0-9-]*`; later batches have greater ids. */
  _id: string;
  format: 1;
  kind: BatchKind;
  campaign?: string;
  /** What is to be done, as the kind reads it. */
  plan: JsonObject;
  state: BatchState;
  /** Who began it, and when. */
  by: string;
  at: Instant;
  note?: string;
  signedOff?: { by: string; at: Instant };
  /** How many cases there are to look at, and how many were in the present state. */
  total: number;
  done: number;
  /** The last case looked at in the present state; null before the first. */
  cursor: string | null;
  /** How many cases came to each outcome in the present state. */
  counts: Record<string, number>;
  /** After this it is not undone any more. */
  undoUntil?: Instant;
  revision: number;
}

/** What a batch came to for one case. */
export interface BatchVerdict {
  /** `<batch>/<case>`. */
  _id: string;
  batch: string;
  case: string;
  outcome: string;
  /** Why it was refused. */
  issues?: RefusalIssue[];
  /** What the kind tells of it. */
  data?: JsonObject;
  /** How its undo went, once it was tried. */
  undone?: string;
}

import type { JsonObject, JsonValue } from './json.ts';
import type { Instant } from './time.ts';

/** The types of case events. Each has one applier in `engine/workflow/events/`. */
export type CaseEventType =
  | 'opened'
  | 'entered'
  | 'left'
  | 'tasked'
  | 'claimed'
  | 'released'
  | 'assigned'
  | 'submitted'
  | 'decided'
  | 'returned'
  | 'corrected'
  | 'commented'
  | 'scheduled'
  | 'reminded'
  | 'escalated'
  | 'redirected'
  | 'paused'
  | 'resumed'
  | 'extended'
  | 'ended'
  | 'undone'
  | 'migrated'
  | 'reorganised'
  | 'rekeyed'
  | 'voted'
  | 'counted'
  | 'scored'
  | 'figured'
  | 'gathered'
  | 'joined'
  | 'reserved'
  | 'erased'
  | 'touched';

/** Values a changing event overwrote, by path, so that undoing it is an event too. */
export interface Before {
  set?: Record<string, JsonValue>;
  /** Paths that did not exist. */
  unset?: string[];
}

/** Through which door a command came. */
export type Via = 'web' | 'api' | 'bulk' | 'worker' | 'import' | 'migration' | 'cli';

/**
 * What the pure core hands over: an event without the fields that hashing adds. It carries every resolved
 * fact, so that it can be applied with no definition, directory, calendar or clock.
 */
export interface UnsealedEvent<Type extends string = CaseEventType> {
  v: 1;
  seq: number;
  /** Ordinal of the command within the case; all its events share it. */
  cmd: number;
  /** The client key of the command. */
  key: string;
  batch?: string;
  at: Instant;
  /** An account id, or `system`. */
  actor: string;
  onBehalfOf?: string;
  via: Via;
  type: Type;
  version: string;
  rev: { calendar?: number; organisation?: number; directory?: number };
  data: JsonObject;
  before?: Before;
  /** Digests of contents this event names. */
  contents?: string[];
  /** Ids of files this event names. */
  files?: string[];
}

/** An event of a history: `hash` is hex SHA-256 over RFC 8785 of the event without `hash`. */
export interface SealedEvent<Type extends string = CaseEventType> extends UnsealedEvent<Type> {
  /** The hash of the event before; of the case id for the first. */
  prev: string;
  hash: string;
}

/** An event of a case's history. */
export type CaseEvent = SealedEvent;

/** What lies beside a history under its digest. */
export type ContentKind =
  | 'submission'
  | 'remarks'
  | 'comment'
  | 'reason'
  | 'factSources'
  | 'opinion'
  | 'line';

/** A body kept apart from the history, so that erasing it leaves the chain verifiable. */
export interface Content {
  /** Hex SHA-256 of salt and RFC 8785 body. */
  _id: string;
  case: string;
  kind: ContentKind;
  v: 1;
  /** The definition version whose form the body follows. */
  schema: string;
  salt?: string;
  body?: JsonValue;
  /** Left after an erase: when and by whom. */
  erased?: { at: Instant; by: string };
  createdAt: Instant;
}

/**
 * A body made by a command, waiting for its digest: events and state name it `content:<n>` until
 * `engine/app` has hashed it and put the digest in its place.
 */
export interface PendingContent {
  ref: string;
  kind: ContentKind;
  body: JsonValue;
}

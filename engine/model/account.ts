import type { Instant } from './time.ts';

/** A person who signs in. The name is shown, never used as a key. */
export interface Account {
  _id: string;
  /** What is typed at sign-in, lower case. */
  login: string;
  name: string;
  email?: string;
  /** argon2id in its encoded form; absent until the one-time link was used. */
  passwordHash?: string;
  disabled?: true;
  /** May administer accounts and campaigns. */
  administrator?: true;
  /** Wrong passwords since the last right one. */
  failures?: number;
  /** Sign-in is refused until then (real time). */
  lockedUntil?: Instant;
  language?: 'vi' | 'en';
  createdAt: Instant;
  revision: number;
}

/** An act on accounts or definitions, for the administrator's log. */
export interface AuditEntry {
  _id: string;
  at: Instant;
  actor: string;
  act: string;
  subject: string;
  details: Record<string, string>;
}

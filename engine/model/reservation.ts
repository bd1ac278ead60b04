import type { Instant } from './time.ts';

/**
 * Something that must be unique or counted across cases: a quota slot, a subject or achievement that may be used
 * once, a document number per body, type and year. `_id` is the key; it is inserted before the commit that uses it.
 */
export interface Reservation {
  _id: string;
  /** The case that holds it, the revision it had then, and the client key of the command. */
  case: string;
  revision: number;
  key: string;
  /** `held` until the commit that names it; a slot given back is `free`; document numbers are never reused. */
  state: 'free' | 'held' | 'used' | 'void';
  /** Why a document number was made void. */
  reason?: string;
  at: Instant;
}

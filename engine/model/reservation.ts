import type { Instant } from './time.ts';

/**
 * Something that must be unique or counted across cases: a quota slot, a subject or achievement that may be used
 * once, a document number per body, type and year. `_id` is the key; it is inserted before the commit that uses it.
 */
export interface Reservation extends Holder {
  _id: string;
  /** Of one that is counted: what all keys of its range begin with, and its place. `_id` is the two together. */
  prefix?: string;
  seq?: number;
  /** `held` until the commit that names it; a slot given back is `free`; document numbers are never reused. */
  state: ReservationState;
  /** Why a document number was made void. */
  reason?: string;
  /** Who made it void by hand, an account, and in which words. */
  by?: string;
  note?: string;
}

export type ReservationState = 'free' | 'held' | 'used' | 'void';

/** For what a reservation is held: the case, the revision it had then, and the client key of the command. */
export interface Holder {
  case: string;
  revision: number;
  key: string;
  at: Instant;
}

/** Places that are counted: keys `<prefix><from>` to `<prefix><to>`. */
export interface ReservationRange {
  prefix: string;
  from: number;
  to: number;
}

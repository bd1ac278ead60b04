import type { Day, Instant } from './time.ts';

/** What a subject is: one person, a team or other collective, a household. */
export type SubjectKind = 'person' | 'collective' | 'household';

/**
 * Somebody or something a case may be about, in the dated register of an organisation. `uid` is ours and never
 * reused; a case names it and nothing else, so that what is known of a subject is changed or erased in one place.
 */
export interface Subject {
  uid: string;
  kind: SubjectKind;
  /** Personal data: never in logs, mails, events or addresses; empty once erased. */
  name: string;
  /** The unit it belongs to. */
  unit: string;
  /** The organisation the unit is of. */
  organisation: string;
  /** The first day it is in the register. */
  from: Day;
  /** The last day included. */
  to?: Day;
  /** Who added it while beginning a case, and when, until an administrator has looked at it. */
  unconfirmed?: { at: Instant; by: string };
  /** The subject this one turned out to be the same as. What names this one is read as naming that one. */
  mergedInto?: string;
  /** Who erased it and when: the name is gone, the uid stays for the cases that name it. */
  erased?: { at: Instant; by: string };
  /** Compare-and-set. */
  revision: number;
}

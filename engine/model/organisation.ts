import type { Day } from './time.ts';

/** A unit's place under another on one line (hệ), for a time; `to` is the last day included. */
export interface UnitParent {
  line: string;
  unit: string;
  from?: Day;
  to?: Day;
}

/** A unit of an organisation. `uid` is ours and never reused: state codes and names are. */
export interface Unit {
  uid: string;
  code?: string;
  /** Its latest name. */
  name: string;
  /** The names it bore before, oldest first, each with the last day it held. */
  formerNames?: { name: string; to: Day }[];
  level: string;
  parents: UnitParent[];
  validFrom?: Day;
  /** The last day on which the unit exists. */
  validTo?: Day;
  /** The units that take over when this one ends; exactly one may be read through, several never are. */
  successors?: string[];
}

/** A role people hold at units of a level; ids are global in the store. */
export interface Role {
  id: string;
  title: { vi: string; en?: string };
  level?: string;
  line?: string;
  /** Whoever holds it looks after work that no unit answers for. */
  administers?: true;
}

/** An account holding a role at a unit for a time; `role` is `<organisation or campaign>/<role>`. */
export interface Membership {
  id: string;
  account: string;
  role: string;
  unit?: string;
  from: Day;
  /** The last day included. */
  to?: Day;
}

/** A dated stand-in for an absence: while it holds, `substitute` may act on what waits for `account`. */
export interface Substitute {
  id: string;
  account: string;
  substitute: string;
  from: Day;
  to: Day;
}

/**
 * A read-only, revisioned picture of who holds which role where. Plain data: `engine/organisation` indexes it
 * once per object and answers questions about a day.
 */
export interface Directory {
  revision: number;
  organisations: OrganisationRecord[];
  memberships: Membership[];
  substitutes: Substitute[];
  /** Names to show, by account id. */
  names: Record<string, string>;
}

/** An organisation as the store records it. */
export interface OrganisationRecord {
  id: string;
  revision: number;
  title: { vi: string; en?: string };
  levels: { id: string; title: { vi: string; en?: string } }[];
  lines: { id: string; title: { vi: string; en?: string } }[];
  roles: Role[];
  units: Unit[];
}

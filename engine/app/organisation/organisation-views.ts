import type { Issue } from '../../issues/index.ts';

/** A choice of a list. */
export interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** A unit as a link, by its name of the day looked at. */
export interface UnitLink {
  uid: string;
  name: string;
  href?: string;
}

/** The units of an organisation on a day: those of a line as a tree, or those a search found. */
export interface UnitsView {
  organisation?: string;
  organisations: Choice[];
  lines: Choice[];
  levels: Choice[];
  /** As a date field takes it, and as people read it. */
  day: string;
  shownDay?: string;
  search: string;
  /** How many units there are that day. */
  total: number;
  /** Units with others below them, depth first; `below` counts those that have none themselves. */
  rows: (UnitLink & { depth: number; level: string; below: number })[];
  /** Units that have no place on the line. */
  apart: number;
  found?: (UnitLink & { level: string; from?: string; to?: string; there: boolean })[];
  foundTotal?: number;
  issues?: Issue[];
}

/** Somebody holding a role at a unit. */
export interface MemberLine {
  id: string;
  account: string;
  href: string;
  role: string;
  unit?: UnitLink;
  from?: string;
  to?: string;
  now: boolean;
  /** Whether a last day is said. */
  ended: boolean;
}

/** A role at a unit and who holds it. */
export interface RoleHolders {
  value: string;
  title: string;
  holders: MemberLine[];
  /** Nobody holds it today. */
  nobody: boolean;
}

/** A unit's page. */
export interface UnitPageView extends UnitLink {
  organisation: string;
  organisationTitle: string;
  level: string;
  code?: string;
  from?: string;
  to?: string;
  /** The last day as a date field takes it. */
  lastDay?: string;
  state: 'there' | 'ended' | 'future';
  names: { name: string; from?: string; to?: string; next: string }[];
  lines: {
    id: string;
    title: string;
    parents: (UnitLink & { from?: string; to?: string })[];
    children: UnitLink[];
    childrenTotal: number;
  }[];
  successors: UnitLink[];
  predecessors: UnitLink[];
  roles: RoleHolders[];
  /** Cases of the unit; `waiting` are those that wait for whoever holds a role there, the unit's own or not. */
  cases: { open: number; total: number; more: boolean; waiting: number };
  problems: Issue[];
  /** Units to choose from, as “name (uid)”: what may stand above, what may take over. */
  suggested: { parents: string[]; successors: string[] };
}

/** Who holds which role where, a page of it. */
export interface MembersView {
  lines: MemberLine[];
  total: number;
  more?: string;
  day: string;
  roles: Choice[];
  issues?: Issue[];
}

/** A dated stand-in. */
export interface SubstituteLine {
  id: string;
  account: string;
  accountHref: string;
  substitute: string;
  substituteHref: string;
  from: string;
  to: string;
  /** The last day as a date field takes it. */
  last: string;
  state: 'there' | 'ended' | 'future';
}

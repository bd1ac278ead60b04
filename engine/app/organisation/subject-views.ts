import type { Instant } from '../../model/time.ts';

/** A subject as a line of a list. Its name is personal data: only pages of who administers print it. */
export interface SubjectLine {
  uid: string;
  href: string;
  name: string;
  kind: string;
  unit: string;
  unitHref: string;
  from: string;
  to?: string;
  erased: boolean;
  /** Added while a case was begun, and not looked at yet. */
  unconfirmed?: true;
}

/** Somebody who was added while a case was begun: by whom and when, whom else it may be, and its cases. */
export interface UnconfirmedView extends SubjectLine {
  by: string;
  addedAt: Instant;
  near: SubjectLine[];
  cases: { href: string; code: string }[];
}

/** What a search of the register found. */
export interface SubjectsView {
  lines: SubjectLine[];
  total: number;
  more?: string;
}

/** A subject's page, with what its form begins from. */
export interface SubjectPageView extends SubjectLine {
  kindId: string;
  unitId: string;
  fromDay: string;
  toDay?: string;
  /** Where it went when it was merged. */
  merged?: SubjectLine;
  /** Others of its kind and unit, into which it can be merged. */
  others: { value: string; label: string }[];
}

/** Two subjects that may be one, side by side; the first is the one to keep. */
export interface DoubleView {
  first: SubjectLine;
  second: SubjectLine;
  /** The same name, or only a near one. */
  equal: boolean;
}

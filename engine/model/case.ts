import type { ListedValue } from './answers.ts';
import type { CaseEvent } from './event.ts';
import type { JsonObject } from './json.ts';
import type { Day, Instant } from './time.ts';

/** `due`: owed, nobody has sent it; `running`: sent, somebody works on it; `ended`: it has an outcome. */
export type CaseStatus = 'due' | 'running' | 'ended';

/** A decision at a step, as it stays in the case. `content` is the digest of the reason or opinion. */
export interface Decision {
  task: string;
  actor: string;
  onBehalfOf?: string;
  action: string;
  at: Instant;
  content?: string;
  score?: string;
}

/** The n-th time a case stands at a step. A visit number is never reused. */
export interface StepVisit {
  step: string;
  visit: number;
  /** Path of enclosing parallel visits, `<step>.<visit>` each; empty for a plain workflow. */
  scope: string[];
  since: Instant;
  /** After a correction the case goes back here: the step whose person returned it. */
  returnTo?: string;
  /** Who returned it: the corrected work goes straight back to them. */
  returnedBy?: string;
  /** Returns that were themselves waiting for a correction when this one was made, innermost first. */
  returnsThen?: { step: string; by: string }[];
  decisions: Decision[];
  /** Branches that have arrived at a join. */
  arrived?: string[];
  /** The count of a secret ballot, by choice, once it is closed. */
  tally?: Record<string, number>;
}

/** Who has acted at a step, both names of an act on somebody's behalf, and the keys through which. */
export interface Acted {
  step: string;
  by: string[];
  keys: string[];
}

/** A step waiting for somebody. `id` is `<step>.<visit>.<n>`; `generation` rises when the task's terms change. */
export interface Task {
  id: string;
  generation: number;
  /** Who may act: `<organisation or campaign>/<role>@<unit>`, `<campaign>/<role>` or an account id. */
  assignees: string[];
  claimedBy?: string;
  claimedAt?: Instant;
  dueAt?: Instant;
  calendarRevision?: number;
  /** Since when its clock stands still. */
  paused?: Instant;
  /** For how long its clock has stood still so far. */
  stood?: Standstill;
  /** Of one of several asked for an opinion: the body it is asked of, by its id at the step. */
  body?: string;
}

/** Working time that does not count. */
export interface Standstill {
  offset: number;
  unit: 'workingDay' | 'workingHour';
}

/**
 * A document somebody signed, or that was issued elsewhere and recorded: its number and date. `key` is the
 * reservation of a number given here.
 */
export interface IssuedDocument {
  task: string;
  number: string;
  date: Day;
  key?: string;
  actor: string;
  onBehalfOf?: string;
  at: Instant;
}

/**
 * What a body asked said, `content` being its digest; without one the body let its time pass, which is no opinion.
 */
export interface Opinion {
  task: string;
  body: string;
  at: Instant;
  actor?: string;
  onBehalfOf?: string;
  content?: string;
}

/** What was sent last. `content` is the digest of the answers; `values` the fields marked `listed`. */
export interface Submission {
  content: string;
  at: Instant;
  /** The campaign-zone day of the submission: `today()` for every later look at it. */
  day: Day;
  actor: string;
  onBehalfOf?: string;
  /** Of one typed in for somebody: the day that stands on the paper it came on. */
  paperDay?: Day;
  values: Record<string, ListedValue>;
  /** Digest of what the form's rules read of the period before, kept so that a correction sees the same. */
  previous?: string;
}

/** A moment at which a record must be looked at again. */
export interface Wake {
  id: string;
  at: Instant;
  /** What is due then: `reminder`, `escalation`, `validity`, `claim`, `deadline`, `open` ... */
  kind: string;
  step?: string;
  visit?: number;
  /** Id of the reminder or escalation in the definition. */
  rule?: string;
  generation?: number;
  data?: JsonObject;
}

/** Something that must leave the case: a message, or what a dossier says to the cases on its lines. */
export type OutboxEntry = NotifyEntry | LinesEntry | GatherEntry;

/** A notification to an audience. `key` is the effect key. */
export interface NotifyEntry {
  key: string;
  kind: 'notify';
  /** Assignee keys and account ids; resolved to people when it is handed over. */
  audience: string[];
  /** The notification's id in the definition. */
  template: string;
  refs: string[];
  /** The task and generation that must still be open when it is delivered. */
  task?: { id: string; generation: number };
  notBefore?: Instant;
  at: Instant;
}

/** Lines of a dossier whose cases are to follow what the dossier says of them, in the name of whoever said it. */
export interface LinesEntry {
  key: string;
  kind: 'lines';
  lines: number[];
  says: LineSays;
  by: string;
  onBehalfOf?: string;
  notBefore?: Instant;
  at: Instant;
}

/** A case whose step gathers by itself at a moment that has come. */
export interface GatherEntry {
  key: string;
  kind: 'gather';
  step: string;
  visit: number;
  /** The moment the definition names. */
  due: Instant;
  notBefore?: Instant;
  at: Instant;
}

/** What a dossier says to the case on a line: come and lie in it, go again, or go on as was decided. */
export type LineSays = 'come' | 'go' | 'decided';

/** What became of a line of a dossier: `released` lines were taken out again, or their case never came. */
export type LineState = 'waiting' | 'approved' | 'refused' | 'returned' | 'released';

/** A line of a dossier: one case, and what was decided about it. */
export interface DossierLine {
  n: number;
  case: string;
  state: LineState;
  content?: string;
}

/** What folding the history gives. Everything here can be told from the events alone. */
export interface CaseState {
  _id: string;
  format: 1;
  campaign: string;
  version: string;
  entry: string;
  group?: string;
  phase?: string;
  period: string;
  subject?: string;
  legalBasis?: string;
  state: CaseStatus;
  outcome?: string;
  endedAt?: Instant;
  /** Documents print the name of the time; routing uses the unit of today. */
  unit: { uid: string; nameThen: string; routedTo?: string };
  steps: StepVisit[];
  tasks: Task[];
  submission?: Submission;
  /** Figures over other cases, as they stood when the form came to be filled; no `value` where there is none. */
  facts?: Record<string, { value?: string; at: Instant; content?: string }>;
  reservations?: { key: string; seq: number }[];
  /** Documents signed in the case, oldest first. */
  documents?: IssuedDocument[];
  /** What bodies asked said, or did not, oldest first. */
  opinions?: Opinion[];
  /** The dossier the case lies in, or lay in last. */
  dossier?: { case: string; line: number };
  /** On a dossier: its list, at most 500. `content` is the digest of the reason. */
  lines?: DossierLine[];
  wakes: Wake[];
  /** How often each step has been visited. */
  visits: Record<string, number>;
  /** Who has acted, by step: what separation of duties looks at, also after the step was left. */
  acted?: Acted[];
}

/** What is written beside the state, outside the fold, and can be rebuilt from it. */
export interface CaseProjections {
  /** `<tab>|<assignee key>`; tabs `open`, `claimed`, `waiting`, `done`. */
  queueKeys?: string[];
  dueAt?: Instant;
  nextWakeAt?: Instant;
  outbox?: OutboxEntry[];
  hasOutbox?: true;
  searchWords?: string[];
}

/** A case as stored: one document. */
export interface Case extends CaseState, CaseProjections {
  history: CaseEvent[];
  /** Once events were cut from `history`: the state up to `seq` and that event's hash. */
  base?: { seq: number; hash: string; state: CaseState };
  /** Secret ballots: the one exception to the fold. */
  box?: { receipt: string; choice: string }[];
  revision: number;
}

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
}

/** What was sent last. `content` is the digest of the answers; `values` the fields marked `listed`. */
export interface Submission {
  content: string;
  at: Instant;
  /** The campaign-zone day of the submission: `today()` for every later look at it. */
  day: Day;
  actor: string;
  onBehalfOf?: string;
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

/** Something that must leave the case: a notification to an audience. `key` is the effect key. */
export interface OutboxEntry {
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
  facts?: Record<string, { value: string; at: Instant; content?: string }>;
  reservations?: { key: string; seq: number }[];
  dossier?: { case: string; line: number };
  lines?: { n: number; case: string; state: string; content?: string }[];
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

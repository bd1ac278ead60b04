import type { Case, CaseProjections } from '../model/case.ts';
import type { CaseEvent, Content } from '../model/event.ts';
import type { Instant } from '../model/time.ts';

/** What one command changes: state, projections and new events, written together or not at all. */
export interface CaseCommit {
  /** The case as it was read; null inserts. The write holds only while its revision still stands. */
  previous: Case | null;
  /** The case after the command, with its sealed history. */
  next: Case;
}

/** How a commit went. `lost` means another writer was first: reload and decide again. */
export type CommitOutcome = 'committed' | 'lost' | 'exists';

/** One row of a queue: enough to show, sort and open it. */
export interface QueueRow {
  _id: string;
  campaign: string;
  version: string;
  entry: string;
  group?: string;
  phase?: string;
  period: string;
  subject?: string;
  state: Case['state'];
  outcome?: string;
  unit: Case['unit'];
  steps: Case['steps'];
  tasks: Case['tasks'];
  submission?: Case['submission'];
  dueAt?: Instant;
  queueKeys?: string[];
  searchWords?: string[];
  revision: number;
}

/** Which sent reports are wanted, whatever became of them where no outcome is named. */
export interface SubmittedQuery {
  campaign: string;
  entries: string[];
  /** Of these, the ones that are one entry under several ids: a case's own id may begin with any of them. */
  renamed?: string[][];
  outcome?: string;
  /** Units as they stand in the cases. May be many: the store splits them by 200 and merges. */
  units?: string[];
  periods?: string[];
  subject?: string;
}

/** A case that was sent, with its listed values. */
export interface SubmittedRow
  extends Pick<
    QueueRow,
    | '_id'
    | 'campaign'
    | 'version'
    | 'entry'
    | 'group'
    | 'phase'
    | 'period'
    | 'subject'
    | 'state'
    | 'outcome'
    | 'unit'
  > {
  submission: NonNullable<Case['submission']>;
  /**
   * The events of its own document by `seq` and `type`, with no more of their data than what `submissionMarks`
   * of the workflow room reads: whether it came late and was corrected.
   */
  history: (Pick<CaseEvent, 'seq' | 'type'> & { data: { late?: true; of?: number[] } })[];
}

/** What a queue page asks for. Keys may be many: the store splits them by 200 and merges. */
export interface QueueQuery {
  keys: string[];
  /** Inclusive lower and exclusive upper bound on the earliest due time. */
  dueFrom?: Instant;
  dueBefore?: Instant;
  group?: string;
  /** The row after which to go on, in the order of due time and id. */
  after?: { dueAt: Instant | null; _id: string };
  limit: number;
}

/** Entries of a case's outbox that were handed over, and what is left to look at afterwards. */
export interface ClearedOutbox {
  id: string;
  revision: number;
  keys: string[];
  /** True when nothing else is in the outbox. */
  empty: boolean;
  nextWakeAt: Instant | undefined;
}

/** Cases: the record of everything. One document each; a commit is one compare-and-set. */
export interface CaseStore {
  load(id: string): Promise<Case | null>;
  loadMany(ids: string[]): Promise<Case[]>;
  commit(commit: CaseCommit): Promise<CommitOutcome>;
  /** The same for many cases that are there, each on its own: one that is lost keeps none of the others back. */
  commitMany(commits: CaseCommit[]): Promise<CommitOutcome[]>;
  /**
   * Inserts many new cases at once; those whose id exists are left alone. Gives the ids that were new. For
   * opening a period and for imports, where a commit each would be slow.
   */
  insertMany(cases: Case[]): Promise<string[]>;
  /**
   * Takes handed-over entries out of outboxes and sets when each case is next looked at. Does not touch
   * `revision`, but each holds only while it still stands; gives how many did.
   */
  clearOutboxes(cleared: ClearedOutbox[]): Promise<number>;
  queue(query: QueueQuery): Promise<QueueRow[]>;
  /** Cases with a search word beginning with the rarest of the folded words, whatever their state; at most 200. */
  search(words: string[]): Promise<QueueRow[]>;
  /** Exact up to 1,000; 1,001 means more. */
  count(query: Omit<QueueQuery, 'after' | 'limit'>): Promise<number>;
  /** Cases with a wake or outbox due in the half-open range, for the sweep; `from` null reads from the beginning. */
  waking(
    from: Instant | null,
    before: Instant,
    limit: number,
    after?: { at: Instant; _id: string },
  ): Promise<{ _id: string; nextWakeAt: Instant }[]>;
  /** Cases whose outbox is not empty. */
  withOutbox(
    limit: number,
    after?: string,
  ): Promise<{ _id: string; outbox: NonNullable<CaseProjections['outbox']> }[]>;
  /** Events cut from a case's document, oldest first. */
  olderEvents(id: string): Promise<CaseEvent[]>;
  /** Cases of an entry and period, for boards; by id. Where units are named, at most 200, only those opened for them. */
  ofPeriod(
    campaign: string,
    entry: string,
    period: string,
    units: readonly string[] | null,
    after: string | null,
    limit: number,
  ): Promise<QueueRow[]>;
  /** Cases of a unit in a period, whatever the entry. */
  ofUnit(unit: string, after: string | null, limit: number): Promise<QueueRow[]>;
  /** Cases about any of these subjects, whatever the entry and state; by id, at most 200 of each 200 subjects. */
  ofSubjects(subjects: string[]): Promise<QueueRow[]>;
  /** Cases that were sent, with their listed values, for totals and facts; by id. */
  submitted(query: SubmittedQuery, after: string | null, limit: number): Promise<SubmittedRow[]>;
  /** Whole cases that follow a version of a campaign, by id, after one; ended ones too. */
  ofVersion(campaign: string, version: string, after: string | null, limit: number): Promise<Case[]>;
  countOfVersion(campaign: string, version: string): Promise<number>;
  /** How many cases that follow a version are due or running. */
  unendedOfVersion(campaign: string, version: string): Promise<number>;
  /** Whole cases that are due or running, of any campaign, by id, after one. */
  unended(after: string | null, limit: number): Promise<Case[]>;
  countUnended(): Promise<number>;
  /** Writes projections anew; used by `thidua reindex`. */
  reproject(id: string, revision: number, projections: CaseProjections): Promise<boolean>;
  /** All ids in order, for reindex and verify. */
  ids(after: string | null, limit: number): Promise<string[]>;
  /** Ids of which of these exist already. */
  existing(ids: string[]): Promise<string[]>;
}

/** Contents beside the history. */
export interface ContentStore {
  /** Stored before the commit that names it; writing the same digest again is harmless. */
  put(contents: Content[]): Promise<void>;
  get(digests: string[]): Promise<Content[]>;
  ofCase(id: string): Promise<Content[]>;
  /** Leaves a tombstone: digest, when, by whom. */
  erase(digest: string, at: Instant, by: string): Promise<void>;
  /** Deletes contents older than `before` that `isReferenced` does not know; gives how many. */
  sweep(before: Instant, isReferenced: (content: Content) => Promise<boolean>): Promise<number>;
}

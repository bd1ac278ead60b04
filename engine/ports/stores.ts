import type { Account, AuditEntry } from '../model/account.ts';
import type { Batch, BatchKind, BatchVerdict } from '../model/batch.ts';
import type { DefinitionDraft } from '../model/definition-draft.ts';
import type { Delivery } from '../model/delivery.ts';
import type { DirectoryChange } from '../model/directory-change.ts';
import type { Draft } from '../model/draft.ts';
import type { SealedEvent } from '../model/event.ts';
import type { Membership, OrganisationRecord, Substitute } from '../model/organisation.ts';
import type { CampaignRecord, RecordEventType } from '../model/record.ts';
import type { Holder, Reservation, ReservationRange, ReservationState } from '../model/reservation.ts';
import type { Subject } from '../model/subject.ts';
import type { Calendar, Day, Instant } from '../model/time.ts';
import type { CommitOutcome } from './case-store.ts';

/** A published, immutable set of files. `files` holds each file's bytes as text. */
export interface StoredVersion {
  /** `<campaign>@<version>`. */
  _id: string;
  campaign: string;
  /** Hex SHA-256 of the files (formats, "Version"). */
  version: string;
  files: Record<string, string>;
  /** Ordinal within the campaign, 1 first. */
  number: number;
  publishedAt: Instant;
  publishedBy: string;
  /** The second person, where the campaign asks for one. */
  approvedBy?: string;
  note?: string;
}

/**
 * That a version was published, under a number. A version that is gone back to is published again under a new
 * number: `_id` is then `<campaign>@<version>@<number>`, and its files are those of the first time.
 */
export type Publication = Omit<StoredVersion, 'files'>;

/** Published versions and the calendars and organisations they name. */
export interface DefinitionStore {
  /**
   * With files a version for the first time, without them once more. `exists` when that is published under this
   * `_id` already, `taken` when another publication has the number.
   */
  publish(publication: StoredVersion | Publication): Promise<'published' | 'exists' | 'taken'>;
  /** A version as it was published first. */
  version(campaign: string, version: string): Promise<StoredVersion | null>;
  /** Every publication, newest first: the first one is what new cases take. */
  versions(campaign: string): Promise<Publication[]>;
  campaigns(): Promise<string[]>;
  calendarIds(): Promise<string[]>;
  calendar(id: string): Promise<Calendar | null>;
  /** Stores a new revision; gives its number. The same content again keeps the revision. */
  putCalendar(calendar: Omit<Calendar, 'revision'>, at: Instant): Promise<number>;
  /** Stores the revision after `expected`; `lost` when somebody else did so first. */
  reviseCalendar(calendar: Omit<Calendar, 'revision'>, expected: number, at: Instant): Promise<CommitOutcome>;
}

/** Drafts of campaigns: their files as they are being changed, one of a campaign. */
export interface DefinitionDraftStore {
  load(campaign: string): Promise<DefinitionDraft | null>;
  /** Every draft without its files and edits, by campaign. */
  list(): Promise<Omit<DefinitionDraft, 'files' | 'edits' | 'undone'>[]>;
  /** Compare-and-set on `revision`, 0 for a new one; `lost` when somebody saved in between. */
  save(draft: DefinitionDraft, expected: number): Promise<'saved' | 'lost'>;
  /** Removes the draft as it stands at that revision. */
  remove(campaign: string, expected: number): Promise<'removed' | 'lost'>;
}

/** Units, memberships and substitutes: dated records under one directory revision. */
export interface DirectoryStore {
  /** Rises with every change to units, memberships or substitutes. */
  revision(): Promise<number>;
  organisations(): Promise<OrganisationRecord[]>;
  /** Raises the revision because something the directory shows, such as a name, has changed. */
  touch(): Promise<void>;
  putOrganisation(organisation: Omit<OrganisationRecord, 'revision'>, at: Instant): Promise<number>;
  /** Stores the revision after `expected`; `lost` when somebody else did so first. */
  reviseOrganisation(
    organisation: Omit<OrganisationRecord, 'revision'>,
    expected: number,
    at: Instant,
  ): Promise<CommitOutcome>;
  memberships(): Promise<Membership[]>;
  membershipsOf(account: string): Promise<Membership[]>;
  membershipsById(ids: string[]): Promise<Membership[]>;
  putMemberships(memberships: Membership[]): Promise<void>;
  /** Takes memberships out that never should have been there. */
  removeMemberships(ids: string[]): Promise<void>;
  substitutes(): Promise<Substitute[]>;
  putSubstitute(substitute: Substitute): Promise<void>;
  removeSubstitute(id: string): Promise<void>;
}

/** Changes of the directory, as proposed, applied and undone: its history. */
export interface DirectoryChangeStore {
  load(id: string): Promise<DirectoryChange | null>;
  /** Compare-and-set on `revision`; 0 makes a new one. */
  save(change: DirectoryChange, expected: number): Promise<CommitOutcome>;
  /** Those whose records are being written, oldest first: after a break the next process finishes them. */
  unfinished(): Promise<DirectoryChange[]>;
  /**
   * What was applied, of one record `<kind>/<id>` or of all, newest first, before an id; without the records
   * beyond the first.
   */
  list(touching: string | null, before: string | null, limit: number): Promise<DirectoryChange[]>;
  /** Every change that touches a record, proposed ones too, for erasure. */
  touching(record: string): Promise<DirectoryChange[]>;
  /** Takes previews away that were made before an instant; gives how many. */
  removeProposed(before: Instant): Promise<number>;
  remove(id: string): Promise<void>;
}

/** The register of subjects: persons, collectives and households that cases may be about. */
export interface SubjectStore {
  load(uid: string): Promise<Subject | null>;
  loadMany(uids: string[]): Promise<Subject[]>;
  /** Those of a unit that are in the register on the day, neither merged nor erased, by uid. */
  ofUnit(unit: string, day: Day): Promise<Subject[]>;
  /**
   * Those whose name has a word that begins so, for the rarest of the folded words; at most 200, and whether the
   * other words fit is the caller's to see. Merged and erased ones are not found.
   */
  search(words: string[]): Promise<Subject[]>;
  /** Those nobody has looked at yet since they were added while beginning a case, the oldest first. */
  unconfirmed(limit: number): Promise<Subject[]>;
  /** Those that were merged straight into any of these, by uid. */
  mergedInto(uids: string[]): Promise<Subject[]>;
  /** Every subject by uid, after a uid, merged and erased ones too. */
  list(after: string | null, limit: number): Promise<Subject[]>;
  /** Compare-and-set on `revision`; 0 makes a new one. */
  put(subject: Subject, expected: number): Promise<CommitOutcome>;
  /** New ones at once; gives the uids of those that were not there yet. */
  insertMany(subjects: Subject[]): Promise<string[]>;
  /** Takes out those that no case names; those of cases are merged or erased, never removed. */
  remove(uids: string[]): Promise<void>;
}

/** A one-time link: for a first password or a reset. `_id` is the SHA-256 of the secret in it. */
export interface OneTimeLink {
  _id: string;
  account: string;
  purpose: 'activate' | 'reset';
  expiresAt: Instant;
  usedAt?: Instant;
}

/** Accounts, their sign-in state, sessions and the administrator's log. */
export interface AccountStore {
  byId(id: string): Promise<Account | null>;
  byIds(ids: string[]): Promise<Account[]>;
  byLogin(login: string): Promise<Account | null>;
  byLogins(logins: string[]): Promise<Account[]>;
  /** By login, after a login; `search` is a prefix of the login or of a folded word of the name. */
  list(search: string | null, after: string | null, limit: number): Promise<Account[]>;
  /** All or none: `exists` when a login or id is taken. */
  insert(accounts: Account[]): Promise<'inserted' | 'exists'>;
  /** Compare-and-set on `revision`. */
  update(account: Account, expected: number): Promise<CommitOutcome>;
  /** Takes out accounts that nobody has used. */
  remove(ids: string[]): Promise<void>;
  putLinks(links: OneTimeLink[]): Promise<void>;
  /** Marks it used and gives it, once; null when unknown, used or expired at `now`. */
  useLink(id: string, now: Instant): Promise<OneTimeLink | null>;
  peekLink(id: string, now: Instant): Promise<OneTimeLink | null>;
  audit(entry: AuditEntry): Promise<void>;
  auditLog(after: string | null, limit: number): Promise<AuditEntry[]>;
  /** Names to show, by account id. */
  names(): Promise<Record<string, string>>;
  /** How many administrators are not disabled. */
  administrators(): Promise<number>;
}

/** Campaign records; same compare-and-set as cases. */
export interface RecordStore {
  load(id: string): Promise<CampaignRecord | null>;
  all(): Promise<CampaignRecord[]>;
  commit(
    next: CampaignRecord,
    expected: number,
    events: SealedEvent<RecordEventType>[],
  ): Promise<CommitOutcome>;
  waking(before: Instant): Promise<{ _id: string; nextWakeAt: Instant }[]>;
}

/** Drafts: what was typed, on the server from the first keystroke. */
export interface DraftStore {
  load(id: string): Promise<Draft | null>;
  loadMany(ids: string[]): Promise<Draft[]>;
  /** Every draft of these cases, whoever typed it. */
  ofCases(cases: string[]): Promise<Draft[]>;
  /** Compare-and-set on `revision`; `lost` when another browser saved in between. */
  save(draft: Draft, expected: number): Promise<'saved' | 'lost'>;
  remove(ids: string[]): Promise<void>;
  /** Removes drafts that hold an account's typing, for erase. */
  removeOf(account: string): Promise<number>;
}

/** Deliveries: unique by effect key, recipient and channel. */
export interface Deliveries {
  /** Inserts those not there yet; gives the ids that are new. */
  add(deliveries: Delivery[]): Promise<string[]>;
  /** What waits to be sent, oldest first, after a delivery. */
  pending(limit: number, after?: Pick<Delivery, 'createdAt' | '_id'>): Promise<Delivery[]>;
  byId(id: string): Promise<Delivery | null>;
  mark(id: string, state: Delivery['state'], at: Instant, reason?: string): Promise<void>;
  /** In-app messages, newest first, after the cursor `<createdAt>|<_id>`. */
  inbox(recipient: string, after: string | null, limit: number): Promise<Delivery[]>;
  unread(recipient: string): Promise<number>;
  markRead(recipient: string, ids: string[], at: Instant): Promise<void>;
  /** For the administrator: mails, newest first, after the same cursor. */
  mails(after: string | null, limit: number): Promise<Delivery[]>;
  /** Which of these effect keys have deliveries already, for reindex. */
  deliveredKeys(keys: string[]): Promise<string[]>;
  removeOf(recipient: string): Promise<number>;
}

/** Acts over many cases and what they came to, case by case. */
export interface BatchStore {
  load(id: string): Promise<Batch | null>;
  loadMany(ids: string[]): Promise<Batch[]>;
  /** Newest first, after an id. */
  list(kind: BatchKind, after: string | null, limit: number): Promise<Batch[]>;
  /** Compare-and-set on `revision`; `expected` 0 inserts. */
  save(batch: Batch, expected: number): Promise<CommitOutcome>;
  /** Writes verdicts, in place of earlier ones of the same cases. */
  putVerdicts(verdicts: BatchVerdict[]): Promise<void>;
  /** By case, after a verdict's id; `outcome` null gives all. */
  verdicts(
    batch: string,
    outcome: string | null,
    after: string | null,
    limit: number,
  ): Promise<BatchVerdict[]>;
  /** Batches under way: those a crash may have left. */
  unfinished(): Promise<Batch[]>;
  /** Batches of a kind that are signed off and wait for their moment. */
  waiting(kind: BatchKind): Promise<Batch[]>;
}

/**
 * What is unique or counted across cases. A reservation is held before the commit that uses it, and settled after;
 * every change is a compare-and-set, so that two processes never give one thing to two cases.
 */
export interface ReservationStore {
  loadMany(keys: string[]): Promise<Reservation[]>;
  /**
   * Holds one key; null when another command has it, or it is void. What the same command of the same case holds
   * already it holds on, at the revision told now.
   */
  hold(key: string, holder: Holder): Promise<Reservation | null>;
  /**
   * Holds the first of a range: what the same command holds there already, else the first that was given back, else
   * the one after the last ever held. Null when the range is full.
   */
  holdFirst(range: ReservationRange, holder: Holder): Promise<Reservation | null>;
  /** The place `holdFirst` would give somebody new; null when the range is full. Nothing is held. */
  peekFirst(range: ReservationRange): Promise<number | null>;
  /** From what was seen to another state; false when it has changed since. */
  settle(
    seen: Reservation,
    state: Exclude<ReservationState, 'held'>,
    at: Instant,
    why?: Pick<Reservation, 'reason' | 'by' | 'note'>,
  ): Promise<boolean>;
  /** One in use is held again, before the commit that gives it up; false when it has changed since. */
  reopen(seen: Reservation, holder: Holder): Promise<boolean>;
  /** Held since before a moment: what a crash may have left. The oldest first. */
  held(before: Instant, limit: number): Promise<Reservation[]>;
  /** Those of a range by place, after a place; only those of a state where one is told. */
  inRange(prefix: string, after: number, limit: number, state?: ReservationState): Promise<Reservation[]>;
}

/** The demo's clock offset and epoch; one record, never decreasing. */
export interface ClockStore {
  read(): Promise<{ offsetMs: number; epoch: number }>;
  /** Sets an offset not smaller than the present one and raises the epoch. */
  advance(offsetMs: number): Promise<{ offsetMs: number; epoch: number }>;
}

/** Small facts about the store itself: mode, format version, whether the demo was seeded. */
export interface MetaStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** Failures of jobs, kept in the record, not in the queue. */
export interface FailureStore {
  add(failure: { _id: string; job: string; data: unknown; error: string; at: Instant }): Promise<void>;
  list(limit: number): Promise<{ _id: string; job: string; error: string; at: Instant }[]>;
}

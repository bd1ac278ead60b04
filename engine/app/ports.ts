import type {
  AccountStore,
  BatchStore,
  CampaignArchive,
  CaseStore,
  Clock,
  ClockStore,
  ContentStore,
  DefinitionDraftStore,
  DefinitionStore,
  Deliveries,
  DirectoryChangeStore,
  DirectoryStore,
  DraftStore,
  FailureStore,
  FileStore,
  Hash,
  Ids,
  Log,
  Mailer,
  MetaStore,
  Passwords,
  RecordStore,
  ReservationStore,
  SubjectStore,
  TextRenderer,
  WakeQueue,
} from '../ports/index.ts';

/** The stores: everything that lasts. */
export interface Stores {
  cases: CaseStore;
  contents: ContentStore;
  definitions: DefinitionStore;
  definitionDrafts: DefinitionDraftStore;
  directory: DirectoryStore;
  subjects: SubjectStore;
  directoryChanges: DirectoryChangeStore;
  accounts: AccountStore;
  records: RecordStore;
  drafts: DraftStore;
  deliveries: Deliveries;
  batches: BatchStore;
  reservations: ReservationStore;
  clock: ClockStore;
  meta: MetaStore;
  failures: FailureStore;
}

/** Everything the use cases need of the outside world. */
export interface Ports extends Stores {
  files: FileStore;
  archive: CampaignArchive;
  queue: WakeQueue;
  time: Clock;
  ids: Ids;
  hash: Hash;
  mailer: Mailer;
  passwords: Passwords;
  texts: TextRenderer;
  log: Log;
}

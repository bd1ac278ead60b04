import type { Wake } from './case.ts';
import type { SealedEvent, UnsealedEvent } from './event.ts';
import type { Instant } from './time.ts';

/** The types of campaign record events. */
export type RecordEventType =
  | 'started'
  | 'versioned'
  | 'periodOpening'
  | 'casesOpened'
  | 'periodOpened'
  | 'rescheduled';

/** What folding a campaign record's history gives. */
export interface CampaignRecordState {
  /** The campaign's id. */
  _id: string;
  format: 1;
  /** The published version new cases take. */
  version: string;
  wakes: Wake[];
  /** Periods being opened: how far the batches of 500 have come, by `<entry>/<period>`. */
  opening: Record<string, { entry: string; period: string; cursor: string | null; opened: number }>;
  /** Periods opened whole, `<entry>/<period>`. */
  opened: string[];
}

/** A campaign's own document, with the same envelope, wakes and compare-and-set as a case. */
export interface CampaignRecord extends CampaignRecordState {
  history: SealedEvent<RecordEventType>[];
  nextWakeAt?: Instant;
  revision: number;
}

/** What advancing a campaign record asks the app to do before it calls again: open these cases. */
export interface CasesToOpen {
  entry: string;
  period: string;
  /**
   * Case ids and the unit or subject each is for, at most 500. One with `unless` is not owed when a case of
   * those ids exists: its unit took over from units that may have opened the period already, or the entry had
   * another id when it was opened.
   */
  cases: { id: string; unit: string; subject?: string; unless?: string[] }[];
  /** Cursor after this batch; null when the period is then whole. */
  next: string | null;
}

/** The outcome of `advance`. */
export interface Advance {
  record: CampaignRecord;
  events: UnsealedEvent<RecordEventType>[];
  open: CasesToOpen[];
}

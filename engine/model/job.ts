import type { Instant } from './time.ts';

/** What a wake job carries. Its id is `c-<id>-<at ms>-<epoch>` or `p-...`, dots and colons replaced. */
export interface WakeJob {
  v: 1;
  record: 'case' | 'campaign';
  id: string;
  at: Instant;
  epoch: number;
}

import type { Instant } from './time.ts';

/** What a wake job carries. Its id is `c-<id>-<at ms>-<epoch>`, `p-...` or `b-...`, dots and colons replaced. */
export interface WakeJob {
  v: 1;
  record: 'case' | 'campaign' | 'batch';
  id: string;
  at: Instant;
  epoch: number;
}

import type { Instant } from '../model/time.ts';
import type { Ports } from './ports.ts';

/** Something somebody did that is kept in the log: the act, what it was done to, and what else tells it apart. */
export interface AuditedAct {
  /** Its time: real time, or the campaign's where the act itself is dated by it. */
  at: Instant;
  /** The account, or `system` for the operator at the command line. */
  by: string;
  act: string;
  subject: string;
  details?: Record<string, string>;
}

/** Writes an act into the log. Its id begins with its time, so that the log is read in order. */
export async function audit(
  ports: Pick<Ports, 'accounts' | 'ids'>,
  { at, by, act, subject, details = {} }: AuditedAct,
): Promise<void> {
  await ports.accounts.audit({ _id: `${at}-${ports.ids.id()}`, at, actor: by, act, subject, details });
}

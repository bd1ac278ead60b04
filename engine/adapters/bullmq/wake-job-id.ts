import type { WakeJob } from '../../model/job.ts';

const letters: Readonly<Record<WakeJob['record'], string>> = { case: 'c', campaign: 'p', batch: 'b' };

/**
 * The id of a wake job: `c-<id>-<at in ms>-<epoch>` for a case, `p-...` for a campaign, `b-...` for a
 * batch. Two wakes of one record at one time in one epoch are one job. BullMQ refuses colons: a dot becomes `_`,
 * anything else outside `[a-z0-9-]` its code point between `~`, so that different ids stay different.
 */
export function wakeJobId({ record, id, at, epoch }: WakeJob): string {
  const safe = id.replace(/[^a-z0-9-]/gu, (letter) =>
    letter === '.' ? '_' : `~${letter.codePointAt(0)!.toString(16)}~`,
  );
  return `${letters[record]}-${safe}-${Date.parse(at)}-${epoch}`;
}

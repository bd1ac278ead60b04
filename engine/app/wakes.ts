import type { Case } from '../model/case.ts';
import type { WakeJob } from '../model/job.ts';
import type { CampaignRecord } from '../model/record.ts';
import type { Instant } from '../model/time.ts';
import type { Batches } from './batches.ts';
import type { Commands } from './commands.ts';
import type { Handover } from './handover.ts';
import type { Ports } from './ports.ts';
import type { Records } from './records.ts';
import type { Reservations } from './reservations.ts';

/** How far ahead wakes are put into the queue; what lies beyond enters it by a later sweep. */
export const horizonMs = 3_600_000;
/** What is overdue by more than this was missed by the queue and is handled by the sweep itself. */
const overdueMs = 30_000;
const page = 500;

/** What the queue's workers call. */
export interface Wakes {
  /** Looks at one record now: fires what is due, hands effects over, schedules what comes next. */
  wake(job: WakeJob): Promise<void>;
  /**
   * Rebuilds the queue from the stores. A full sweep reads everything that is due within the horizon; a normal
   * one only what entered the horizon since the last one and what is overdue by more than 30 s.
   */
  sweep(full: boolean): Promise<{ queued: number; overdue: number }>;
  /** Puts the next wakes of records into the queue where they lie within the horizon. */
  schedule(records: (Case | CampaignRecord)[], kind: WakeJob['record']): Promise<void>;
  /** Has cases looked at now: what they wait for may have come. */
  lookAt(caseIds: string[]): Promise<void>;
}

/** Makes the wake side of a process. */
export function createWakes(
  ports: Ports,
  commands: Commands,
  records: Records,
  handover: Handover,
  batches: Batches,
  reservations: Reservations,
): Wakes {
  let sweptUntil: Instant | null = null;
  let sweptEpoch = -1;

  function jobFor(kind: WakeJob['record'], id: string, at: Instant) {
    const job: WakeJob = { v: 1, record: kind, id, at, epoch: ports.time.epoch() };
    return { job, delayMs: ports.time.delayUntil(at) };
  }

  async function wakeCase(id: string): Promise<void> {
    // One wake command fires everything due; a second round only when a commit set a wake that is due already.
    for (let round = 0; round < 10; round += 1) {
      const current = await ports.cases.load(id);
      if (!current) return;
      const now = ports.time.now();
      const due = current.wakes.map((one) => one.at).filter((at) => at <= now);
      // What a case waits for may have come before the moment it would look by itself.
      const waits = round === 0 && current.wakes.some(({ kind }) => kind === 'wait');
      if (due.length === 0 && !waits) break;
      const outcome = await commands.execute(
        id,
        { type: 'wake', key: `wake:${due.sort()[0] ?? now}:${current.revision}` },
        { account: 'system', via: 'worker' },
      );
      if (!outcome.ok)
        throw new Error(`Waking ${id} was refused: ${outcome.issues.map((one) => one.code).join(', ')}`);
      if (outcome.events.length === 0) break;
    }
    await handover.handOver([id]);
  }

  return {
    async wake(job) {
      if (job.record === 'campaign') await records.advance(job.id);
      else if (job.record === 'batch') await batches.advance(job.id);
      else await wakeCase(job.id);
    },
    async schedule(records, kind) {
      const jobs = records.flatMap(({ _id, nextWakeAt: at }) =>
        at && ports.time.delayUntil(at) <= horizonMs ? [jobFor(kind, _id, at)] : [],
      );
      if (jobs.length > 0) await ports.queue.add(jobs);
    },
    async lookAt(caseIds) {
      const now = ports.time.now();
      if (caseIds.length > 0) await ports.queue.add(caseIds.map((id) => jobFor('case', id, now)));
    },
    async sweep(full) {
      const now = ports.time.now();
      const epoch = ports.time.epoch();
      const whole = full || sweptUntil === null || sweptEpoch !== epoch;
      const until = plus(now, horizonMs);
      let queued = 0;
      let overdue = 0;

      async function queueRange(from: Instant | null, before: Instant): Promise<number> {
        let count = 0;
        let after: { at: Instant; _id: string } | undefined;
        for (;;) {
          const found = await ports.cases.waking(from, before, page, after);
          if (found.length > 0)
            await ports.queue.add(found.map((one) => jobFor('case', one._id, one.nextWakeAt)));
          count += found.length;
          if (found.length < page) return count;
          const last = found.at(-1)!;
          after = { at: last.nextWakeAt, _id: last._id };
        }
      }

      if (whole) queued += await queueRange(null, until);
      else {
        overdue += await queueRange(null, plus(now, -overdueMs));
        if (sweptUntil !== null && sweptUntil < until) queued += await queueRange(sweptUntil, until);
      }
      const due = [...(await ports.records.waking(until)), ...(await records.behind())];
      if (due.length > 0)
        await ports.queue.add(due.map((one) => jobFor('campaign', one._id, one.nextWakeAt)));
      queued += due.length;
      queued += await batches.sweep();
      await reservations.sweep((id, command) =>
        commands.execute(id, command, { account: 'system', via: 'worker' }),
      );
      await handover.handOverAll();
      // Asked of the queue before it was wiped, or not sent then: it is asked again.
      if ((await ports.deliveries.pending(1)).length > 0) await ports.queue.deliver();
      sweptUntil = until;
      sweptEpoch = epoch;
      await ports.queue.setMarker();
      return { queued, overdue };
    },
  };
}

function plus(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

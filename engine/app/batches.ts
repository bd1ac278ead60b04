import type { Batch, BatchKind, BatchState } from '../model/batch.ts';
import type { WakeJob } from '../model/job.ts';
import type { Ports } from './ports.ts';

/** What a kind of batch does: one slice of cases at a time, in the state the batch is in. */
export interface BatchWork {
  /**
   * Works on the cases after the cursor, some hundreds at most, and gives the batch as it is then: its cursor,
   * its counts and, after the last case, its next state. Must be harmless when it is done again from the same
   * cursor, since a crash may come before the batch is saved.
   */
  slice(batch: Batch): Promise<Batch>;
  /** Starts what waits for a moment that has come; asked at every sweep. */
  startDue?(): Promise<void>;
}

/** Runs acts over many cases, for every kind alike. */
export interface Batches {
  /** Says how a kind works; each has one. */
  add(kind: BatchKind, work: BatchWork): void;
  /** Saves a batch that goes under way and asks a worker to begin; false when somebody changed it meanwhile. */
  start(batch: Batch, expected: number): Promise<boolean>;
  /** Goes on until the batch is at rest. Another process at the same batch makes this one stop quietly. */
  advance(id: string): Promise<void>;
  /** Asks for every batch under way again: what the queue lost, and what a crash left. */
  sweep(): Promise<number>;
}

const underWay: readonly BatchState[] = ['rehearsing', 'running', 'undoing'];

/** Is somebody to work on the batch? */
export function isUnderWay({ state }: Pick<Batch, 'state'>): boolean {
  return underWay.includes(state);
}

/** How many cases came to each outcome, with these more. */
export function counted(
  counts: Readonly<Record<string, number>>,
  outcomes: readonly string[],
): Record<string, number> {
  const next = { ...counts };
  for (const one of outcomes) next[one] = (next[one] ?? 0) + 1;
  return next;
}

/** An id of a batch: later ones are greater. */
export function batchId(kind: BatchKind, at: string, random: string): string {
  return `${kind}-${at.replace(/[^0-9]/g, '')}-${random.slice(0, 8)}`;
}

/** Makes the runner of batches of a process. */
export function createBatches(ports: Ports): Batches {
  const works = new Map<BatchKind, BatchWork>();

  // One job a batch, whatever its state: the queue does not take a second one while the first is at work.
  function jobOf({ _id, at }: Batch): { job: WakeJob; delayMs: number } {
    return { job: { v: 1, record: 'batch', id: _id, at, epoch: ports.time.epoch() }, delayMs: 0 };
  }

  return {
    add(kind, work) {
      if (works.has(kind)) throw new Error(`The batch kind ${kind} is known already.`);
      works.set(kind, work);
    },
    async start(batch, expected) {
      if ((await ports.batches.save(batch, expected)) !== 'committed') return false;
      try {
        await ports.queue.add([jobOf(batch)]);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        ports.log.warn('left to the sweep', { error: reason });
      }
      return true;
    },
    async advance(id) {
      for (;;) {
        const batch = await ports.batches.load(id);
        if (!batch || !isUnderWay(batch)) return;
        const work = works.get(batch.kind);
        if (!work) throw new Error(`Nothing works on batches of the kind ${batch.kind}.`);
        const next = await work.slice(batch);
        const saved = await ports.batches.save({ ...next, revision: batch.revision + 1 }, batch.revision);
        if (saved === 'committed') continue;
        // A person has sent it elsewhere, which is gone on with; otherwise another process is at it.
        const standing = await ports.batches.load(id);
        if (!standing || standing.state === batch.state) return;
      }
    },
    async sweep() {
      for (const work of works.values()) await work.startDue?.();
      const found = await ports.batches.unfinished();
      if (found.length > 0) await ports.queue.add(found.map(jobOf));
      return found.length;
    },
  };
}

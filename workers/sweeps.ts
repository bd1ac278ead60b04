import type { WakeHandlers } from '../engine/ports/wake-queue.ts';
import { BadPayload } from './bad-payload.ts';

/** Sweeps: the queue is filled from the record, wholly when its marker was missing. */
export async function runSweep(data: unknown, handlers: Pick<WakeHandlers, 'sweep'>): Promise<void> {
  const { full } = (data ?? {}) as { full?: unknown };
  if (typeof full !== 'boolean') throw new BadPayload('sweeps', 'full', full);
  await handlers.sweep(full);
}

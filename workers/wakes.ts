import type { WakeJob } from '../engine/model/job.ts';
import type { WakeHandlers } from '../engine/ports/wake-queue.ts';
import { BadPayload } from './bad-payload.ts';

/** Wakes: "look at this record now". The use case fires whatever is due, which may be nothing. */
export async function runWake(data: unknown, handlers: Pick<WakeHandlers, 'wake'>): Promise<void> {
  await handlers.wake(parseWakeJob(data));
}

/** Throws a `BadPayload` for anything that is not a wake job of version 1. */
export function parseWakeJob(data: unknown): WakeJob {
  const { v, record, id, at, epoch } = (data ?? {}) as Partial<WakeJob>;
  if (v !== 1) throw new BadPayload('wakes', 'v', v);
  if (record !== 'case' && record !== 'campaign' && record !== 'batch')
    throw new BadPayload('wakes', 'record', record);
  if (typeof id !== 'string' || id === '') throw new BadPayload('wakes', 'id', id);
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) throw new BadPayload('wakes', 'at', at);
  if (typeof epoch !== 'number' || !Number.isInteger(epoch)) throw new BadPayload('wakes', 'epoch', epoch);
  return { v, record, id, at, epoch };
}

import type { WakeHandlers } from '../engine/ports/wake-queue.ts';

/** Deliveries: "something waits to be sent". The job carries nothing; what waits is read from the record. */
export async function runDeliveries(handlers: Pick<WakeHandlers, 'deliver'>): Promise<void> {
  await handlers.deliver();
}

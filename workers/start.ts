import {
  type OpenQueue,
  startWorkers as startBullWorkers,
  type Workers,
  type WorkersOptions,
} from '../engine/adapters/bullmq/index.ts';
import type { WakeHandlers } from '../engine/ports/wake-queue.ts';
import { runDeliveries } from './deliveries.ts';
import { runSweep } from './sweeps.ts';
import { runWake } from './wakes.ts';

/** Starts the workers of all queues in this process: each job is parsed and runs one use case. */
export function startWorkers(
  queue: OpenQueue,
  handlers: WakeHandlers,
  options: WorkersOptions = {},
): Promise<Workers> {
  return startBullWorkers(
    queue,
    {
      wakes: (data) => runWake(data, handlers),
      deliveries: () => runDeliveries(handlers),
      sweeps: (data) => runSweep(data, handlers),
      failed: (job, data, error) => handlers.failed(job, data, error),
    },
    options,
  );
}

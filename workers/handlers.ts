import type { App, Ports } from '../engine/app/index.ts';
import type { WakeHandlers } from '../engine/ports/wake-queue.ts';

/** What the workers call, over the use cases of a process. */
export function handlersOf(app: App, ports: Ports): WakeHandlers {
  return {
    wake: (job) => app.wakes.wake(job),
    async deliver() {
      while ((await app.handover.deliver()) > 0);
    },
    sweep: async (full) => {
      await app.wakes.sweep(full);
    },
    async failed(job, data, error) {
      ports.log.error('a job failed for good', { job, error: error.message });
      await ports.failures.add({
        _id: `${job}/${ports.ids.id()}`,
        job,
        data,
        error: error.message,
        at: ports.time.now(),
      });
    },
  };
}

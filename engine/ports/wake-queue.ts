import type { WakeJob } from '../model/job.ts';

/** The cache of wake-ups. Losing it loses nothing: a sweep of the stores rebuilds it. */
export interface WakeQueue {
  /** Adds jobs that start at their `at` (real time); the same id twice is one job. */
  add(jobs: { job: WakeJob; delayMs: number }[]): Promise<void>;
  /** Says that a delivery or outbox waits, so that it need not wait for the sweep. */
  deliver(): Promise<void>;
  /** True while the marker of the last full sweep is still there. */
  hasMarker(): Promise<boolean>;
  setMarker(): Promise<void>;
  close(): Promise<void>;
}

/** What a queue's worker calls. Each runs one use case. */
export interface WakeHandlers {
  wake(job: WakeJob): Promise<void>;
  deliver(): Promise<void>;
  sweep(full: boolean): Promise<void>;
  /** Records a job that failed for good. */
  failed(job: string, data: unknown, error: Error): Promise<void>;
}

/** What is done with the jobs of each queue. `data` is what the queue handed back: parsed here, not trusted. */
export interface QueueProcessors {
  wakes(data: unknown): Promise<void>;
  deliveries(data: unknown): Promise<void>;
  /** `data` is `{ full }`. */
  sweeps(data: unknown): Promise<void>;
  /** A job that will not be tried again; `job` is `<queue>/<id>`. */
  failed(job: string, data: unknown, error: Error): Promise<void>;
}

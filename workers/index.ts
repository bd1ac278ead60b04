/**
 * The workers: one file a queue, which parses what a job carries and calls one use case. May import the app,
 * the ports, the model's types and the queue's adapter. Start reading at `start.ts`; `main.ts` is the process
 * of its own that served mode runs.
 */
export type { Workers, WorkersOptions } from '../engine/adapters/bullmq/index.ts';
export { startWorkers } from './start.ts';

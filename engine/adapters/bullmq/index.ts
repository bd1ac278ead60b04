/**
 * The queue on BullMQ, the same code on Redis and on BullMQ's PostgreSQL backend. May import the ports, the
 * model's types and BullMQ. Start reading at `queue.ts` (those who add) and `workers.ts` (those who work).
 */
export type { QueueConnection } from './connection.ts';
export { type OpenQueue, openQueue, type QueueOptions } from './queue.ts';
export { startWorkers, type Workers, type WorkersOptions } from './workers.ts';

/**
 * The embedded queue: BullMQ's own PostgreSQL backend on PGlite. May import the ports, PGlite, and of BullMQ
 * the migrations and types. Start reading at `pool.ts`; `thread.ts` is the other side of the border, and
 * `image.ts` makes and reads the prepared database it starts from.
 */
export { openQueueDatabase, type Pool, type QueueDatabase } from './pool.ts';

import { randomBytes } from 'node:crypto';

/** A query of which a client may ask more. */
export interface Cursor {
  id: bigint;
  namespace: string;
  /** Gives the next batch of encoded documents and tells whether there may be more. */
  next(batchSize: number): { batch: Uint8Array[]; more: boolean };
  usedAt: number;
}

/** The open cursors of all connections. */
export interface Cursors {
  open(namespace: string, next: Cursor['next']): Cursor;
  find(id: bigint): Cursor | null;
  kill(id: bigint): boolean;
  count(): number;
}

/** A cursor nobody asked for so long is closed, in ms. */
const idleLimit = 10 * 60 * 1000;

/** More open cursors than this close the one used least recently. */
const mostCursors = 1000;

export function openCursors(): Cursors {
  const cursors = new Map<bigint, Cursor>();
  return {
    open(namespace, next) {
      for (const cursor of cursors.values()) {
        if (performance.now() - cursor.usedAt < idleLimit && cursors.size < mostCursors) break;
        cursors.delete(cursor.id);
      }
      const id = randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn;
      const cursor: Cursor = { id: id === 0n ? 1n : id, namespace, next, usedAt: performance.now() };
      cursors.set(cursor.id, cursor);
      return cursor;
    },
    find(id) {
      const cursor = cursors.get(id);
      if (!cursor) return null;
      cursor.usedAt = performance.now();
      // Kept in the order of use, oldest first.
      cursors.delete(id);
      cursors.set(id, cursor);
      return cursor;
    },
    kill: (id) => cursors.delete(id),
    count: () => cursors.size,
  };
}

/** A reply stays below this, whatever its batch size. */
const batchBytes = 16_000_000;

/**
 * Batches of encoded documents. A document that does not fit waits for the next batch; beyond a full batch
 * nothing is read. `isOver` tells when it is known without reading that no more will come.
 */
export function batches(documents: Iterator<Uint8Array>, isOver: () => boolean): Cursor['next'] {
  let waiting: Uint8Array | null = null;
  return (batchSize) => {
    const batch: Uint8Array[] = [];
    let bytes = 0;
    while (batch.length < batchSize) {
      const next: Uint8Array | null = waiting ?? (documents.next().value as Uint8Array | undefined) ?? null;
      waiting = null;
      if (!next) return { batch, more: false };
      if (batch.length > 0 && bytes + next.length > batchBytes) {
        waiting = next;
        return { batch, more: true };
      }
      batch.push(next);
      bytes += next.length;
    }
    return { batch, more: !isOver() };
  };
}

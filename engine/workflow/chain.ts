import type { SealedEvent, UnsealedEvent } from '../model/event.ts';
import type { JsonValue } from '../model/json.ts';

/** What a chain is made with: SHA-256 in hex, of a text and of RFC 8785 canonical JSON. */
export interface ChainHash {
  text(value: string): string;
  json(value: JsonValue): string;
}

/**
 * Events with their links: each names the hash of the one before, the first the hash of the record's id, and
 * carries the hash of itself without that field. `last` is the hash of the event they follow, if any.
 */
export function sealEvents<Type extends string>(
  record: string,
  events: readonly UnsealedEvent<Type>[],
  hash: ChainHash,
  last?: string,
): SealedEvent<Type>[] {
  let prev = last ?? hash.text(record);
  return events.map((event) => {
    const linked = { ...event, prev };
    prev = hash.json(linked as unknown as JsonValue);
    return { ...linked, hash: prev };
  });
}

/** What walking a chain found. `broken` says at which event and how. */
export type ChainVerdict =
  | { ok: true; events: number }
  | { ok: false; broken: { seq: number; what: 'order' | 'link' | 'hash' } };

/**
 * Walks a chain: the numbers rise by one, every link names the event before, every hash is that of its event.
 * With `from`, the events follow one whose number and hash are known, as after a cut.
 */
export function verifyChain(
  record: string,
  events: readonly SealedEvent<string>[],
  hash: ChainHash,
  from: { seq: number; hash: string } = { seq: 0, hash: hash.text(record) },
): ChainVerdict {
  let last = from;
  for (const event of events) {
    const { hash: own, ...body } = event;
    const what =
      event.seq !== last.seq + 1
        ? 'order'
        : event.prev !== last.hash
          ? 'link'
          : hash.json(body as unknown as JsonValue) !== own
            ? 'hash'
            : null;
    if (what) return { ok: false, broken: { seq: event.seq, what } };
    last = { seq: event.seq, hash: own };
  }
  return { ok: true, events: events.length };
}

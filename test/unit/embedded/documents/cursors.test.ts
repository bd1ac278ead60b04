import { describe, expect, it } from 'vitest';
import { batches, openCursors } from '../../../../engine/adapters/embedded/documents/cursors.ts';

function counted(sizes: number[]): { documents: Generator<Uint8Array>; taken: () => number } {
  let taken = 0;
  function* documents(): Generator<Uint8Array> {
    for (const size of sizes) {
      taken += 1;
      yield new Uint8Array(size);
    }
  }
  return { documents: documents(), taken: () => taken };
}

describe('batches', () => {
  it('read nothing beyond what is asked for', () => {
    const { documents, taken } = counted([1, 1, 1, 1, 1]);
    const next = batches(documents, () => false);
    expect(next(2)).toMatchObject({ batch: { length: 2 }, more: true });
    expect(taken()).toBe(2);
    expect(next(0)).toEqual({ batch: [], more: true });
    expect(next(10)).toMatchObject({ batch: { length: 3 }, more: false });
  });

  it('end without another question when the limit is reached', () => {
    const { documents } = counted([1, 1]);
    expect(batches(documents, () => true)(2)).toMatchObject({ batch: { length: 2 }, more: false });
  });

  it('stay below the size of a message', () => {
    const { documents } = counted([9_000_000, 9_000_000, 17_000_000, 5]);
    const next = batches(documents, () => false);
    expect([next(10), next(10), next(10), next(10)].map(({ batch, more }) => [batch.length, more])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [1, false],
    ]);
  });
});

describe('cursors', () => {
  it('are found by id until they are killed', () => {
    const cursors = openCursors();
    const { id } = cursors.open('db.items', () => ({ batch: [], more: false }));
    expect(id).toBeGreaterThan(0n);
    expect(cursors.find(id)?.namespace).toBe('db.items');
    expect(cursors.kill(id)).toBe(true);
    expect(cursors.find(id)).toBeNull();
    expect(cursors.kill(id)).toBe(false);
  });

  it('make room for new ones, the longest unused first', () => {
    const cursors = openCursors();
    const first = cursors.open('db.items', () => ({ batch: [], more: true })).id;
    const second = cursors.open('db.items', () => ({ batch: [], more: true })).id;
    for (let i = 0; i < 998; i += 1) cursors.open('db.items', () => ({ batch: [], more: true }));
    expect(cursors.find(first)).not.toBeNull();
    cursors.open('db.items', () => ({ batch: [], more: true }));
    expect(cursors.find(second)).toBeNull();
    expect(cursors.find(first)).not.toBeNull();
    expect(cursors.count()).toBe(1000);
  });
});

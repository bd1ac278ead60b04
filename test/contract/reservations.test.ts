import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { Holder } from '../../engine/model/reservation.ts';
import type { ReservationStore } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { at } from './store-data.ts';
import { storeServers } from './store-servers.ts';

/** Two processes over one place. */
interface Opened {
  one: ReservationStore;
  other: ReservationStore;
  close(): Promise<void>;
}

const places: { name: string; open(): Promise<Opened> }[] = [
  {
    name: 'in memory',
    async open() {
      const { reservations } = memoryStores();
      return { one: reservations, other: reservations, close: async () => {} };
    },
  },
  ...storeServers.map(({ name, start }) => ({
    name,
    async open() {
      const server = await start();
      const first = await openStores(server.url, { cutHistory, foldText });
      const second = await openStores(server.url, { cutHistory, foldText });
      return {
        one: first.reservations,
        other: second.reservations,
        async close() {
          await first.close();
          await second.close();
          await server.stop();
        },
      };
    },
  })),
];

const prefix = 'number/office/qd/2025/';
const numbers = { prefix, from: 1, to: 9999 };
const holder = (n: number, key = `k-${n}`): Holder => ({
  case: `c.report.to-${n}.2025-01.1`,
  revision: 4,
  key,
  at: at(20, n % 24),
});

describe.each(places)('reservations: $name', ({ open }) => {
  it('count within a range; the same command holds on to what it has', async () => {
    const { one, close } = await open();
    expect(await one.peekFirst(numbers)).toBe(1);
    const first = (await one.holdFirst(numbers, holder(1)))!;
    expect(first).toEqual({ _id: `${prefix}1`, prefix, seq: 1, ...holder(1), state: 'held' });
    expect(await one.holdFirst(numbers, holder(2))).toMatchObject({ _id: `${prefix}2` });
    const again = { ...holder(1), revision: 5, at: at(21) };
    expect(await one.holdFirst(numbers, again)).toEqual({ ...first, ...again });
    expect(await one.peekFirst(numbers)).toBe(3);
    expect(await one.loadMany([`${prefix}1`, `${prefix}9`])).toEqual([{ ...first, ...again }]);
    expect((await one.inRange(prefix, 1, 10)).map(({ seq }) => seq)).toEqual([2]);
    const [second] = await one.loadMany([`${prefix}2`]);
    const why = { reason: 'byHand', by: 'admin', note: 'Đã cấp trên giấy.' };
    expect(await one.settle(second!, 'void', at(22), why)).toBe(true);
    expect(await one.inRange(prefix, 0, 10, 'void')).toMatchObject([{ seq: 2, ...why, at: at(22) }]);
    expect((await one.inRange(prefix, 0, 10, 'held')).map(({ seq }) => seq)).toEqual([1]);
    expect(await one.inRange(prefix, 2, 10, 'void')).toEqual([]);
    await close();
  });

  it('begin at the first number told, and a range can be full', async () => {
    const { one, close } = await open();
    const range = { prefix: 'quota/phase-1/medal/', from: 7, to: 8 };
    expect((await one.holdFirst(range, holder(1)))!.seq).toBe(7);
    const second = (await one.holdFirst(range, holder(2)))!;
    expect(await one.holdFirst(range, holder(3))).toBeNull();
    expect(await one.peekFirst(range)).toBeNull();
    // A slot given back is the next one given.
    expect(await one.settle(second, 'free', at(21))).toBe(true);
    expect(await one.peekFirst(range)).toBe(8);
    expect(await one.holdFirst(range, holder(3))).toMatchObject({ seq: 8, case: holder(3).case });
    await close();
  });

  it('are settled only as they were seen; a void number keeps its reason and is not given again', async () => {
    const { one, other, close } = await open();
    const seen = (await one.holdFirst(numbers, holder(1)))!;
    const held = (await other.holdFirst(numbers, { ...holder(1), revision: 5 }))!;
    expect(await one.settle(seen, 'void', at(22), { reason: 'unused' })).toBe(false);
    expect(await one.settle(held, 'void', at(22), { reason: 'unused' })).toBe(true);
    expect(await one.settle(held, 'used', at(22))).toBe(false);
    expect(await one.loadMany([held._id])).toEqual([
      { ...held, state: 'void', at: at(22), reason: 'unused' },
    ]);
    expect((await one.holdFirst(numbers, holder(1)))!.seq).toBe(2);
    await close();
  });

  it('in use are held again before they are given up, as they were seen', async () => {
    const { one, close } = await open();
    const held = (await one.holdFirst(numbers, holder(1)))!;
    await one.settle(held, 'used', at(21));
    const [used] = await one.loadMany([held._id]);
    const undoing = { ...holder(1), key: 'undo-1', revision: 6 };
    expect(await one.reopen(used!, undoing)).toBe(true);
    expect(await one.reopen(used!, undoing)).toBe(false);
    expect(await one.loadMany([held._id])).toEqual([{ ...used!, ...undoing, state: 'held' }]);
    await close();
  });

  it('of one key are held by one, until it is given back', async () => {
    const { one, other, close } = await open();
    const key = 'once/citizen/p-1';
    const held = (await one.hold(key, holder(1)))!;
    expect(await other.hold(key, holder(2))).toBeNull();
    expect(await other.hold(key, { ...holder(1), revision: 9 })).toMatchObject({ revision: 9 });
    const [standing] = await one.loadMany([key]);
    expect(await one.settle(standing!, 'free', at(22))).toBe(true);
    expect(await other.hold(key, holder(2))).toMatchObject({ case: holder(2).case, state: 'held' });
    expect(held.state).toBe('held');
    await close();
  });

  it('left over by a crash are found, the oldest first', async () => {
    const { one, close } = await open();
    for (const n of [3, 1, 2]) await one.holdFirst(numbers, holder(n));
    const used = (await one.holdFirst(numbers, holder(2)))!;
    await one.settle(used, 'used', at(23));
    const found = await one.held(at(20, 4), 10);
    expect(found.map((left) => left.case)).toEqual([holder(1).case, holder(3).case]);
    expect(await one.held(at(20, 1), 10)).toEqual([]);
    expect(await one.held(at(20, 4), 1)).toHaveLength(1);
    await close();
  });

  it('two processes at once never give one number twice, and leave no gap', async () => {
    const { one, other, close } = await open();
    const given = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? one : other).holdFirst(numbers, holder(n))),
    );
    const seqs = given.map((reservation) => reservation!.seq!).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).hold('once/x', holder(n))),
    );
    expect(keys.filter((reservation) => reservation !== null)).toHaveLength(1);
    await close();
  });
});

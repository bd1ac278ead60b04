import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { Delivery } from '../../engine/model/delivery.ts';
import type { Deliveries } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { storeServers } from './store-servers.ts';

interface Opened {
  deliveries: Deliveries;
  close(): Promise<void>;
}

const places: { name: string; open(): Promise<Opened> }[] = [
  { name: 'in memory', open: async () => ({ ...memoryStores(), close: async () => {} }) },
  ...storeServers.map(({ name, start }) => ({
    name,
    async open() {
      const server = await start();
      const stores = await openStores(server.url, { cutHistory, foldText });
      return {
        ...stores,
        async close() {
          await stores.close();
          await server.stop();
        },
      };
    },
  })),
];

/** Mails that wait: three a second, told apart by their ids alone. */
const waiting = Array.from({ length: 20 }, (_, n): Delivery => {
  const id = `d-${String(n).padStart(2, '0')}`;
  return {
    _id: id,
    effectKey: `e-${id}`,
    recipient: 'an',
    channel: 'mail',
    template: 'reminder',
    title: 'Nhắc',
    body: 'Nhắc',
    state: 'pending',
    createdAt: new Date(Date.UTC(2025, 0, 20, 1, 0, Math.floor(n / 3))).toISOString(),
    attempts: 0,
  };
});

describe.each(places)('what waits to be sent, $name', ({ open }) => {
  it('is read oldest first, page after page, each once, without what was sent', async () => {
    const { deliveries, close } = await open();
    try {
      expect((await deliveries.add([...waiting].reverse())).length).toBe(20);
      expect(await deliveries.add(waiting)).toEqual([]);
      const read: string[] = [];
      let last: Delivery | undefined;
      for (;;) {
        const page = await deliveries.pending(4, last);
        read.push(...page.map((one) => one._id));
        last = page.at(-1);
        if (page.length < 4) break;
      }
      expect(read).toEqual(waiting.map((one) => one._id));
      for (const id of ['d-00', 'd-07', 'd-19']) await deliveries.mark(id, 'sent', waiting[0]!.createdAt);
      await deliveries.mark('d-01', 'pending', waiting[0]!.createdAt, 'away');
      const left = await deliveries.pending(100);
      expect(left.length).toBe(17);
      expect(left[0]).toMatchObject({ _id: 'd-01', attempts: 1, reason: 'away' });
    } finally {
      await close();
    }
  });
});

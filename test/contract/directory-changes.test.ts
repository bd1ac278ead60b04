import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryDirectoryChanges } from '../../engine/adapters/memory/directory-change-store.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { DirectoryChangeStore } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { memoryDefinitions, memoryDirectory } from '../memory-side-stores.ts';
import { at, changeOf } from './store-data.ts';
import { storeServers } from './store-servers.ts';

const places = [
  { name: 'in memory', start: null },
  ...storeServers.map(({ name, start }) => ({ name, start })),
];

describe.each(places)('the history of the directory, $name', ({ start }) => {
  let place: Awaited<ReturnType<NonNullable<typeof start>>> | null = null;
  let opened: OpenedStores | null = null;
  let changes: DirectoryChangeStore;

  beforeAll(async () => {
    if (!start) return;
    place = await start();
    opened = await openStores(place.url, { cutHistory, foldText });
  });
  beforeEach(async () => {
    for (const model of Object.values(opened?.models ?? {})) await model.collection.deleteMany({});
    changes = opened?.directoryChanges ?? memoryDirectoryChanges();
  });
  afterAll(async () => {
    await opened?.close();
    await place?.stop();
  });

  const ids = (found: { _id: string }[]) => found.map((one) => one._id);

  it('gives a change back as it went, whatever keys its records have', async () => {
    const calendar = {
      kind: 'calendar' as const,
      id: 'c',
      before: null,
      after: { years: { '2025': [], 'a.b': '$x' } },
    };
    const made = changeOf(1, {
      state: 'proposed',
      records: [calendar],
      first: [calendar],
      note: 'Theo NQ 1',
    });
    expect(await changes.save(made, 0)).toBe('committed');
    expect(await changes.load(made._id)).toEqual(made);
    expect(await changes.save(made, 0)).toBe('exists');
    expect(await changes.save({ ...made, state: 'applying', revision: 2 }, 1)).toBe('committed');
    expect(await changes.save({ ...made, revision: 2 }, 1)).toBe('lost');
    expect(ids(await changes.unfinished())).toEqual([made._id]);
    await changes.remove(made._id);
    expect(await changes.load(made._id)).toBeNull();
  });

  it('lists what was applied, newest first, of everything or of one record', async () => {
    for (const n of [2, 3, 4, 102]) await changes.save(changeOf(n, { state: 'applied' }), 0);
    await changes.save(changeOf(5, { state: 'proposed' }), 0);
    await changes.save(changeOf(6, { state: 'undone' }), 0);
    const all = await changes.list(null, null, 3);
    expect(ids(all)).toEqual(['change-0102', 'change-0006', 'change-0004']);
    expect(all[0]).toMatchObject({ records: [], first: [{ kind: 'unit', id: 'to-2' }] });
    expect(ids(await changes.list(null, 'change-0004', 10))).toEqual(['change-0003', 'change-0002']);
    expect(ids(await changes.list('unit/to-2', null, 10))).toEqual(['change-0102', 'change-0002']);
    expect(ids(await changes.touching('unit/to-5'))).toEqual(['change-0005']);
  });

  it('forgets old previews and nothing else', async () => {
    for (const n of [2, 6, 11]) await changes.save(changeOf(n), 0);
    expect(await changes.removeProposed('change-0010')).toBe(1);
    expect(await changes.load('change-0006')).toBeNull();
    expect(await changes.load('change-0002')).not.toBeNull();
    expect(await changes.load('change-0011')).not.toBeNull();
  });

  it('lets one of two write the next revision of an organisation or a calendar', async () => {
    const directory = opened?.directory ?? memoryDirectory();
    const definitions = opened?.definitions ?? memoryDefinitions();
    const town = { id: 'town', title: { vi: 'Xã' }, levels: [], lines: [], roles: [], units: [] };
    const office = { id: 'office', timezone: 'Asia/Ho_Chi_Minh', week: [1], hours: [], years: {} };
    await directory.putOrganisation(town, at(1));
    await definitions.putCalendar(office, at(1));
    const before = await directory.revision();
    expect(
      (await Promise.all([1, 1].map((n) => directory.reviseOrganisation(town, n, at(2))))).sort(),
    ).toEqual(['committed', 'lost']);
    expect(await directory.revision()).toBe(before + 1);
    expect((await directory.organisations())[0]!.revision).toBe(2);
    expect(await definitions.reviseCalendar({ ...office, week: [1, 2] }, 1, at(2))).toBe('committed');
    expect(await definitions.reviseCalendar(office, 1, at(2))).toBe('lost');
    expect(await definitions.calendar('office')).toMatchObject({ week: [1, 2], revision: 2 });
  });

  it('takes memberships and substitutes out again', async () => {
    const directory = opened?.directory ?? memoryDirectory();
    await directory.putMemberships([
      { id: 'm1', account: 'a', role: 'town/clerk', from: '2025-01-01' },
      { id: 'm2', account: 'a', role: 'town/head', from: '2025-01-01' },
    ]);
    await directory.putSubstitute({
      id: 's1',
      account: 'a',
      substitute: 'b',
      from: '2025-01-01',
      to: '2025-01-02',
    });
    const before = await directory.revision();
    await directory.removeMemberships(['m1', 'm9']);
    await directory.removeSubstitute('s1');
    expect((await directory.memberships()).map(({ id }) => id)).toEqual(['m2']);
    expect(await directory.substitutes()).toEqual([]);
    expect(await directory.revision()).toBe(before + 2);
  });
});

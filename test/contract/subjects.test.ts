import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memorySubjects } from '../../engine/adapters/memory/subject-store.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { SubjectStore } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { subjectOf } from './store-data.ts';
import { storeServers } from './store-servers.ts';

const places = [
  { name: 'in memory', start: null },
  ...storeServers.map(({ name, start }) => ({ name, start })),
];

describe.each(places)('the register of subjects, $name', ({ start }) => {
  let place: Awaited<ReturnType<NonNullable<typeof start>>> | null = null;
  let opened: OpenedStores | null = null;
  let subjects: SubjectStore;

  beforeAll(async () => {
    if (!start) return;
    place = await start();
    opened = await openStores(place.url, { cutHistory, foldText });
  });
  beforeEach(async () => {
    await opened?.models.subjects.collection.deleteMany({});
    subjects = opened?.subjects ?? memorySubjects(foldText);
  });
  afterAll(async () => {
    await opened?.close();
    await place?.stop();
  });

  const put = async (...made: ReturnType<typeof subjectOf>[]) => {
    for (const one of made) expect(await subjects.put(one, 0)).toBe('committed');
  };
  const uids = (found: { uid: string }[]) => found.map((one) => one.uid);

  it('gives back what was put, and nothing beside it', async () => {
    const made = subjectOf(1, { to: '2025-12-31' });
    await put(made);
    expect(await subjects.load(made.uid)).toEqual(made);
    expect(await subjects.loadMany([made.uid, 'nobody'])).toEqual([made]);
    expect(await subjects.load('nobody')).toBeNull();
  });

  it('changes by compare-and-set, and is made once', async () => {
    const made = subjectOf(1);
    await put(made);
    expect(await subjects.put(made, 0)).toBe('exists');
    expect(await subjects.put({ ...made, name: 'Trần Thị B', revision: 2 }, 1)).toBe('committed');
    expect(await subjects.put({ ...made, name: 'Lê Văn C', revision: 2 }, 1)).toBe('lost');
    expect((await subjects.load(made.uid))!.name).toBe('Trần Thị B');
    expect(await subjects.put(subjectOf(2, { revision: 5 }), 4)).toBe('lost');
  });

  it('knows who of a unit is there on a day', async () => {
    const unit = 'to-1';
    await put(
      subjectOf(3, { unit, from: '2025-02-01' }),
      subjectOf(1, { unit, to: '2025-01-31' }),
      subjectOf(2, { unit: 'to-2' }),
      subjectOf(4, { unit, mergedInto: 's0003' }),
      subjectOf(5, { unit, name: '', erased: { at: '2025-01-02T00:00:00.000Z', by: 'a' } }),
    );
    expect(uids(await subjects.ofUnit(unit, '2025-01-31'))).toEqual(['s0001']);
    expect(uids(await subjects.ofUnit(unit, '2025-02-01'))).toEqual(['s0003']);
    expect(await subjects.ofUnit(unit, '2024-12-31')).toEqual([]);
  });

  it('knows who was merged into whom', async () => {
    await put(
      subjectOf(1),
      subjectOf(2, { mergedInto: 's0001' }),
      subjectOf(3, { mergedInto: 's0002' }),
      subjectOf(4, { mergedInto: 's0001' }),
    );
    expect(uids(await subjects.mergedInto(['s0001']))).toEqual(['s0002', 's0004']);
    expect(uids(await subjects.mergedInto(['s0002', 's0003']))).toEqual(['s0003']);
    expect(await subjects.mergedInto([])).toEqual([]);
  });

  it('knows whom nobody has looked at yet, the oldest first', async () => {
    const added = (at: string) => ({ unconfirmed: { at, by: 'leader' } });
    await put(
      subjectOf(1),
      subjectOf(2, added('2025-02-02T08:00:00.000Z')),
      subjectOf(4, added('2025-02-01T08:00:00.000Z')),
      subjectOf(3, added('2025-02-02T08:00:00.000Z')),
    );
    expect(uids(await subjects.unconfirmed(10))).toEqual(['s0004', 's0002', 's0003']);
    expect(uids(await subjects.unconfirmed(2))).toEqual(['s0004', 's0002']);
    await subjects.put(subjectOf(4, { revision: 2 }), 1);
    expect(uids(await subjects.unconfirmed(10))).toEqual(['s0002', 's0003']);
  });

  it('finds by the beginning of a word without marks, not who was merged or erased', async () => {
    await put(
      subjectOf(1, { name: 'Đặng Thị Ánh' }),
      subjectOf(2, { name: 'Hộ bà Đặng Thị Bé' }),
      subjectOf(3, { name: 'Đặng Thị Ánh', mergedInto: 's0001' }),
    );
    expect(uids(await subjects.search(['dang', 'anh']))).toEqual(['s0001']);
    expect(uids(await subjects.search(['dan'])).sort()).toEqual(['s0001', 's0002']);
    expect(await subjects.search([])).toEqual([]);
    const found = (await subjects.load('s0001'))!;
    await subjects.put({ ...found, name: 'Lê Thị Ánh', revision: 2 }, 1);
    expect(uids(await subjects.search(['dang']))).toEqual(['s0002']);
  });

  it('lists everything by uid', async () => {
    await put(subjectOf(2, { mergedInto: 's0001' }), subjectOf(1), subjectOf(3));
    expect(uids(await subjects.list(null, 2))).toEqual(['s0001', 's0002']);
    expect(uids(await subjects.list('s0002', 2))).toEqual(['s0003']);
  });
});

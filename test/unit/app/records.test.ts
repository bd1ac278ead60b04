import { describe, expect, it } from 'vitest';
import { composeMemory, type MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { breakAt } from './breaking.ts';
import { opened, openTown, townWorld } from './town.ts';

const many = 1_234;
const manyTeams: Patch = {
  file: 'library/organisations/town.json',
  op: 'replace',
  path: '/units',
  value: [
    { uid: 'city', name: 'Thị xã', level: 'city', parents: [] },
    { uid: 'north', name: 'Quận Bắc', level: 'district', parents: [{ line: 'main', unit: 'city' }] },
    { uid: 'ward-1', name: 'Phường Một', level: 'ward', parents: [{ line: 'main', unit: 'north' }] },
    ...Array.from({ length: many }, (_, n) => ({
      uid: `team-${n + 1}`,
      name: `Tổ ${n + 1}`,
      level: 'team',
      parents: [{ line: 'main', unit: 'ward-1' }],
    })),
  ],
};

async function start(town: MemoryComposition, process = town.app): Promise<void> {
  await process.records.start((await process.campaigns.latest('minimal'))!);
}

describe('a period that opens', () => {
  it('opens one case a unit, in batches of five hundred, and then is open whole', async () => {
    const town = await composeMemory(townWorld([manyTeams]), opened);
    const batches: number[] = [];
    const counting = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        insertMany(made) {
          batches.push(made.length);
          return ports.cases.insertMany(made);
        },
      },
    }));
    await start(town, counting.app);
    expect(batches).toEqual([500, 500, 234]);
    expect(town.everything().cases.length).toBe(many);
    const [record] = town.everything().records;
    expect(record).toMatchObject({ opened: ['report/2025-01'], opening: {} });
    expect(record!.wakes.map((one) => one.id)).toEqual(['open.report.2025-02']);
    await start(town);
    expect(town.everything().cases.length).toBe(many);
  });

  it.each([
    [3, 'before'],
    [3, 'after'],
    [6, 'before'],
    [6, 'after'],
    [8, 'after'],
  ] as const)('goes on where it was broken, at write %i %s', async (n, when) => {
    const town = await composeMemory(townWorld([manyTeams]), opened);
    const breaking = breakAt(n, when);
    await expect(start(town, town.again(breaking.change).app)).rejects.toThrow();
    const half = town.everything().cases.length;
    expect(half).toBeLessThan(many);
    const [record] = town.everything().records;
    if (record) expect(record.opened).toEqual([]);
    let inserted = 0;
    const next = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async insertMany(made) {
          const fresh = await ports.cases.insertMany(made);
          inserted += fresh.length;
          return fresh;
        },
      },
    }));
    await start(town, next.app);
    expect(inserted).toBe(many - half);
    expect(town.everything().cases.length).toBe(many);
    await next.app.wakes.sweep(true);
    await next.settle();
    for (const one of town.everything().cases) {
      expect(one.history.filter((event) => event.type === 'opened').length).toBe(1);
      expect(one.hasOutbox).toBeUndefined();
    }
  });

  it('advanced by two processes at once opens each case once', async () => {
    const town = await composeMemory(townWorld([manyTeams]), opened);
    const other = town.again();
    await Promise.all([start(town), start(town, other.app)]);
    expect(town.everything().cases.length).toBe(many);
    const [record] = town.everything().records;
    expect(record!.opened).toEqual(['report/2025-01']);
    const verdicts = record!.history.map((event) => event.seq);
    expect(verdicts).toEqual(verdicts.map((_, index) => index + 1));
  });

  it('is started, and given each new version, by a sweep where the publisher’s process ended in between', async () => {
    const town = await composeMemory(townWorld(), opened);
    expect(await town.app.records.behind()).toMatchObject([{ _id: 'minimal' }]);
    await town.app.wakes.sweep(true);
    await town.settle();
    expect(town.everything().cases.length).toBe(3);
    const { version: first } = (await town.ports.records.load('minimal'))!;
    const { files } = townWorld([
      { file: 'campaign.json', op: 'replace', path: '/title/vi', value: 'Tên mới' },
    ]);
    const published = await town.app.campaigns.publish(files, 'admin');
    expect((await town.ports.records.load('minimal'))!.version).toBe(first);
    await town.app.wakes.sweep(false);
    await town.settle();
    expect(published).toMatchObject({
      value: { version: (await town.ports.records.load('minimal'))!.version },
    });
    expect(await town.app.records.behind()).toEqual([]);
  });

  it('wakes by itself when the next one is due, and is put into the queue when that is near', async () => {
    const town = await openTown();
    await town.passUntil('2025-02-27T22:00:00.000Z');
    expect(town.everything().cases.length).toBe(3);
    expect([...town.jobs.values()].filter((job) => job.record === 'campaign')).toEqual([]);
    town.setTime('2025-02-27T23:30:00.000Z');
    await town.app.wakes.sweep(false);
    expect([...town.jobs.values()].filter((job) => job.record === 'campaign').length).toBe(1);
    await town.passUntil('2025-02-28T01:00:00.000Z');
    expect(
      town
        .everything()
        .cases.map((one) => one.period)
        .sort(),
    ).toEqual(['2025-01', '2025-01', '2025-01', '2025-02', '2025-02', '2025-02']);
  });
});

describe('a unit that takes over from another', () => {
  const merged: Patch[] = [
    {
      file: 'library/organisations/town.json',
      op: 'add',
      path: '/units/-',
      value: {
        uid: 'team-4',
        name: 'Tổ 4',
        level: 'team',
        parents: [{ line: 'main', unit: 'ward-2' }],
        validFrom: '2025-02-10',
      },
    },
    { file: 'library/organisations/town.json', op: 'add', path: '/units/6/validTo', value: '2025-02-09' },
    { file: 'library/organisations/town.json', op: 'add', path: '/units/6/successors', value: ['team-4'] },
  ];

  it('does not owe a period that its predecessor was opened for, and owes the next', async () => {
    const town = await openTown(merged);
    expect(town.everything().cases.map((one) => one.unit.uid)).toEqual(['team-1', 'team-2', 'team-3']);
    await town.passUntil('2025-02-12T01:00:00.000Z');
    expect(town.everything().cases.length).toBe(3);
    await town.passUntil('2025-02-28T01:00:00.000Z');
    const february = town.everything().cases.filter((one) => one.period === '2025-02');
    expect(february.map((one) => one.unit.uid)).toEqual(['team-1', 'team-2', 'team-4']);
  });

  it('does not owe one either that was opened for the predecessor before its time', async () => {
    const town = await openTown(merged);
    const id = 'minimal.report.team-3.2025-02.1';
    const early = await town.app.commands.open(
      id,
      (await town.app.campaigns.latest('minimal'))!,
      { type: 'open', key: `open:${id}`, entry: 'report', period: '2025-02', unit: 'team-3', attempt: 1 },
      { account: 'system', via: 'import' },
    );
    expect(early.ok).toBe(true);
    await town.passUntil('2025-02-28T01:00:00.000Z');
    const february = town.everything().cases.filter((one) => one.period === '2025-02');
    expect(february.map((one) => one.unit.uid).sort()).toEqual(['team-1', 'team-2', 'team-3']);
  });
});

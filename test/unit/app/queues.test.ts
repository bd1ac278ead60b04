import { beforeAll, describe, expect, it } from 'vitest';
import type { QueueAsked } from '../../../engine/app/queues.ts';
import type { MemoryComposition, TestPerson } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { act, caseOf, freshKey, openTown, submit } from './town.ts';

const teams = 60;
const names = ['Hòa Bình', 'Đoàn Kết', 'Sao Đỏ'];
const manyTeams: Patch = {
  file: 'library/organisations/town.json',
  op: 'replace',
  path: '/units',
  value: [
    { uid: 'city', name: 'Thị xã', level: 'city', parents: [] },
    { uid: 'north', name: 'Quận Bắc', level: 'district', parents: [{ line: 'main', unit: 'city' }] },
    ...[1, 2].map((n) => ({
      uid: `ward-${n}`,
      name: `Phường ${n}`,
      level: 'ward',
      parents: [{ line: 'main', unit: 'north' }],
    })),
    ...Array.from({ length: teams }, (_, n) => ({
      uid: `team-${n + 1}`,
      name: `Tổ ${names[n % 3]} ${n + 1}`,
      level: 'team',
      parents: [{ line: 'main', unit: n < 57 ? 'ward-1' : 'ward-2' }],
    })),
  ],
};
const leaders: TestPerson[] = Array.from({ length: teams - 3 }, (_, n) => ({
  id: `leader-${n + 4}`,
  holds: [`leader@team-${n + 4}`],
}));

async function queueOf(town: MemoryComposition, account: string, asked: QueueAsked = {}) {
  return town.app.queues.queue(await town.viewer(account), asked, 'vi');
}

/** The counts of a queue's tabs, by id. */
async function counts(town: MemoryComposition, account: string, asked: QueueAsked = {}) {
  const { tabs } = await queueOf(town, account, asked);
  return Object.fromEntries(tabs.map(({ id, count }) => [id, Number(count)]));
}

async function claim(town: MemoryComposition, account: string, team: number) {
  const [task] = (await town.load(caseOf(team))).tasks;
  return town.app.commands.execute(
    caseOf(team),
    { type: 'claim', key: freshKey(), task: { id: task!.id, generation: task!.generation } },
    { account, via: 'web' },
  );
}

describe('a reviewer’s queue', () => {
  let town: MemoryComposition;

  beforeAll(async () => {
    town = await openTown([manyTeams], leaders);
    for (let team = 1; team <= teams; team += 1) {
      town.setTime(new Date(Date.parse('2025-01-31T01:30:00.000Z') + team * 1000).toISOString());
      expect((await submit(town, team)).ok).toBe(true);
    }
    await town.passUntil('2025-01-31T02:00:00.000Z');
    await act(town, 'clerk-1', 1, 'confirm');
    await act(town, 'clerk-1', 2, 'return', { reason: 'Thiếu.' });
    await claim(town, 'clerk-1', 3);
    await claim(town, 'clerk-1b', 4);
  });

  it('counts each tab', async () => {
    expect(await counts(town, 'clerk-1')).toEqual({
      todo: 54,
      mine: 1,
      unclaimed: 53,
      soon: 0,
      late: 0,
      waiting: 1,
      done: 1,
    });
    expect(await counts(town, 'clerk-1b')).toMatchObject({ todo: 54, mine: 1, unclaimed: 53, done: 0 });
    expect(await counts(town, 'clerk-2')).toMatchObject({ todo: 3, mine: 0 });
    for (const nobody of ['outsider', 'admin', 'head'])
      expect(Object.values(await counts(town, nobody)), nobody).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('shows each tab what it counts', async () => {
    const ids = async (tab: QueueAsked['tab']) =>
      (await queueOf(town, 'clerk-1', { tab: tab! })).lines.map((line) => line.id);
    expect(await ids('mine')).toEqual([caseOf(3)]);
    expect(await ids('waiting')).toEqual([caseOf(2)]);
    expect(await ids('done')).toEqual([caseOf(1)]);
    expect(await ids('todo')).toContain(caseOf(3));
    expect(await ids('todo')).not.toContain(caseOf(4));
  });

  it('comes in pages by what is due first, each case once', async () => {
    const first = await queueOf(town, 'clerk-1');
    expect(first.lines.length).toBe(50);
    const after = new URLSearchParams(first.more!.split('?')[1]).get('after')!;
    const second = await queueOf(town, 'clerk-1', { after });
    expect(second.lines.length).toBe(4);
    expect(second.more).toBeUndefined();
    const all = [...first.lines, ...second.lines];
    expect(new Set(all.map((line) => line.id)).size).toBe(54);
    const due = all.map((line) => line.due!.at);
    expect(due).toEqual([...due].sort());
  });

  it.each([
    ['hoa binh', 'Hòa Bình'],
    ['HÒA BÌNH', 'Hòa Bình'],
    ['doan ket', 'Đoàn Kết'],
    ['đoàn', 'Đoàn Kết'],
    ['sao do', 'Sao Đỏ'],
  ])('finds “%s” without minding marks or case', async (search, name) => {
    const found = await queueOf(town, 'clerk-1', { search });
    expect(found.lines.length).toBeGreaterThan(10);
    for (const line of found.lines) expect(line.unit).toContain(name);
    const count = found.tabs.find((tab) => tab.id === 'todo')!.count;
    expect(Number(count)).toBe(found.lines.length);
  });

  it('finds only within the tab, and only what is the reader’s', async () => {
    const todo = await queueOf(town, 'clerk-1', { search: 'hoa binh 1', tab: 'done' });
    expect(todo.lines.map((line) => line.id)).toEqual([caseOf(1)]);
    expect((await queueOf(town, 'clerk-2', { search: 'hoa' })).lines.map((line) => line.id)).toEqual([
      caseOf(58),
    ]);
    expect((await queueOf(town, 'outsider', { search: 'hoa' })).lines).toEqual([]);
    expect((await queueOf(town, 'clerk-1', { search: 'khong co gi' })).lines).toEqual([]);
    expect((await queueOf(town, 'clerk-1', { search: '...' })).lines).toEqual([]);
  });

  it('moves to late and soon with the clock', async () => {
    const later = town.again();
    const due = (await queueOf(town, 'clerk-2')).lines[0]!.due!.at;
    const at = (minutes: number) => new Date(Date.parse(due) + minutes * 60_000).toISOString();
    const now = town.now();
    later.setTime(at(-60));
    expect((await counts(later as MemoryComposition, 'clerk-2')).soon).toBe(3);
    later.setTime(at(60));
    expect(await counts(later as MemoryComposition, 'clerk-2')).toMatchObject({ soon: 0, late: 3, todo: 3 });
    later.setTime(now);
  });

  it('gives the next case after a decision, in its own order', async () => {
    const viewer = await town.viewer('clerk-2');
    const [first, second] = (await queueOf(town, 'clerk-2')).lines.map((line) => line.id);
    expect(await town.app.queues.next(viewer, {}, null)).toBe(first);
    // A case that stays in the queue is not opened again at once.
    expect(await town.app.queues.next(viewer, {}, first!)).toBe(second);
    await act(town, 'clerk-2', Number(first!.split('team-')[1]!.split('.')[0]), 'confirm');
    expect(await town.app.queues.next(viewer, {}, first!)).toBe(second);
    expect(await town.app.queues.next(viewer, { search: 'khong co' }, null)).toBeNull();
    expect(await town.app.queues.next(await town.viewer('outsider'), {}, null)).toBeNull();
  });
});

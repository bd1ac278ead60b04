import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { opened, openTown } from '../town.ts';

const today = '2025-01-31';
const blank = { name: '', code: '', from: '', line: '', parent: '', lastDay: '', successors: '', note: '' };
const query = { organisation: '', line: '', day: '', search: '' };

async function edit(town: MemoryComposition, over: Partial<typeof blank> & { edit: string; uid: string }) {
  const outcome = await town.app.organisations.editUnit(await town.account('admin'), { ...blank, ...over });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value;
}

async function tree(town: MemoryComposition, day = ''): Promise<string[]> {
  const { rows } = await town.app.organisations.units({ ...query, day }, today, 'vi');
  return rows.map(({ name, depth, below }) => `${'·'.repeat(depth)}${name}${below > 0 ? ` ${below}` : ''}`);
}

describe('units', () => {
  it('stand as a tree of a line on a day, under the names of that day', async () => {
    const town = await openTown();
    const before = ['Thị xã', '·Quận Bắc', '··Phường Một 2', '··Phường Hai 1'];
    expect(await tree(town)).toEqual(before);
    await edit(town, { edit: 'rename', uid: 'ward-1', name: 'Phường Nhất', from: '01/03/2025' });
    await edit(town, { edit: 'move', uid: 'team-3', line: 'main', parent: 'ward-1', from: '2025-04-01' });
    expect(await tree(town, '28/02/2025')).toEqual(before);
    expect(await tree(town, '2025-03-01')).toEqual([
      'Thị xã',
      '·Quận Bắc',
      '··Phường Nhất 2',
      '··Phường Hai 1',
    ]);
    expect(await tree(town, '2025-04-01')).toEqual(['Thị xã', '·Quận Bắc 1', '··Phường Nhất 3']);
  });

  it('are found by any of their names without marks, by id, also when they have ended', async () => {
    const town = await openTown();
    await edit(town, { edit: 'rename', uid: 'ward-1', name: 'Phường Nhất', from: '2025-01-10' });
    await edit(town, { edit: 'end', uid: 'ward-2', lastDay: '2025-01-15', successors: 'ward-1' });
    const find = async (search: string) => {
      const { found, foundTotal } = await town.app.organisations.units({ ...query, search }, today, 'vi');
      return [foundTotal, ...found!.map(({ uid, there }) => `${uid}${there ? '' : '!'}`)];
    };
    expect(await find('phuong mot')).toEqual([1, 'ward-1']);
    expect(await find('PHƯỜNG')).toEqual([2, 'ward-1', 'ward-2!']);
    expect(await find('team-3')).toEqual([1, 'team-3']);
    expect(await find('khong co')).toEqual([0]);
    expect(
      (await town.app.organisations.units({ ...query, day: 'hôm qua' }, today, 'vi')).issues,
    ).toMatchObject([{ code: 'directory.day.wrong' }]);
  });

  it('tell on their page what they are, were and become, who works there, and how many cases are open', async () => {
    const town = await openTown();
    await edit(town, { edit: 'rename', uid: 'team-1', name: 'Tổ Nhất', from: '2025-02-01' });
    await edit(town, { edit: 'end', uid: 'team-1', lastDay: '2025-06-30', successors: 'Tổ 2' });
    const page = (await town.app.organisations.unit('team-1', today, 'vi'))!;
    expect(page).toMatchObject({
      name: 'Tổ 1',
      level: 'Tổ',
      state: 'there',
      to: '30/06/2025',
      names: [
        { name: 'Tổ 1', to: '31/01/2025' },
        { name: 'Tổ Nhất', from: '01/02/2025' },
      ],
      successors: [{ uid: 'team-2' }],
      cases: { open: 1, total: 1, more: false },
    });
    expect(page.lines.map(({ parents }) => parents.map(({ uid }) => uid))).toEqual([['ward-1']]);
    expect(page.roles.map(({ title, nobody, holders }) => [title, nobody, holders.length])).toEqual([
      ['Tổ trưởng', false, 1],
    ]);
    expect(
      (await town.app.organisations.unit('team-2', today, 'vi'))!.predecessors.map(({ uid }) => uid),
    ).toEqual(['team-1']);
    expect((await town.app.organisations.unit('team-1', '2025-08-01', 'vi'))!).toMatchObject({
      state: 'ended',
      name: 'Tổ Nhất',
    });
  });

  it('that begin owe what the campaign asks of them from then on', async () => {
    const town = await openTown();
    const outcome = await town.app.organisations.addUnit(await town.account('admin'), {
      organisation: 'town',
      uid: 'team-4',
      name: 'Tổ 4',
      code: '',
      level: 'team',
      line: 'main',
      parent: 'Phường Hai',
      from: opened.slice(0, 10),
      note: '',
    });
    expect(outcome.ok).toBe(true);
    await town.settle();
    expect(await town.ports.cases.existing(['minimal.report.team-4.2025-01.1'])).toHaveLength(1);
    // Now that it has a case it stays: its last day can be said, not that it never was.
    if (outcome.ok)
      expect(
        await town.app.directoryChanges.undo(await town.account('admin'), outcome.value._id),
      ).toMatchObject({
        ok: false,
        issues: [{ code: 'directory.unit.in_use' }],
      });
  });
});

describe('who holds which role', () => {
  it('is asked by day, role, person or unit', async () => {
    const town = await openTown();
    const ask = async (over: Partial<{ search: string; role: string; day: string; after: string }>) =>
      (
        await town.app.organisations.members(
          { search: '', role: '', day: '', after: '', ...over },
          today,
          'vi',
        )
      ).lines.map(({ account, unit }) => `${account} ${unit!.name}`);
    expect(await ask({ role: 'town/clerk' })).toEqual([
      'Người clerk-1 Phường Một',
      'Người clerk-1b Phường Một',
      'Người clerk-2 Phường Hai',
    ]);
    expect(await ask({ search: 'phuong hai' })).toEqual(['Người clerk-2 Phường Hai']);
    expect(await ask({ search: 'head' })).toEqual(['Người head Thị xã']);
    expect(await ask({ day: '31/12/2024' })).toEqual([]);
  });
});

describe('a person', () => {
  it('is named by login, or by a name that nobody else has', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const give = async (login: string, from: string) => {
      const typed = { login, role: 'town/clerk', unit: 'Phường Hai', from, to: from, note: '' };
      const outcome = await town.app.organisations.addMembership(admin, typed);
      return outcome.ok ? outcome.value.records[0]!.after!['account'] : outcome.issues[0]!.code;
    };
    expect(await give('Leader-1', '2025-03-01')).toBe('leader-1');
    expect(await give('nguoi LEADER-1', '2025-03-02')).toBe('leader-1');
    await town.app.accounts.change(admin, 'leader-2', { name: 'Người leader-1' }, 1);
    expect(await give('người leader-1', '2025-03-03')).toBe('directory.account.unknown');
    expect(await give('Người (leader-2)', '2025-03-04')).toBe('leader-2');
  });
});

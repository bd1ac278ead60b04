import { describe, expect, it } from 'vitest';
import { currentSubjects } from '../../../../engine/app/organisation/current-subjects.ts';
import type { Subject } from '../../../../engine/model/subject.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { openTown } from '../town.ts';

const today = '2025-01-31';
const typed = { kind: 'person', name: 'Nguyễn Văn An', unit: 'team-1', from: '01/01/2025', to: '', note: '' };

async function add(town: MemoryComposition, over: Partial<typeof typed> = {}): Promise<string> {
  const outcome = await town.app.subjects.add(await town.account('admin'), { ...typed, ...over });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value.records[0]!.id;
}

async function codes(outcome: Promise<{ ok: boolean; issues?: unknown }>): Promise<string[]> {
  const result = (await outcome) as { ok: boolean; issues: { code: string; pointer: string }[] };
  return result.ok ? [] : result.issues.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('a subject', () => {
  it('is added under a uid that tells nothing, found, changed, and undone', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const uid = await add(town);
    expect(uid).toMatch(/^dt-[a-z0-9]{24}$/);
    const found = async (search: string, unit = '') =>
      (await town.app.subjects.search({ search, unit, after: '' }, today, 'vi')).lines.map(
        ({ name }) => name,
      );
    expect(await found('nguyen an')).toEqual(['Nguyễn Văn An']);
    expect(await found('', 'Tổ 1')).toEqual([]);
    expect(await found('', 'team-1')).toEqual(['Nguyễn Văn An']);
    expect(await found('nguyen', 'team-2')).toEqual([]);
    const changed = await town.app.subjects.change(admin, uid, {
      ...typed,
      name: 'Nguyễn Văn Ân',
      to: '2025-12-31',
    });
    expect(await found('nguyen an')).toEqual(['Nguyễn Văn Ân']);
    expect(
      await codes(
        town.app.subjects.change(admin, uid, { ...typed, name: 'Nguyễn Văn Ân', to: '2025-12-31' }),
      ),
    ).toEqual(['directory.change.nothing ']);
    if (changed.ok) await town.app.directoryChanges.undo(admin, changed.value._id);
    expect(await town.ports.subjects.load(uid)).toMatchObject({
      name: 'Nguyễn Văn An',
      organisation: 'town',
    });
  });

  it('is refused with every reason at its field', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    expect(
      await codes(
        town.app.subjects.add(admin, {
          kind: 'cat',
          name: ' ',
          unit: 'team-9',
          from: '',
          to: '30/02/2025',
          note: '',
        }),
      ),
    ).toEqual([
      'directory.subject.kind /kind',
      'directory.name.missing /name',
      'directory.unit.unknown /unit',
      'directory.day.missing /from',
      'directory.day.wrong /to',
    ]);
    expect(await codes(town.app.subjects.add(admin, { ...typed, to: '2024-01-01' }))).toEqual([
      'app.membership.dates /to',
    ]);
    expect(await codes(town.app.subjects.add(await town.account('clerk-1'), typed))).toEqual([
      'directory.access.administrator ',
    ]);
    expect(await codes(town.app.subjects.change(admin, 'nobody', typed))).toEqual([
      'directory.subject.unknown ',
    ]);
  });
});

describe('doubles', () => {
  it('are merged by one act; what names one is read as the other; undone, both are there', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const later = await add(town, { from: '2025-01-20' });
    const earlier = await add(town, { name: 'Nguyen Van An', from: '2025-01-02' });
    await add(town, { name: 'Nguyễn Văn An', unit: 'team-2' });
    const [pair, ...others] = await town.app.subjects.doubles('', 'vi');
    expect(others).toEqual([]);
    expect([pair!.first.uid, pair!.second.uid, pair!.equal]).toEqual([earlier, later, true]);
    const merged = await town.app.subjects.merge(admin, later, earlier, '');
    if (!merged.ok) throw new Error('refused');
    expect(await town.app.subjects.doubles('', 'vi')).toEqual([]);
    expect((await town.app.subjects.current(earlier))!.uid).toBe(later);
    expect((await town.ports.subjects.load(later))!.from).toBe('2025-01-02');
    expect((await town.app.subjects.page(earlier, today, 'vi'))!.merged!.uid).toBe(later);
    for (const [a, b, code] of [
      [later, earlier, 'directory.subject.merged '],
      [later, later, 'directory.subject.itself '],
      [later, 'nobody', 'directory.subject.unknown '],
    ] as const)
      expect(await codes(town.app.subjects.merge(admin, a, b, ''))).toEqual([code]);
    expect((await town.app.directoryChanges.undo(admin, merged.value._id)).ok).toBe(true);
    expect((await town.app.subjects.current(earlier))!.uid).toBe(earlier);
    expect((await town.ports.subjects.load(later))!.from).toBe('2025-01-20');
  });

  it('of doubles lead to the last, and a ring to nobody', async () => {
    const town = await openTown();
    const put = (uid: string, mergedInto?: string) =>
      town.ports.subjects.put(
        {
          ...(typed as unknown as Subject),
          uid,
          organisation: 'town',
          from: '2025-01-01',
          ...(mergedInto ? { mergedInto } : {}),
          revision: 1,
        },
        0,
      );
    await put('a', 'b');
    await put('b', 'c');
    await put('c');
    await put('x', 'y');
    await put('y', 'x');
    const found = await currentSubjects(town.ports, ['a', 'b', 'c', 'x', 'nobody']);
    expect([...found].map(([uid, { uid: to }]) => `${uid}${to}`)).toEqual(['ac', 'bc', 'cc']);
  });
});

describe('erasing', () => {
  it('takes the name out of the register and of every change; it is not undone', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const uid = await add(town);
    const changed = await town.app.subjects.change(admin, uid, { ...typed, name: 'Nguyễn Văn Bình' });
    expect(await town.app.subjects.erase(await town.account('clerk-1'), uid)).toMatchObject({ ok: false });
    expect((await town.app.subjects.erase(admin, uid)).ok).toBe(true);
    expect(await town.ports.subjects.load(uid)).toMatchObject({ name: '', erased: { by: 'admin' } });
    const kept = await Promise.all(
      (await town.ports.directoryChanges.list(`subject/${uid}`, null, 10)).map(({ _id }) =>
        town.ports.directoryChanges.load(_id),
      ),
    );
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('Nguyễn');
    if (changed.ok)
      expect(await codes(town.app.directoryChanges.undo(admin, changed.value._id))).toEqual([
        'directory.undo.erased ',
      ]);
    expect(await codes(town.app.subjects.change(admin, uid, typed))).toEqual(['directory.subject.merged ']);
    expect((await town.app.accounts.log(null)).find(({ act }) => act === 'subject.erase')).toMatchObject({
      subject: uid,
      details: {},
    });
    expect(JSON.stringify([town.log, town.mails])).not.toContain('Nguyễn');
  });
});

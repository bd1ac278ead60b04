import { describe, expect, it } from 'vitest';
import type { DirectoryChange } from '../../../../engine/model/directory-change.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { breakAt } from '../breaking.ts';
import { openTown } from '../town.ts';

const rename = { edit: 'rename', uid: 'ward-1', name: 'Phường Mới', from: '2025-03-01' };
const blank = { name: '', code: '', from: '', line: '', parent: '', lastDay: '', successors: '', note: '' };

async function unitName(town: MemoryComposition, uid: string): Promise<string> {
  const { organisations } = await town.app.directory.current();
  return organisations[0]!.units.find((one) => one.uid === uid)!.name;
}

/** One act over several kinds of records: a unit, two memberships, a subject. */
async function wide(town: MemoryComposition): Promise<DirectoryChange> {
  const admin = await town.account('admin');
  const organisation = (await town.ports.directory.organisations())[0]!;
  const ward = organisation.units.find(({ uid }) => uid === 'ward-1')!;
  const membership = (n: number) => ({
    id: `m-new-${n}`,
    account: 'outsider',
    role: 'town/clerk',
    unit: 'ward-1',
    from: `2025-0${n}-01`,
    to: `2025-0${n}-02`,
  });
  const subject = {
    uid: 'dt-1',
    kind: 'person',
    name: 'Nguyễn Văn An',
    unit: 'team-1',
    organisation: 'town',
    from: '2025-01-01',
  };
  const unit = { organisation: 'town', ...ward };
  const proposed = await town.app.directoryChanges.propose(admin, {
    act: 'import.don-vi',
    records: [
      { kind: 'membership', id: 'm-new-1', before: null, after: membership(1) },
      {
        kind: 'unit',
        id: 'ward-1',
        before: JSON.parse(JSON.stringify(unit)),
        after: JSON.parse(JSON.stringify({ ...unit, name: 'Phường Mới' })),
      },
      { kind: 'membership', id: 'm-new-2', before: null, after: membership(2) },
      { kind: 'subject', id: 'dt-1', before: null, after: subject },
    ],
  });
  if (!proposed.ok) throw new Error('refused');
  return proposed.value;
}

/** What the directory and the register hold, without revisions. */
async function picture(town: Pick<MemoryComposition, 'ports'>) {
  const { directory, subjects } = town.ports;
  const strip = (one: { revision: number }) => ({ ...one, revision: 0 });
  return JSON.stringify([
    (await directory.organisations()).map(strip),
    await directory.memberships(),
    (await subjects.list(null, 100)).map(strip),
  ]);
}

describe('a change of the directory', () => {
  it('is applied whole, seen at once by everybody, told in the history and undone whole', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const before = await picture(town);
    const { _id } = await wide(town);
    expect(await picture(town)).toBe(before);
    expect((await town.app.directoryChanges.apply(admin, _id)).ok).toBe(true);
    expect(await unitName(town, 'ward-1')).toBe('Phường Mới');
    expect((await town.ports.subjects.load('dt-1'))!.name).toBe('Nguyễn Văn An');
    const [told] = await town.app.directoryChanges.list('unit/ward-1', null, 10);
    expect(told).toMatchObject({ _id, by: 'admin', state: 'applied', total: 4, at: town.now() });
    expect((await town.app.directoryChanges.undo(admin, _id)).ok).toBe(true);
    expect(await picture(town)).toBe(before);
    expect((await town.app.directoryChanges.list(null, null, 10)).map(({ state }) => state)).toEqual([
      'applied',
      'undone',
    ]);
    expect(await unitName(town, 'ward-1')).toBe('Phường Một');
  });

  it('is refused, with nothing written, when a record was changed in between', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const { _id } = await wide(town);
    await town.app.organisations.editUnit(admin, { ...blank, ...rename });
    const before = await picture(town);
    expect(await town.app.directoryChanges.apply(admin, _id)).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.record.meanwhile', params: { name: 'Phường Mới' } }],
    });
    expect(await picture(town)).toBe(before);
  });

  it('is undone only while nothing in it was changed again, and once', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const { directoryChanges, organisations } = town.app;
    const first = await organisations.editUnit(admin, { ...blank, ...rename });
    const second = await organisations.editUnit(admin, {
      ...blank,
      ...rename,
      name: 'Phường Nữa',
      from: '2025-04-01',
    });
    if (!first.ok || !second.ok) throw new Error('refused');
    const undo = async (id: string) => {
      const outcome = await directoryChanges.undo(admin, id);
      return outcome.ok ? 'ok' : outcome.issues[0]!.code;
    };
    expect(await undo(first.value._id)).toBe('directory.undo.overtaken');
    expect(await undo(second.value._id)).toBe('ok');
    expect(await undo(second.value._id)).toBe('directory.undo.not_applied');
    expect(await undo(first.value._id)).toBe('ok');
    expect(await unitName(town, 'ward-1')).toBe('Phường Một');
    expect(await undo('nothing')).toBe('directory.change.unknown');
  });

  it('an undo is undone as any change', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const made = await town.app.organisations.editUnit(admin, { ...blank, ...rename });
    if (!made.ok) throw new Error('refused');
    const undone = await town.app.directoryChanges.undo(admin, made.value._id);
    if (!undone.ok) throw new Error('refused');
    expect((await town.app.directoryChanges.undo(admin, undone.value._id)).ok).toBe(true);
    expect(await unitName(town, 'ward-1')).toBe('Phường Mới');
  });

  it('a preview is forgotten after a day', async () => {
    const town = await openTown();
    const { _id } = await wide(town);
    town.setTime(new Date(Date.parse(town.now()) + 25 * 3_600_000).toISOString());
    await wide(town);
    expect(await town.app.directoryChanges.apply(await town.account('admin'), _id)).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.change.unknown' }],
    });
  });

  it('is for administrators', async () => {
    const town = await openTown();
    const clerk = await town.account('clerk-1');
    expect(await town.app.organisations.editUnit(clerk, { ...blank, ...rename })).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.access.administrator' }],
    });
    const { _id } = await wide(town);
    expect((await town.app.directoryChanges.apply(clerk, _id)).ok).toBe(false);
    expect(await unitName(town, 'ward-1')).toBe('Phường Một');
  });

  it('of two at once on one record one is made, and the other told', async () => {
    const town = await openTown();
    const other = town.again();
    const admin = await town.account('admin');
    const outcomes = await Promise.all([
      town.app.organisations.editUnit(admin, { ...blank, ...rename, name: 'Phường A' }),
      other.app.organisations.editUnit(admin, { ...blank, ...rename, name: 'Phường B' }),
    ]);
    expect(outcomes.filter((one) => one.ok).length).toBe(1);
    const [unit] = (await town.ports.directory.organisations())[0]!.units.filter(
      ({ uid }) => uid === 'ward-1',
    );
    expect(unit!.formerNames).toHaveLength(1);
  });
});

describe('a process that dies while the directory changes', () => {
  it.each(['apply', 'undo'] as const)('leaves nothing half done: the next finishes the %s', async (what) => {
    for (const when of ['before', 'after'] as const)
      for (let n = 1; n < 40; n += 1) {
        const town = await openTown();
        const admin = await town.account('admin');
        const { _id } = await wide(town);
        const before = await picture(town);
        if (what === 'undo') await town.app.directoryChanges.apply(admin, _id);
        const start = await picture(town);
        const breaking = breakAt(n, when);
        const dying = town.again(breaking.change);
        const broke = await dying.app.directoryChanges[what](admin, _id).then(
          () => false,
          () => true,
        );
        const next = town.again();
        await next.app.directoryChanges.finish();
        const after = await picture(next);
        const whole = what === 'undo' ? before : after;
        // Either nothing of it is there, because it was not yet written down, or all of it.
        if (after !== start) {
          expect(after, `${when} ${n}`).toBe(whole);
          expect(after).not.toBe(start);
          if (what === 'apply') expect(after).toContain('Phường Mới');
          if (what === 'apply')
            for (const one of ['m-new-1', 'm-new-2', 'dt-1']) expect(after).toContain(one);
        }
        expect(await next.ports.directoryChanges.unfinished()).toEqual([]);
        if (!broke) break;
        expect(n).toBeLessThan(39);
      }
  });
});

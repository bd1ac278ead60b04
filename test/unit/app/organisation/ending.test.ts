import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { act, caseOf, inNobodysQueue, reportedTown } from '../town.ts';

const theDay = '2025-02-10T02:00:00.000Z';
const dayAfter = '2025-02-11T02:00:00.000Z';

/** It is the tenth of February. */
async function town(): Promise<MemoryComposition> {
  const made = await reportedTown();
  made.setTime(theDay);
  return made;
}

const typed = { uid: 'ward-1', lastDay: '09/02/2025', successors: 'Phường Hai', people: '', note: '' };

/** Says the end of a unit; gives the reorganisation it is. */
async function end(at: MemoryComposition, over: Partial<typeof typed> = {}): Promise<string> {
  const ended = await at.app.organisations.endUnit(await at.account('admin'), { ...typed, ...over });
  if (!ended.ok || !('reorganisation' in ended.value)) throw new Error(JSON.stringify(ended));
  await at.settle();
  return ended.value.reorganisation;
}

async function endRole(at: MemoryComposition, account: string, lastDay: string) {
  const [held] = await at.ports.directory.membershipsOf(account);
  const ended = await at.app.organisations.endMembership(await at.account('admin'), held!.id, lastDay);
  if (!ended.ok) throw new Error(JSON.stringify(ended.issues));
  await at.settle();
  return ended.value;
}

async function press(at: MemoryComposition, what: 'apply' | 'undo', id: string): Promise<void> {
  const { revision } = (await at.ports.batches.load(id))!;
  const pressed = await at.app.reorganisations[what](await at.account('admin'), id, revision);
  if (!pressed.ok) throw new Error(JSON.stringify(pressed.issues));
  await at.settle();
}

const keysOf = async (at: MemoryComposition, team: number) =>
  (await at.load(caseOf(team))).tasks[0]?.assignees;
const unitsOf = async (at: MemoryComposition) =>
  (await at.app.directory.current()).organisations[0]!.units.filter(({ validTo }) => validTo !== undefined);

describe('a unit that ends on its page', () => {
  it('tells beforehand how many cases it has and how many wait for its people', async () => {
    const at = await town();
    expect((await at.app.organisations.unit('ward-1', '2025-02-10', 'vi'))!.cases).toMatchObject({
      open: 0,
      waiting: 1,
    });
    expect((await at.app.organisations.unit('team-2', '2025-02-10', 'vi'))!.cases).toMatchObject({
      open: 1,
      waiting: 1,
    });
  });

  it('changes nothing until it is applied, then its tasks stand with its successor, and undoing brings both back', async () => {
    const at = await town();
    const people = await at.ports.directory.memberships();
    const id = await end(at);
    expect((await at.ports.batches.load(id))!.counts).toEqual({ 'moves/ward-2': 1, stays: 2 });
    expect([await unitsOf(at), await keysOf(at, 1)]).toEqual([[], ['town/clerk@ward-1']]);
    await press(at, 'apply', id);
    expect(await unitsOf(at)).toMatchObject([
      { uid: 'ward-1', validTo: '2025-02-09', successors: ['ward-2'] },
    ]);
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-2']);
    expect(await inNobodysQueue(at)).toEqual([]);
    await press(at, 'undo', id);
    expect([await unitsOf(at), await keysOf(at, 1)]).toEqual([[], ['town/clerk@ward-1']]);
    expect(await at.ports.directory.memberships()).toEqual(people);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('takes its people along where that is said', async () => {
    const at = await town();
    await press(at, 'apply', await end(at, { people: 'follow' }));
    expect((await at.viewer('clerk-1')).keys).toContain('town/clerk@ward-2');
    expect((await act(at, 'clerk-1', 1, 'confirm')).ok).toBe(true);
  });

  it('asks which of several takes over, and where there is none lets the administrator have it', async () => {
    const at = await town();
    const several = await end(at, { uid: 'team-2', successors: 'Tổ 1 (team-1)\nteam-3' });
    const view = (await at.app.reorganisations.view(several, 'vi'))!;
    expect(view.divided.map(({ options }) => options.map(({ value }) => value))).toEqual([
      ['team-1', 'team-3'],
    ]);
    const none = await end(at, { uid: 'ward-2', successors: '' });
    await press(at, 'apply', none);
    expect((await at.ports.batches.load(none))!.counts).toEqual({ nobody: 1, stays: 2 });
    expect(await keysOf(at, 3)).toEqual(['town/unrouted']);
    expect((await at.app.reorganisations.waiting('vi')).lines.map(({ id }) => id)).toEqual([caseOf(3)]);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('that has ended without a successor sends what waits on once one is named', async () => {
    const at = await town();
    await press(at, 'apply', await end(at, { uid: 'ward-2', successors: '' }));
    const named = { ...typed, uid: 'ward-2', successors: 'ward-1' };
    const changed = await at.app.organisations.endUnit(await at.account('admin'), named);
    expect(changed).toMatchObject({ ok: true, value: { change: { act: 'unit.end' } } });
    await at.settle();
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-1']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('on a day to come moves its tasks then, and cannot be given another day meanwhile', async () => {
    const at = await town();
    await press(at, 'apply', await end(at, { lastDay: '10/02/2025' }));
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1']);
    const other = await at.app.organisations.endUnit(await at.account('admin'), {
      ...typed,
      lastDay: '2025-03-01',
    });
    expect(other.issues.map(({ code }) => code)).toEqual(['directory.unit.ends_soon']);
    await at.passUntil(dayAfter);
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-2']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('is one reorganisation however often it is looked at, and another once it was applied', async () => {
    const at = await town();
    const id = await end(at, { successors: '' });
    expect(await end(at)).toBe(id);
    expect((await at.ports.batches.load(id))!.counts).toEqual({ 'moves/ward-2': 1, stays: 2 });
    await press(at, 'apply', id);
    const goesOn = { ...typed, lastDay: '', successors: '' };
    expect((await at.app.organisations.endUnit(await at.account('admin'), goesOn)).ok).toBe(true);
    expect(await end(at)).not.toBe(id);
  });

  it('is undone while another, of other units, is applied for a later day', async () => {
    const at = await town();
    const first = await end(at);
    await press(at, 'apply', first);
    await press(at, 'apply', await end(at, { uid: 'team-3', lastDay: '2025-03-31', successors: '' }));
    await press(at, 'undo', first);
    expect(await unitsOf(at)).toMatchObject([{ uid: 'team-3' }]);
    const second = await end(at);
    await press(at, 'apply', second);
    await press(at, 'apply', await end(at, { uid: 'ward-2', lastDay: '2025-03-31', successors: '' }));
    const { revision } = (await at.ports.batches.load(second))!;
    const held = await at.app.reorganisations.undo(await at.account('admin'), second, revision);
    expect(held.issues).toMatchObject([
      { code: 'reorganisation.undo.built_on', params: { what: 'Kết thúc Phường Hai' } },
    ]);
  });

  it('are listed fifty at a time', async () => {
    const at = await town();
    for (let n = 1; n <= 51; n += 1) {
      const lastDay = new Date(Date.parse(theDay) + n * 86_400_000).toISOString().slice(0, 10);
      at.setTime(new Date(Date.parse(theDay) + n).toISOString());
      await end(at, { lastDay });
    }
    const first = await at.app.reorganisations.list(null, 'vi');
    const rest = await at.app.reorganisations.list(first.more, 'vi');
    expect([first.lines.length, rest.lines.length, rest.more]).toEqual([50, 1, null]);
  });

  it.each<[string, Partial<typeof typed>, string, string]>([
    ['no day', { lastDay: '' }, 'directory.day.missing', '/lastDay'],
    ['a day that is none', { lastDay: '31/02/2025' }, 'directory.day.wrong', '/lastDay'],
    ['a successor nobody knows', { successors: 'Phường Mười' }, 'directory.unit.unknown', '/successors'],
    [
      'itself as its successor',
      { successors: 'ward-1' },
      'organisation.incompatible.successor_missing',
      '/successors',
    ],
  ])('with %s is refused beside the field', async (_, over, code, pointer) => {
    const at = await town();
    const ended = await at.app.organisations.endUnit(await at.account('admin'), { ...typed, ...over });
    expect(ended.issues[0]).toMatchObject({ code, pointer });
  });

  it('is for administrators', async () => {
    const at = await town();
    expect((await at.app.organisations.endUnit(await at.account('clerk-1'), typed)).ok).toBe(false);
  });
});

describe('a role that ends', () => {
  it('while others hold it is a change like any other', async () => {
    const at = await town();
    expect(await endRole(at, 'clerk-1', '2025-02-09')).toMatchObject({ change: { act: 'membership.end' } });
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('with its last holder shows what its tasks come to, and undoing brings both back', async () => {
    const at = await town();
    const ended = await endRole(at, 'clerk-2', '2025-02-09');
    const id = 'reorganisation' in ended ? ended.reorganisation : '';
    const view = (await at.app.reorganisations.view(id, 'vi'))!;
    expect([view.title, view.groups.map(({ title, count }) => [title, count])]).toEqual([
      'Thôi giữ vai trò Cán bộ phường, Phường Hai',
      [
        ['Không còn ai giữ vai trò', 1],
        ['Không đổi', 2],
      ],
    ]);
    await press(at, 'apply', id);
    expect((await at.viewer('clerk-2')).keys).toEqual(['clerk-2']);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
    await press(at, 'undo', id);
    expect((await at.viewer('clerk-2')).keys).toContain('town/clerk@ward-2');
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2']);
  });

  it('on a day to come moves its tasks then', async () => {
    const at = await town();
    const ended = await endRole(at, 'clerk-2', '2025-02-10');
    await press(at, 'apply', 'reorganisation' in ended ? ended.reorganisation : '');
    expect((await at.viewer('clerk-2')).keys).toContain('town/clerk@ward-2');
    await at.passUntil(dayAfter);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });
});

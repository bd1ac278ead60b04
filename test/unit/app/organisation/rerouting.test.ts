import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { caseOf, inNobodysQueue, reportedTown } from '../town.ts';

const theDay = '2025-02-10T02:00:00.000Z';
const dayAfter = '2025-02-11T02:00:00.000Z';

/** It is the tenth of February. */
async function town(): Promise<MemoryComposition> {
  const made = await reportedTown();
  made.setTime(theDay);
  return made;
}

const keysOf = async (at: MemoryComposition, team: number) =>
  (await at.load(caseOf(team))).tasks[0]?.assignees;
const passes = (at: MemoryComposition) => at.ports.batches.list('rerouting', null, 10);

async function sweep(at: MemoryComposition): Promise<void> {
  await at.app.wakes.sweep(true);
  await at.settle();
}

/** Lines of a file of roles, applied; gives the change. */
async function bring(at: MemoryComposition, ...lines: string[][]): Promise<string> {
  return imported(at, 'vai-tro', [['login', 'role', 'unit', 'from', 'to'], ...lines]);
}

/** The second ward ends with yesterday, by a file of units. */
async function endByFile(at: MemoryComposition, successors: string): Promise<void> {
  await imported(at, 'don-vi', [
    ['uid', 'name', 'level', 'validTo', 'successors'],
    ['ward-2', 'Phường Hai', 'ward', '2025-02-09', successors],
  ]);
}

async function imported(at: MemoryComposition, kind: string, rows: string[][]): Promise<string> {
  const admin = await at.account('admin');
  const looked = await at.app.imports.preview(
    admin,
    { kind, organisation: '', from: '', note: '' },
    rows.map((cells, n) => ({ line: n + 1, cells })),
    '2025-02-10',
  );
  if (!looked.ok) throw new Error(JSON.stringify(looked.issues));
  expect(looked.value.lines?.refused).toEqual([]);
  const applied = await at.app.imports.apply(admin, looked.value._id);
  if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
  await at.settle();
  return looked.value._id;
}

describe('tasks whose holders are gone', () => {
  it('by a file wait for the administrator, and come back with them when it is undone', async () => {
    const at = await town();
    const id = await bring(at, ['clerk-2', 'clerk', 'ward-2', '2025-01-01', '2025-02-09']);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
    expect((await passes(at))[0]).toMatchObject({ state: 'done', counts: { moved: 1 } });
    expect((await at.app.directoryChanges.undo(await at.account('admin'), id)).ok).toBe(true);
    await sweep(at);
    expect(await inNobodysQueue(at)).toEqual([]);
    expect((await at.viewer('clerk-2')).keys).toContain('town/clerk@ward-2');
  });

  it('because giving the role is undone wait for the administrator', async () => {
    const at = await town();
    const [held] = await at.ports.directory.membershipsOf('clerk-2');
    await at.ports.directory.removeMemberships([held!.id]);
    const id = await bring(at, ['clerk-2', 'clerk', 'ward-2', '2025-02-01', '']);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2']);
    await at.app.directoryChanges.undo(await at.account('admin'), id);
    await at.settle();
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('on the morning after a last day that was written long before', async () => {
    const at = await town();
    await bring(at, ['clerk-2', 'clerk', 'ward-2', '2025-01-01', '2025-02-10']);
    await sweep(at);
    expect([await keysOf(at, 3), await passes(at)]).toEqual([['town/clerk@ward-2'], []]);
    at.setTime(dayAfter);
    expect(await inNobodysQueue(at)).toHaveLength(1);
    await sweep(at);
    await sweep(at);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
    expect(await passes(at)).toHaveLength(1);
  });

  it('of a unit that a file ends are in the queue of its successor', async () => {
    const at = await town();
    await endByFile(at, 'ward-1');
    expect((await at.viewer('clerk-1')).keys).toContain((await keysOf(at, 3))![0]);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('of a unit that a file ends with nobody after it wait for the administrator', async () => {
    const at = await town();
    await endByFile(at, '');
    expect(await keysOf(at, 3)).toEqual(['town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('are left to a reorganisation whose day has come, so that they come back with it', async () => {
    const at = await town();
    const admin = await at.account('admin');
    const typed = { uid: 'ward-2', lastDay: '2025-02-10', successors: 'ward-1', people: '', note: '' };
    const ended = await at.app.organisations.endUnit(admin, typed);
    const id = ended.ok && 'reorganisation' in ended.value ? ended.value.reorganisation : '';
    await at.settle();
    await at.app.reorganisations.apply(admin, id, (await at.ports.batches.load(id))!.revision);
    at.setTime(dayAfter);
    await sweep(at);
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-1']);
    await at.app.reorganisations.undo(admin, id, (await at.ports.batches.load(id))!.revision);
    await at.settle();
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-2']);
    await sweep(at);
    expect(await inNobodysQueue(at)).toEqual([]);
  });
});

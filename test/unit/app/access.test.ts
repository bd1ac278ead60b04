import { describe, expect, it } from 'vitest';
import { seesUpTo } from '../../../engine/app/access.ts';
import type { CompiledEntry } from '../../../engine/workflow/index.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { act, caseOf, freshKey, openTown, submit } from './town.ts';

type Access = CompiledEntry['access'];

/** The ward's clerk is not shown these fields, so that they need not be allowed to read them. */
const clerkSees: Patch = {
  file: 'workflows/report.json',
  op: 'replace',
  path: '/steps/1/fields/see',
  value: ['rounds', 'people', 'weather', 'note'],
};

const everybody = ['leader-1', 'leader-2', 'leader-3', 'clerk-1', 'clerk-2', 'head', 'outsider', 'admin'];

/** Who sees the first team's case, and up to which sensitivity. */
async function whoSees(town: MemoryComposition, access?: Access): Promise<Record<string, string>> {
  const current = await town.load(caseOf(1));
  const published = (await town.app.campaigns.latest('minimal'))!;
  const entry = { ...published.entries['report']!, ...(access ? { access } : {}) };
  const campaign = { ...published, entries: { report: entry } };
  const seen: Record<string, string> = {};
  for (const account of everybody) {
    const upTo = seesUpTo(campaign, current, await town.viewer(account));
    if (upTo !== null) seen[account] = upTo;
  }
  return seen;
}

describe('who may see a case', () => {
  it.each<[string, Access | undefined, Record<string, string>]>([
    ['its unit and those above who are listed', undefined, { 'leader-1': 'personal', 'clerk-1': 'internal' }],
    [
      'only who is listed, whoever works on it',
      [{ role: 'head', at: 'below', sees: 'public' }],
      { head: 'public' },
    ],
    ['the unit itself, not those above', [{ role: 'clerk', at: 'unit', sees: 'internal' }], {}],
    [
      'who has the highest of several rules',
      [
        { role: 'leader', at: 'unit', sees: 'public' },
        { role: 'leader', at: 'unit', sees: 'sensitive' },
        { role: 'leader', at: 'unit', sees: 'internal' },
      ],
      { 'leader-1': 'sensitive' },
    ],
    [
      'nobody while a rule names another state',
      [{ role: 'leader', at: 'unit', sees: 'public', states: ['ended'] }],
      {},
    ],
    ['nobody where nothing is listed', [], {}],
  ])('is %s', async (_, rules, seen) => {
    expect(await whoSees(await openTown(), rules)).toEqual(seen);
  });

  it('follows the state: the head sees it once it has ended', async () => {
    const town = await openTown();
    await submit(town, 1);
    expect(await whoSees(town)).not.toHaveProperty('head');
    await act(town, 'clerk-1', 1, 'confirm');
    expect(await whoSees(town)).toMatchObject({ head: 'internal' });
  });

  it('follows the day: a membership that has ended sees nothing', async () => {
    const town = await openTown();
    const [held] = await town.ports.directory.membershipsOf('clerk-1');
    await town.ports.directory.putMemberships([{ ...held!, to: '2025-01-30' }]);
    expect(await whoSees(town)).not.toHaveProperty('clerk-1');
  });
});

describe('a case that is not yours', () => {
  it('looks like one that is not there, for looking and for every act', async () => {
    const town = await openTown();
    await submit(town, 1);
    const current = await town.load(caseOf(1));
    const task = { id: current.tasks[0]!.id, generation: current.tasks[0]!.generation };
    const missing = 'minimal.report.team-1.2031-01.1';
    for (const account of ['leader-2', 'clerk-2', 'head', 'outsider', 'admin']) {
      const viewer = await town.viewer(account);
      const { casePages } = town.app;
      expect(await casePages.view(viewer, caseOf(1), 'vi')).toBeNull();
      expect(await casePages.view(viewer, missing, 'vi')).toBeNull();
      for (const make of [
        () => ({ type: 'act' as const, key: freshKey(), task, action: 'confirm' }),
        () => ({ type: 'claim' as const, key: freshKey(), task }),
        () => ({ type: 'undo' as const, key: freshKey(), cmd: 2 }),
      ]) {
        const forbidden = await casePages.act(viewer, caseOf(1), make());
        const unknown = await casePages.act(viewer, missing, make());
        expect(forbidden).toMatchObject({ ok: false, issues: [{ code: 'app.case.unknown' }] });
        expect(JSON.stringify(forbidden).replaceAll(caseOf(1), missing)).toBe(JSON.stringify(unknown));
      }
      const correction = { key: freshKey(), task, typed: { people: '1' } };
      expect(await casePages.correct(viewer, caseOf(1), correction)).toMatchObject({
        ok: false,
        issues: [{ code: 'app.case.unknown' }],
      });
    }
    expect(await town.load(caseOf(1))).toEqual(current);
  });

  it('seen is not acted upon: who may look but is not asked is refused in words', async () => {
    const town = await openTown();
    await submit(town, 1);
    const [task] = (await town.load(caseOf(1))).tasks;
    const outcome = await town.app.casePages.act(await town.viewer('leader-1'), caseOf(1), {
      type: 'act',
      key: freshKey(),
      task: { id: task!.id, generation: task!.generation },
      action: 'confirm',
    });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'command.actor.not_asked' }] });
  });
});

describe('values beyond what a person may see', () => {
  const patch: Patch[] = [
    clerkSees,
    {
      file: 'forms/report.json',
      op: 'add',
      path: '/fields/-',
      value: {
        type: 'text',
        id: 'owner',
        label: { vi: 'Chủ nhà' },
        sensitivity: 'personal',
        maxLength: 100,
      },
    },
  ];

  it('are in no view of theirs', async () => {
    const town = await openTown(patch);
    await submit(town, 1, { rounds: '3', people: '40', weather: 'dry', note: 'x', owner: 'Bà Tư' } as never);
    const own = await town.app.casePages.view(await town.viewer('leader-1'), caseOf(1), 'vi');
    const clerks = await town.app.casePages.view(await town.viewer('clerk-1'), caseOf(1), 'vi');
    expect(JSON.stringify(own)).toContain('Bà Tư');
    expect(JSON.stringify(clerks)).not.toContain('Bà Tư');
  });
});

describe('files', () => {
  const withFile = (sensitivity: string): Patch[] => [
    clerkSees,
    {
      file: 'forms/report.json',
      op: 'add',
      path: '/fields/-',
      value: { type: 'file', id: 'photo', label: { vi: 'Ảnh' }, accept: ['png'], sensitivity, maxSizeMb: 1 },
    },
  ];
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

  async function withPhoto(sensitivity: string) {
    const town = await openTown(withFile(sensitivity));
    const leader = await town.viewer('leader-1');
    const added = await town.app.files.add(leader, caseOf(1), 'photo', { name: 'anh.png', bytes: png });
    if (!added.ok) throw new Error(JSON.stringify(added.issues));
    const answers = { rounds: '3', people: '40', weather: 'dry', note: 'x', photo: [added.value] };
    const reads = async (account: string, id = added.value.id) =>
      (await town.app.files.read(await town.viewer(account), id)) !== null;
    return { town, answers, reads };
  }

  it('belong to whoever fills the case until they are sent, then to who may see that much', async () => {
    const { town, answers, reads } = await withPhoto('internal');
    expect([await reads('leader-1'), await reads('clerk-1'), await reads('leader-2')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await submit(town, 1, answers as never)).ok).toBe(true);
    expect([await reads('leader-1'), await reads('clerk-1')]).toEqual([true, true]);
    for (const stranger of ['leader-2', 'clerk-2', 'head', 'outsider', 'admin'])
      expect(await reads(stranger), stranger).toBe(false);
    expect(await reads('leader-1', 'no-such-file')).toBe(false);
  });

  it('that are personal are not given to a reviewer who sees less, though the task is theirs', async () => {
    const { town, answers, reads } = await withPhoto('personal');
    expect((await submit(town, 1, answers as never)).ok).toBe(true);
    expect([await reads('leader-1'), await reads('clerk-1')]).toEqual([true, false]);
  });

  it('are added only by whoever fills the case now', async () => {
    const { town, answers } = await withPhoto('internal');
    const add = async (account: string, field = 'photo') =>
      town.app.files.add(await town.viewer(account), caseOf(1), field, { name: 'b.png', bytes: png });
    for (const stranger of ['leader-2', 'clerk-1', 'outsider'])
      expect(await add(stranger)).toMatchObject({ ok: false, issues: [{ code: 'app.case.unknown' }] });
    expect(await add('leader-1', 'note')).toMatchObject({ ok: false });
    await submit(town, 1, answers as never);
    for (const late of ['leader-1', 'clerk-1'])
      expect(await add(late)).toMatchObject({ ok: false, issues: [{ code: 'app.case.unknown' }] });
  });

  it.each([
    { code: 'app.file.empty', name: 'anh.png', bytes: new Uint8Array(0) },
    { code: 'app.file.too_large', name: 'anh.png', bytes: new Uint8Array(2_000_000) },
    { code: 'app.file.type', name: 'anh.exe', bytes: png },
    { code: 'app.file.content', name: 'anh.png', bytes: new TextEncoder().encode('<script>') },
  ])('are refused as $code', async ({ code, name, bytes }) => {
    const town = await openTown(withFile('internal'));
    const added = await town.app.files.add(await town.viewer('leader-1'), caseOf(1), 'photo', {
      name,
      bytes,
    });
    expect(added).toMatchObject({ ok: false, issues: [{ code }] });
    expect(await town.ports.files.ofCase(caseOf(1))).toEqual([]);
  });
});

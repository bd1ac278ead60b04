import { describe, expect, it } from 'vitest';
import type { ReorganisationFile } from '../../../../engine/model/generated/definitions.ts';
import type { MemoryComposition, TestComposition } from '../../../compose-memory.ts';
import type { Patch } from '../../compile/campaign-fixture.ts';
import { act, caseOf, inNobodysQueue, reminding, reportedTown, submit } from '../town.ts';

/** The two wards become one and two others, and there is no district any more. */
const file: ReorganisationFile = {
  thidua: 1,
  id: 'new-wards',
  title: { vi: 'Phường mới', en: 'New wards' },
  organisation: 'town',
  from: '2025-02-10',
  units: ['ward-12', 'ward-3', 'ward-4'].map((uid) => ({
    uid,
    name: `Phường mới ${uid.slice(5)}`,
    level: 'ward',
    parents: [{ line: 'main', unit: 'city' }],
  })),
  ends: [
    { unit: 'ward-1', successors: ['ward-12'] },
    { unit: 'ward-2', successors: ['ward-3', 'ward-4'] },
    { unit: 'north' },
  ],
  roles: [{ role: 'clerk', people: 'follow' }],
};

const dayBefore = '2025-02-07T02:00:00.000Z';
const theDay = '2025-02-10T02:00:00.000Z';
const dayAfter = '2025-02-11T02:00:00.000Z';

const town = (patch: readonly Patch[] = []): Promise<MemoryComposition> =>
  reportedTown(patch, [{ id: 'inspector', holds: ['inspector@north'] }]);

const text = (change: Partial<ReorganisationFile> = {}) => JSON.stringify({ ...file, ...change });

async function load(at: TestComposition, change: Partial<ReorganisationFile> = {}): Promise<string> {
  const loaded = await at.app.reorganisations.load(await at.account('admin'), text(change));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  await at.settle();
  return loaded.value.id;
}

async function press(at: TestComposition, what: 'apply' | 'undo', id: string) {
  const batch = (await at.ports.batches.load(id))!;
  const pressed = await at.app.reorganisations[what](await at.account('admin'), id, batch.revision);
  await at.settle();
  return pressed;
}

const keysOf = async (at: TestComposition, team: number) => (await at.load(caseOf(team))).tasks[0]?.assignees;
const codes = (result: { ok: boolean; issues: { code: string }[] }) => result.issues.map(({ code }) => code);

describe('loading a reorganisation', () => {
  it('looks at every case and groups them by what happens to them', async () => {
    const at = await town();
    const id = await load(at);
    const batch = (await at.ports.batches.load(id))!;
    expect(batch).toMatchObject({
      state: 'rehearsed',
      done: 3,
      counts: { 'moves/ward-12': 1, 'undecided/ward-2': 1, stays: 1 },
    });
    const view = (await at.app.reorganisations.view(id, 'vi'))!;
    expect(view.groups.map(({ title, count }) => [title, count])).toEqual([
      ['Phường Hai có nhiều đơn vị kế thừa', 1],
      ['Chuyển về Phường mới 12', 1],
      ['Không đổi', 1],
    ]);
    expect(view.changes).toContain(
      'Phường: 2 đơn vị kết thúc hết ngày 09/02/2025, 3 đơn vị mới từ 10/02/2025.',
    );
    expect(view.begins[0]).toEqual({ name: 'Phường mới 12', from: 'Phường Một' });
    expect(view.ends).toEqual(['Quận Bắc']);
    expect(view.below.map(({ id: unit, options }) => [unit, options.map(({ value }) => value)])).toEqual([
      ['team-3', ['ward-3', 'ward-4']],
    ]);
    expect([view.mayApply, view.mayUndo]).toEqual([true, false]);
    const cases = (await at.app.reorganisations.cases(id, 'moves/ward-12', null, 'vi'))!;
    expect(cases.lines).toMatchObject([{ id: caseOf(1), unit: 'Tổ 1', about: 'Phường Một → Phường mới 12' }]);
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1']);
    expect((await at.app.directory.current()).organisations[0]!.units).toHaveLength(7);
  });

  it('takes the new parent that is chosen, and looks again', async () => {
    const at = await town();
    const id = await load(at);
    const { revision } = (await at.ports.batches.load(id))!;
    const admin = await at.account('admin');
    const chosen = { below: { 'team-3': 'ward-4' }, units: { 'ward-2': 'ward-4' } };
    expect((await at.app.reorganisations.rehearse(admin, id, revision, chosen)).ok).toBe(true);
    await at.settle();
    expect((await at.ports.batches.load(id))!.counts).toEqual({
      'moves/ward-12': 1,
      'moves/ward-4': 1,
      stays: 1,
    });
    const [below] = (await at.app.reorganisations.view(id, 'vi'))!.below;
    expect(below!.options.filter(({ selected }) => selected).map(({ value }) => value)).toEqual(['ward-4']);
  });

  it.each<[string, string, string[]]>([
    ['a file that is no JSON', '{', ['schema.json.ended']],
    [
      'an organisation that is not there',
      text({ organisation: 'tawn' }),
      ['reorganisation.file.unknown_organisation'],
    ],
    ['a unit that is not there', text({ ends: [{ unit: 'ward-9' }] }), ['organisation.ref.unknown_unit']],
    ['a day that is none', text({ from: '2025-02-30' }), ['organisation.type.not_a_day']],
  ])('refuses %s in words', async (_, given, expected) => {
    const at = await town();
    const loaded = await at.app.reorganisations.load(await at.account('admin'), given);
    expect(loaded.ok).toBe(false);
    expect(codes(loaded)).toEqual(expected);
  });

  it('is for administrators only, and asks for a fresh look', async () => {
    const at = await town();
    const id = await load(at);
    const leader = await at.account('leader-1');
    const { revision } = (await at.ports.batches.load(id))!;
    expect(codes(await at.app.reorganisations.load(leader, text()))).toEqual(['app.request.forbidden']);
    expect(codes(await at.app.reorganisations.apply(leader, id, revision))).toEqual([
      'app.request.forbidden',
    ]);
    const admin = await at.account('admin');
    expect(codes(await at.app.reorganisations.apply(admin, id, revision - 1))).toEqual([
      'reorganisation.state.changed',
    ]);
    expect(codes(await at.app.reorganisations.undo(admin, id, revision))).toEqual([
      'reorganisation.state.not_ready',
    ]);
    expect(
      codes(await at.app.reorganisations.rehearse(admin, id, revision, { units: { 'ward-2': 'city' } })),
    ).toEqual(['reorganisation.choice.not_a_successor']);
  });
});

describe('applying a reorganisation', () => {
  it('moves units, people and cases at once, and leaves nothing in nobody’s queue', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    expect((await press(at, 'apply', id)).ok).toBe(true);
    expect((await at.ports.batches.load(id))!).toMatchObject({
      state: 'done',
      counts: { 'moves/ward-12': 1, 'undecided/ward-2': 1, stays: 1 },
    });
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-12']);
    expect(await keysOf(at, 2)).toEqual(['town/leader@team-2']);
    expect(await keysOf(at, 3)).toEqual(['town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
    expect((await at.viewer('clerk-1')).keys).toContain('town/clerk@ward-12');
    expect((await at.viewer('keeper')).keys).toContain('town/unrouted');
    expect((await act(at, 'clerk-1', 1, 'confirm')).ok).toBe(true);
    expect((await at.app.maintenance.verify(caseOf(1)))?.ok).toBe(true);
  });

  it('before its day writes the dates, and moves the cases when the day comes', async () => {
    const at = await town();
    at.setTime(dayBefore);
    const id = await load(at);
    expect((await press(at, 'apply', id)).ok).toBe(true);
    expect((await at.app.reorganisations.view(id, 'vi'))!.state.word).toBe('Đã áp dụng, chờ đến ngày');
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1']);
    expect((await at.viewer('clerk-1')).keys).toContain('town/clerk@ward-1');
    await at.passUntil(theDay);
    expect((await at.ports.batches.load(id))!.state).toBe('done');
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-12']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('sends waiting cases on once their unit has a parent or somebody holds the role', async () => {
    const at = await town();
    at.setTime(theDay);
    await press(at, 'apply', await load(at));
    const admin = await at.account('admin');
    const { lines } = await at.app.reorganisations.waiting('vi');
    expect(lines).toMatchObject([{ id: caseOf(3), about: 'Phường xác nhận: chưa có ai phụ trách' }]);
    const [organisation] = await at.ports.directory.organisations();
    const units = organisation!.units.map((unit) =>
      unit.uid === 'team-3'
        ? { ...unit, parents: [{ line: 'main', unit: 'ward-3', from: '2025-02-10' }] }
        : unit,
    );
    await at.ports.directory.putOrganisation({ ...organisation!, units }, theDay);
    expect(await at.app.reorganisations.reroute(admin, {})).toMatchObject({ value: { left: 0, waiting: 1 } });
    await at.ports.directory.putMemberships([
      { id: 'm-new', account: 'clerk-2', role: 'town/clerk', unit: 'ward-3', from: '2025-02-10' },
    ]);
    expect(await at.app.reorganisations.reroute(admin, {})).toMatchObject({ value: { left: 1, waiting: 0 } });
    expect(await keysOf(at, 3)).toEqual(['town/clerk@ward-3']);
  });

  it('sends the cases of a step that ends with it where the step says', async () => {
    const steps: Patch[] = [
      {
        file: 'campaign.json',
        op: 'add',
        path: '/access/-',
        value: { role: 'inspector', at: 'below', line: 'main', sees: 'internal' },
      },
      {
        file: 'workflows/report.json',
        op: 'replace',
        path: '/steps/0/actions/0/to',
        value: 'inspect',
      },
      {
        file: 'workflows/report.json',
        op: 'add',
        path: '/steps/1',
        value: {
          kind: 'review',
          id: 'inspect',
          title: { vi: 'Quận thanh tra' },
          assignee: { kind: 'roleAbove', role: 'inspector', level: 'district', line: 'main' },
          actions: [{ kind: 'move', id: 'ok', label: { vi: 'Được' }, to: 'check' }],
          valid: { to: '2025-02-09', otherwise: 'check' },
        },
      },
    ];
    const at = await town(steps);
    at.setTime(dayBefore);
    const id = await load(at);
    const view = (await at.app.reorganisations.view(id, 'vi'))!;
    expect(view.groups.map(({ title, count }) => [title, count])).toEqual([
      ['Phường Hai có nhiều đơn vị kế thừa', 1],
      ['Bước “Quận thanh tra” không còn, chuyển sang “Phường xác nhận”', 1],
      ['Không đổi', 1],
    ]);
    at.setTime(theDay);
    await press(at, 'apply', id);
    expect((await at.load(caseOf(1))).steps[0]?.step).toBe('check');
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-12']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('finds the administrator for what nobody holds, also when only memberships end', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at, { units: [], ends: [], roles: [{ role: 'clerk', people: 'end' }] });
    await press(at, 'apply', id);
    expect((await at.ports.batches.load(id))!.counts).toEqual({ nobody: 2, stays: 1 });
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1', 'town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('goes on after a break in the middle, and decides nothing twice', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    let commits = 0;
    const broken = at.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commitMany(made) {
          commits += 1;
          await ports.cases.commitMany(made.slice(0, 1));
          throw new Error('killed');
        },
      },
    }));
    const { revision } = (await at.ports.batches.load(id))!;
    await broken.app.reorganisations.apply(await at.account('admin'), id, revision);
    await expect(broken.settle()).rejects.toThrow('killed');
    expect(commits).toBe(1);
    expect((await at.ports.batches.load(id))!.state).toBe('running');
    const next = at.again();
    await next.app.wakes.sweep(true);
    await next.settle();
    expect((await at.ports.batches.load(id))!).toMatchObject({
      state: 'done',
      counts: { 'moves/ward-12': 1, 'undecided/ward-2': 1, stays: 1 },
    });
    for (const team of [1, 3])
      expect((await at.load(caseOf(team))).history.filter(({ type }) => type === 'rekeyed')).toHaveLength(1);
    expect(await inNobodysQueue(at)).toEqual([]);
  });
});

describe('a unit of cases that is divided', () => {
  const divided: Partial<ReorganisationFile> = {
    id: 'two-teams',
    units: ['team-2a', 'team-2b'].map((uid) => ({
      uid,
      name: `Tổ ${uid.slice(5)}`,
      level: 'team',
      parents: [{ line: 'main', unit: 'ward-1' }],
    })),
    ends: [{ unit: 'team-2', successors: ['team-2a', 'team-2b'] }],
    roles: [{ role: 'leader', people: 'follow' }],
  };

  it('is chosen for the unit, and apart from it for a case', async () => {
    const at = await town();
    at.setTime(theDay);
    const admin = await at.account('admin');
    const id = await load(at, divided);
    const rehearse = async (choices: object) => {
      const { revision } = (await at.ports.batches.load(id))!;
      expect((await at.app.reorganisations.rehearse(admin, id, revision, choices)).ok).toBe(true);
      await at.settle();
      return (await at.ports.batches.load(id))!.counts;
    };
    expect((await at.ports.batches.load(id))!.counts).toMatchObject({ 'undecided/team-2': 1 });
    const view = (await at.app.reorganisations.view(id, 'vi'))!;
    expect(view.divided.map(({ name, options }) => [name, options.length])).toEqual([['Tổ 2', 2]]);
    const cases = (await at.app.reorganisations.cases(id, 'undecided/team-2', null, 'vi'))!;
    expect(cases.lines[0]).toMatchObject({ id: caseOf(2), choose: { options: [{ value: 'team-2a' }, {}] } });
    expect(await rehearse({ units: { 'team-2': 'team-2a' } })).toMatchObject({ 'moves/team-2a': 1 });
    // Its leader goes to the other one, so nobody is there yet.
    expect(await rehearse({ cases: { [caseOf(2)]: 'team-2b' } })).toMatchObject({ nobody: 1 });
    expect(await rehearse({ cases: { [caseOf(2)]: 'team-2a' } })).toMatchObject({ 'moves/team-2a': 1 });
    await press(at, 'apply', id);
    expect((await at.load(caseOf(2))).unit).toEqual({ uid: 'team-2', nameThen: 'Tổ 2', routedTo: 'team-2a' });
    expect(await keysOf(at, 2)).toEqual(['town/leader@team-2a']);
    expect((await at.viewer('leader-2')).keys).toContain('town/leader@team-2a');
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('is counted on the board with the unit it was sent to, from above and from within', async () => {
    const at = await town(reminding);
    at.setTime(theDay);
    const id = await load(at, divided);
    const { revision } = (await at.ports.batches.load(id))!;
    const choices = { units: { 'team-2': 'team-2a' } };
    await at.app.reorganisations.rehearse(await at.account('admin'), id, revision, choices);
    await at.settle();
    await press(at, 'apply', id);
    const head = await at.viewer('head');
    const board = async (unit: string) => (await at.app.boards.board(head, 'minimal', { unit }, 'vi'))!;
    expect((await board('ward-1')).rows.map(({ unit }) => unit)).toEqual(['team-1', 'team-2a']);
    expect((await board('team-2a')).within).toMatchObject({ lines: [{ id: caseOf(2) }] });
    expect((await board('team-2b')).rows).toEqual([]);
  });

  it('waits for the administrator where nothing was chosen, and goes where they send it', async () => {
    const at = await town();
    at.setTime(theDay);
    await press(at, 'apply', await load(at, divided));
    expect(await keysOf(at, 2)).toEqual(['town/unrouted']);
    expect(await inNobodysQueue(at)).toEqual([]);
    const { lines } = await at.app.reorganisations.waiting('vi');
    expect(lines).toMatchObject([
      {
        id: caseOf(2),
        about: 'Lập báo cáo: Tổ 2 có nhiều đơn vị kế thừa',
        choose: { options: [{}, { value: 'team-2b' }] },
      },
    ]);
    await at.ports.directory.putMemberships([
      { id: 'm-2b', account: 'leader-2', role: 'town/leader', unit: 'team-2b', from: '2025-02-10' },
    ]);
    const sent = await at.app.reorganisations.reroute(await at.account('admin'), { [caseOf(2)]: 'team-2b' });
    expect(sent).toMatchObject({ value: { left: 1, waiting: 0 } });
    expect(await keysOf(at, 2)).toEqual(['town/leader@team-2b']);
  });
});

describe('the record of changes of the directory', () => {
  it('has one line of a reorganisation, of everything and of each of its units, and never a second', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    expect(await at.app.directoryChanges.list(null, null, 10)).toEqual([]);
    await press(at, 'apply', id);
    const [line, ...others] = await at.app.directoryChanges.list(null, null, 10);
    expect([line!.act, line!.by, line!.at, line!.batch, others]).toEqual([
      'reorganisation',
      'admin',
      theDay,
      id,
      [],
    ]);
    for (const unit of ['ward-1', 'ward-4', 'north'])
      expect(
        (await at.app.directoryChanges.list(`unit/${unit}`, null, 10)).map(({ batch }) => batch),
      ).toEqual([id]);
    expect(await at.app.directoryChanges.list('unit/team-1', null, 10)).toEqual([]);
    expect((await at.app.reorganisations.told([id], 'vi')).get(id)).toMatchObject({
      title: 'Phường mới',
      sentence:
        'Từ 10/02/2025: 3 đơn vị kết thúc, 3 đơn vị mới, 4 người thôi giữ vai trò cũ, 2 người nhận vai trò mới, 2 hồ sơ chuyển theo.',
      state: { word: 'Đã áp dụng' },
      undone: false,
    });
    const refused = await at.app.directoryChanges.undo(await at.account('admin'), line!._id);
    expect(codes(refused)).toEqual(['directory.undo.reorganisation']);
    await press(at, 'undo', id);
    expect(await at.app.directoryChanges.list(null, null, 10)).toHaveLength(1);
    expect((await at.app.reorganisations.told([id], 'en')).get(id)).toMatchObject({
      state: { word: 'Undone' },
      undone: true,
    });
  });
});

describe('undoing a reorganisation', () => {
  it('the same day puts units, people and cases back', async () => {
    const at = await town();
    at.setTime(theDay);
    const units = (await at.app.directory.current()).organisations[0]!.units;
    const memberships = await at.ports.directory.memberships();
    const before = await Promise.all([1, 2, 3].map((team) => at.load(caseOf(team))));
    const id = await load(at);
    await press(at, 'apply', id);
    expect((await press(at, 'undo', id)).ok).toBe(true);
    expect((await at.ports.batches.load(id))!).toMatchObject({
      state: 'undone',
      counts: { undone: 2, nothing: 1 },
    });
    expect((await at.app.directory.current()).organisations[0]!.units).toEqual(units);
    expect(await at.ports.directory.memberships()).toEqual(memberships);
    for (const one of before) {
      const after = await at.load(one._id);
      expect(after.tasks.map(({ assignees }) => assignees)).toEqual(
        one.tasks.map(({ assignees }) => assignees),
      );
      expect(after.unit).toEqual(one.unit);
      expect((await at.app.maintenance.verify(one._id))?.ok).toBe(true);
    }
    expect(await inNobodysQueue(at)).toEqual([]);
    const again = await at.app.reorganisations.again(await at.account('admin'), id);
    expect(again?.ok).toBe(true);
  });

  it('keeps what somebody did since, says so, and asks somebody who is there', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    await press(at, 'apply', id);
    await act(at, 'clerk-1', 1, 'return', { reason: 'Thiếu số liệu của khu phố' });
    await submit(at, 1);
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-12']);
    await press(at, 'undo', id);
    expect((await at.ports.batches.load(id))!.counts).toEqual({ kept: 1, undone: 1, nothing: 1 });
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1']);
    expect(await inNobodysQueue(at)).toEqual([]);
    const view = (await at.app.reorganisations.cases(id, 'moves/ward-12', null, 'vi'))!;
    expect(view.lines[0]!.about).toContain('Người clerk-1');
  });

  it('reaches a report that was sent in between', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    await press(at, 'apply', id);
    await submit(at, 2);
    expect(await keysOf(at, 2)).toEqual(['town/clerk@ward-12']);
    await press(at, 'undo', id);
    expect(await keysOf(at, 2)).toEqual(['town/clerk@ward-1']);
    expect(await inNobodysQueue(at)).toEqual([]);
  });

  it('before its day leaves every case untouched', async () => {
    const at = await town();
    at.setTime(dayBefore);
    const id = await load(at);
    await press(at, 'apply', id);
    await press(at, 'undo', id);
    expect((await at.ports.batches.load(id))!.counts).toEqual({ nothing: 3 });
    expect((await at.app.directory.current()).organisations[0]!.units).toHaveLength(7);
    await at.passUntil(theDay);
    expect(await keysOf(at, 1)).toEqual(['town/clerk@ward-1']);
  });

  it('is refused the day after, and when something rests on it', async () => {
    const at = await town();
    at.setTime(theDay);
    const id = await load(at);
    await press(at, 'apply', id);
    const later = await load(at, {
      id: 'later',
      from: '2025-02-10',
      units: [],
      ends: [],
      roles: [],
      parents: [{ line: 'main', units: ['team-3'], parent: 'ward-3' }],
    });
    await press(at, 'apply', later);
    expect(codes(await press(at, 'undo', id))).toEqual(['reorganisation.undo.built_on']);
    expect((await press(at, 'undo', later)).ok).toBe(true);
    at.setTime(dayAfter);
    expect(codes(await press(at, 'undo', id))).toEqual(['reorganisation.undo.too_late']);
  });
});

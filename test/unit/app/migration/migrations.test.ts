import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../../engine/app/index.ts';
import { applyEdit } from '../../../../engine/editing/index.ts';
import type { Case } from '../../../../engine/model/case.ts';
import { fold, stateOf } from '../../../../engine/workflow/index.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { act, caseOf, submit } from '../town.ts';
import { late, migrationTown, outcomesOf, planOf, played, rehearsed } from './migration-town.ts';

const plannedSteps = { check: 'verify' };

/** Cases without what is new each time. */
function picture(town: MemoryComposition) {
  return town.everything().cases.map((one) => ({
    id: one._id,
    version: one.version,
    tasks: one.tasks,
    steps: one.steps,
    wakes: one.wakes.map(({ id, at }) => `${id} ${at}`).sort(),
    values: one.submission?.values,
    queueKeys: one.queueKeys,
    history: one.history.map(({ type, key }) => `${type} ${key}`),
  }));
}

function isWhole(one: Case): void {
  expect(fold(one.history, one.base?.state)).toEqual(stateOf(one));
}

describe('a plan', () => {
  it('is proposed from the old version to the newest, with what has no counterpart to be chosen', async () => {
    const { town, admin, from, to } = await migrationTown();
    const versions = await town.app.migrations.versions(admin, 'minimal');
    expect(versions!.map(({ version, cases }) => [version, cases])).toEqual([
      [to, 0],
      [from, 10],
    ]);
    const planned = (await town.app.migrations.plan(admin, 'minimal', from, {}, 'vi'))!;
    const [report] = planned.view.entries;
    expect(report!.steps.map(({ name, reason }) => [name, reason])).toEqual([
      ['steps/report/check', 'Cùng loại và đứng đúng chỗ cũ.'],
    ]);
    expect(report!.fields.map(({ title, options }) => [title, options.some((one) => one.selected)])).toEqual([
      ['Ghi chú', false],
    ]);
    expect(report!.same).toEqual({ steps: 3, fields: 3 });
    expect(planned.issues).toEqual([]);
    const all = (await town.app.migrations.plan(admin, 'minimal', from, { open: 'report' }, 'vi'))!;
    expect(all.view.entries[0]!.steps).toHaveLength(4);
    const typed = { 'steps/report/check': '', 'fields/report/note': 'rounds' };
    const wrong = (await town.app.migrations.plan(admin, 'minimal', from, { typed }, 'vi'))!;
    expect(wrong.issues.map(({ code }) => code)).toEqual([
      'migration.step.unmapped',
      'migration.field.twice',
    ]);
  });

  it('brings along an entry that has another id, unless it is left behind', async () => {
    const { town, admin, from, to } = await migrationTown();
    const stored = (await town.ports.definitions.version('minimal', to))!;
    const edited = applyEdit(stored.files, {
      op: 'rename',
      file: 'groups/streets.json',
      pointer: '/entries/0',
      to: 'sweeping',
    });
    if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
    expect(await town.app.campaigns.publish(edited.value.files, 'admin')).toMatchObject({ ok: true });
    const planned = async (typed: Record<string, string>) =>
      (await town.app.migrations.plan(admin, 'minimal', from, { typed }, 'vi'))!;
    const along = await planned({});
    expect(along.view.entries[0]).toMatchObject({
      gone: false,
      heir: { options: [{ value: 'sweeping', title: 'Báo cáo tháng (sweeping)', selected: true }] },
    });
    const behind = await planned({ 'entry/report': '' });
    expect(behind.plan.entries).toEqual({ report: null });
    expect(behind.issues.map(({ code }) => code)).toEqual(['migration.entry.stays']);
    expect(behind.view.entries[0]).toMatchObject({ gone: true, heir: { options: [{ selected: false }] } });
    expect((await planned({ 'entry/report': 'sweeping' })).plan).toEqual(along.plan);
    const batch = await rehearsed(town, admin, behind.plan);
    expect(batch.counts).toEqual({ refused: 10 });
  });

  it('is for administrators, and for a version that is not the newest', async () => {
    const { town, admin, from, to } = await migrationTown();
    const leader = await town.account('leader-1');
    expect(await town.app.migrations.versions(leader, 'minimal')).toBeNull();
    expect(await town.app.migrations.plan(leader, 'minimal', from, {}, 'vi')).toBeNull();
    expect(await town.app.migrations.plan(admin, 'minimal', to, {}, 'vi')).toBeNull();
    const plan = await planOf(town, admin, from);
    expect(await town.app.migrations.rehearse(leader, 'minimal', plan)).toMatchObject({ ok: false });
    expect(await town.app.migrations.rehearse(admin, 'minimal', { ...plan, to: from })).toMatchObject({
      ok: false,
      issues: [{ code: 'migration.plan.versions' }],
    });
  });
});

describe('a rehearsal', () => {
  it('looks at every case, writes none, and groups them by what becomes of them', async () => {
    const { town, admin, from } = await migrationTown();
    const before = picture(town);
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    expect(picture(town)).toEqual(before);
    expect(batch).toMatchObject({ state: 'rehearsed', total: 10, done: 10, note: 'Rút hạn' });
    const outcomes = await outcomesOf(town, batch._id);
    const of = (team: number) => outcomes[caseOf(team)];
    expect([played.due, played.typing, played.sent, played.claimed, played.returned].map(of)).toEqual([
      'deadlineEarlier',
      'answersLost',
      'answersLost',
      'answersLost',
      'answersLost',
    ]);
    expect([played.confirmed, played.rejected].map(of)).toEqual(['ended', 'ended']);
    expect(of(played.sentWithoutNote)).toBe('deadlineEarlier');
    expect(batch.counts).toEqual({
      answersLost: 4,
      deadlineEarlier: 4,
      ended: 2,
      'lost:report:note': 3,
      'typed:report:note': 1,
    });
    const view = (await town.app.migrations.view(admin, batch._id, 'vi'))!;
    expect(view.lost).toEqual([{ entry: 'Báo cáo tháng', field: 'Ghi chú', sent: 3, typed: 1 }]);
    expect(view.changes).toEqual([
      { entry: 'Báo cáo tháng', from: 'Phường xác nhận', to: 'Phường thẩm tra' },
      { entry: 'Báo cáo tháng', from: 'Ghi chú', to: null },
    ]);
    const { cases } = await town.app.migrations.cases(admin, batch._id, 'deadlineEarlier', null, 'vi');
    expect(cases[0]).toMatchObject({
      unit: 'Tổ 1',
      due: { before: '17:00 06/02/2025', after: '17:00 04/02/2025' },
    });
  });

  it('tells deadlines that would be past, and what stands nowhere', async () => {
    const { town, admin, from } = await migrationTown();
    town.setTime('2025-02-05T02:00:00.000Z');
    const plan = await planOf(town, admin, from, { check: '' });
    const batch = await rehearsed(town, admin, plan);
    const outcomes = await outcomesOf(town, batch._id);
    expect(outcomes[caseOf(played.due)]).toBe('deadlinePast');
    expect(outcomes[caseOf(played.sent)]).toBe('refused');
    const { cases } = await town.app.migrations.cases(admin, batch._id, 'refused', null, 'vi');
    expect(cases[0]!.issues[0]!.code).toBe('migration.step.nowhere');
  });

  it('is refused with an error in the plan, or when no case follows the version', async () => {
    const { town, admin, from } = await migrationTown();
    const plan = await planOf(town, admin, from);
    const report = { ...plan.entries['report']!, steps: { ...plan.entries['report']!.steps, check: 'chek' } };
    expect(
      await town.app.migrations.rehearse(admin, 'minimal', { ...plan, entries: { report } }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'migration.step.unknown' }],
    });
  });
});

describe('a migration', () => {
  it('brings every case along as it was rehearsed, drafts too, and new cases take the new version anyway', async () => {
    const { town, admin, from, to } = await migrationTown();
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    const expected = await outcomesOf(town, batch._id);
    expect(await town.app.migrations.signOff(admin, batch._id)).toMatchObject({ ok: true });
    await town.settle();
    const done = (await town.ports.batches.load(batch._id))!;
    expect(done).toMatchObject({ state: 'done', done: 10, signedOff: { by: 'admin' } });
    expect(done.counts).toEqual(batch.counts);
    expect(await outcomesOf(town, batch._id)).toEqual(expected);
    for (const one of town.everything().cases) {
      isWhole(one);
      expect(one.version).toBe(one.state === 'ended' ? from : to);
    }
    expect((await town.load(caseOf(played.sent))).tasks[0]).toMatchObject({
      id: 'verify.1.1',
      dueAt: '2025-02-03T10:00:00.000Z',
    });
    expect((await town.load(caseOf(played.claimed))).tasks[0]).toMatchObject({ claimedBy: 'clerk-1' });
    expect((await town.load(caseOf(played.returned))).steps[0]).toMatchObject({ returnTo: 'verify' });
    const [draft] = town.everything().drafts;
    expect(draft).toMatchObject({
      version: to,
      answers: { rounds: '7' },
      moved: { answers: { note: 'Đang gõ dở' } },
    });
    // Work goes on, by the new version.
    expect(await act(town, 'clerk-1', played.claimed, 'confirm')).toMatchObject({ ok: true });
    expect(
      await submit(town, played.returned, { rounds: '4', people: '41', weather: 'dry' } as never),
    ).toMatchObject({ ok: true });
    expect((await town.load(caseOf(played.returned))).steps[0]).toMatchObject({ step: 'verify', visit: 2 });
    const leader = await town.viewer(`leader-${played.typing}`);
    expect(
      await town.app.filling.save(leader, caseOf(played.typing), { rounds: '8' }, draft!.revision),
    ).toMatchObject({ kind: 'saved' });
    expect(await town.app.maintenance.verify(caseOf(played.sent))).toMatchObject({ ok: true });
  });

  it('decides a case that changed since the rehearsal as it stands, and tells the difference', async () => {
    const { town, admin, from } = await migrationTown();
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    await submit(town, played.due, { rounds: '0', people: '', weather: 'dry', note: 'Mưa' } as never);
    await act(town, 'clerk-1', played.sent, 'confirm');
    await town.app.migrations.signOff(admin, batch._id);
    await town.settle();
    const verdicts = await town.ports.batches.verdicts(batch._id, null, null, 100);
    const of = (team: number) => verdicts.find((one) => one.case === caseOf(team))!;
    expect(of(played.due)).toMatchObject({ outcome: 'answersLost', data: { rehearsed: 'deadlineEarlier' } });
    expect(of(played.sent)).toMatchObject({ outcome: 'ended', data: { rehearsed: 'answersLost' } });
    expect((await town.app.migrations.view(admin, batch._id, 'vi'))!.differs).toBe(2);
  });

  it('is signed off by somebody else where the campaign asks for a second person', async () => {
    const { town, admin, from } = await migrationTown({ teams: 10, secondPerson: true });
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    expect(await town.app.migrations.needsSecond('minimal')).toBe(true);
    expect(await town.app.migrations.signOff(admin, batch._id)).toMatchObject({
      ok: false,
      issues: [{ code: 'migration.batch.second_person' }],
    });
    const other = await town.account('admin-2');
    expect(await town.app.migrations.signOff(other, batch._id)).toMatchObject({ ok: true });
    await town.settle();
    const done = (await town.ports.batches.load(batch._id))!;
    expect(done).toMatchObject({ by: 'admin', signedOff: { by: 'admin-2' }, state: 'done' });
  });

  it('is signed off once, and written into the log', async () => {
    const { town, admin, from } = await migrationTown();
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    expect(await town.app.migrations.signOff(admin, batch._id)).toMatchObject({ ok: true });
    expect(await town.app.migrations.signOff(admin, batch._id)).toMatchObject({
      ok: false,
      issues: [{ code: 'migration.batch.state' }],
    });
    const log = await town.ports.accounts.auditLog(null, 10);
    expect(log.map(({ act: done }) => done)).toEqual(
      expect.arrayContaining(['migration.rehearse', 'migration.run']),
    );
  });

  it('comes to nothing when it is discarded', async () => {
    const { town, admin, from } = await migrationTown();
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    expect(await town.app.migrations.discard(admin, batch._id)).toMatchObject({ ok: true });
    expect(await town.app.migrations.signOff(admin, batch._id)).toMatchObject({ ok: false });
    expect(town.everything().cases.every((one) => one.version === from)).toBe(true);
  });
});

describe('undoing it in one act', () => {
  it('gives back every case nobody has touched since, and says in words why another stays', async () => {
    const { town, admin, from } = await migrationTown();
    const before = new Map(town.everything().cases.map((one) => [one._id, one]));
    const [draftBefore] = town.everything().drafts;
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    await town.app.migrations.signOff(admin, batch._id);
    await town.settle();
    await act(town, 'clerk-1', played.claimed, 'confirm');
    expect(await town.app.migrations.undo(admin, batch._id)).toMatchObject({ ok: true });
    await town.settle();
    const undone = (await town.ports.batches.load(batch._id))!;
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 7, undoRefused: 1, undoNothing: 2 } });
    for (const one of town.everything().cases) {
      isWhole(one);
      if (one._id === caseOf(played.claimed)) continue;
      expect(one.version).toBe(from);
      const old = before.get(one._id)!;
      expect(one.steps).toEqual(old.steps);
      expect(one.tasks.map(({ generation: _, ...task }) => task)).toEqual(
        old.tasks.map(({ generation: _, ...task }) => task),
      );
      expect(one.submission).toEqual(old.submission);
      expect(one.queueKeys).toEqual(old.queueKeys);
      expect(one.dueAt).toEqual(old.dueAt);
    }
    const refused = (await town.ports.batches.verdicts(batch._id, null, null, 100)).filter(
      (one) => one.undone === 'refused',
    );
    expect(refused.map((one) => one.case)).toEqual([caseOf(played.claimed)]);
    const { cases } = await town.app.migrations.cases(admin, batch._id, null, null, 'vi');
    const told = cases.find((one) => one.undone === 'refused')!;
    expect(told.issues[0]).toMatchObject({
      code: 'command.undo.overtaken',
      params: { name: 'Người clerk-1' },
    });
    const [draft] = town.everything().drafts;
    expect(draft).toEqual({ ...draftBefore, revision: draft!.revision });
    // The next morning it can be planned and run once more.
    const again = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    expect(again).toMatchObject({ state: 'rehearsed', total: 9 });
  });

  it('is over after a week', async () => {
    const { town, admin, from } = await migrationTown();
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    await town.app.migrations.signOff(admin, batch._id);
    await town.settle();
    town.setTime(late);
    expect(await town.app.migrations.undo(admin, batch._id)).toMatchObject({
      ok: false,
      issues: [{ code: 'migration.batch.undo_over' }],
    });
  });
});

/** A process that ends at the n-th call of a write. */
function ending(
  port: 'cases' | 'batches' | 'drafts' | 'contents',
  method: string,
  n: number,
  when: 'before' | 'after',
) {
  let calls = 0;
  let ended = false;
  return (ports: Ports): Ports => {
    const guard = (store: object): object =>
      new Proxy(store, {
        get(target, name) {
          const own = Reflect.get(target, name) as (...args: unknown[]) => unknown;
          if (typeof own !== 'function') return own;
          return async (...args: unknown[]) => {
            if (ended) throw new Error('The process has ended.');
            const counts = store === ports[port] && name === method;
            if (counts) calls += 1;
            if (!counts || calls !== n) return own.apply(target, args);
            if (when === 'after') await own.apply(target, args);
            ended = true;
            throw new Error('The process ends.');
          };
        },
      });
    return {
      ...ports,
      cases: guard(ports.cases) as Ports['cases'],
      batches: guard(ports.batches) as Ports['batches'],
      drafts: guard(ports.drafts) as Ports['drafts'],
      contents: guard(ports.contents) as Ports['contents'],
    };
  };
}

describe('a migration that is killed half way', () => {
  const kills = [
    ['cases', 'commitMany', 2, 'before'],
    ['cases', 'commitMany', 1, 'after'],
    ['cases', 'commitMany', 2, 'after'],
    ['contents', 'put', 1, 'after'],
    ['drafts', 'save', 1, 'before'],
    ['drafts', 'save', 1, 'after'],
    ['batches', 'putVerdicts', 2, 'before'],
    ['batches', 'putVerdicts', 2, 'after'],
    ['batches', 'save', 1, 'before'],
    ['batches', 'save', 2, 'after'],
  ] as const;

  it.each(kills)('is resumed: %s.%s, call %i, %s', async (...kill) => {
    const { town, admin, from } = await migrationTown({ teams: 430 });
    const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
    await town.app.migrations.signOff(admin, batch._id);
    const dying = town.again(ending(...kill));
    await expect(dying.settle()).rejects.toThrow('The process');
    town.emptyQueue();
    await town.app.wakes.sweep(true);
    await town.settle();
    const done = (await town.ports.batches.load(batch._id))!;
    expect(done).toMatchObject({ state: 'done', done: 430, total: 430 });
    expect(done.counts).toEqual(batch.counts);
    for (const one of town.everything().cases) {
      isWhole(one);
      const migrated = one.history.filter(({ type }) => type === 'migrated');
      expect(migrated).toHaveLength(one.state === 'ended' ? 0 : 1);
    }
    expect(town.everything().drafts.map(({ answers }) => answers)).toEqual([{ rounds: '7' }]);
  }, 30_000);

  it.each([
    ['cases', 'commitMany', 1, 'after'],
    ['cases', 'commitMany', 2, 'before'],
    ['batches', 'save', 2, 'before'],
  ] as const)(
    'or undone: %s.%s, call %i, %s',
    async (port, method, n, when) => {
      const { town, admin, from } = await migrationTown({ teams: 430 });
      const before = new Map(town.everything().cases.map((one) => [one._id, one]));
      const batch = await rehearsed(town, admin, await planOf(town, admin, from, plannedSteps));
      await town.app.migrations.signOff(admin, batch._id);
      await expect(town.again(ending(port, method, n, when)).settle()).rejects.toThrow('The process');
      town.emptyQueue();
      expect(await town.app.migrations.undo(admin, batch._id)).toMatchObject({ ok: true });
      await town.settle();
      expect(await town.ports.batches.load(batch._id)).toMatchObject({
        state: 'undone',
        counts: { undoNothing: expect.any(Number) },
      });
      for (const one of town.everything().cases) {
        isWhole(one);
        expect(one.version).toBe(from);
        expect(one.steps).toEqual(before.get(one._id)!.steps);
        expect(one.dueAt).toEqual(before.get(one._id)!.dueAt);
      }
      expect(town.everything().drafts[0]!.answers).toEqual({ rounds: '7', note: 'Đang gõ dở' });
    },
    30_000,
  );
});

import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { breakAt } from './breaking.ts';
import { act, caseOf, freshKey, openTown, report, submit } from './town.ts';

/** A second monthly report in the same bundle. */
const twoReports: Patch[] = [
  {
    file: 'groups/streets.json',
    op: 'add',
    path: '/entries/-',
    value: {
      id: 'trees',
      title: { vi: 'Báo cáo cây xanh', en: 'Report on trees' },
      form: 'report',
      workflow: 'report',
      subject: 'unit',
      per: 'month',
      owed: true,
      submitter: { role: 'leader', level: 'team' },
      bundle: 'monthly',
      opens: { offset: 0, unit: 'day', after: 'periodEnd' },
    },
  },
];
const treesOf = (team: number) => `minimal.trees.team-${team}.2025-01.1`;
const bundle = { campaign: 'minimal', bundle: 'monthly', period: '2025-01', unit: 'team-1' };

async function save(town: MemoryComposition, caseId: string, typed: Record<string, unknown>, revision = 0) {
  return town.app.filling.save(await town.viewer('leader-1'), caseId, typed, revision);
}

/** What stands in a form, by field. */
async function typedIn(town: MemoryComposition, team = 1): Promise<Record<string, unknown>> {
  const form = (await town.app.filling.form(await town.viewer(`leader-${team}`), caseOf(team), 'vi'))!;
  return Object.fromEntries(
    [...JSON.stringify(form.form).matchAll(/"id":"(\w+)"[^{}]*?"value":"([^"]*)"/g)].map(([, id, value]) => [
      id!,
      value!,
    ]),
  );
}

describe('drafts', () => {
  it('are saved as typed, also what cannot be read yet, and come back', async () => {
    const town = await openTown();
    const saved = await save(town, caseOf(1), { rounds: 'ba', note: 'dở dang' });
    expect(saved).toMatchObject({ kind: 'saved', revision: 1 });
    expect(town.everything().drafts[0]!.answers).toEqual({ rounds: 'ba', note: 'dở dang' });
    const form = await town.app.filling.form(await town.viewer('leader-1'), caseOf(1), 'vi');
    expect(form!.draftRevision).toBe(1);
    expect(JSON.stringify(form!.form)).toContain('dở dang');
    expect(JSON.stringify(form!.form)).toContain('"ba"');
  });

  it('of two browsers are not written over: the later one is told and given what stands', async () => {
    const town = await openTown();
    await save(town, caseOf(1), { rounds: '1' });
    expect(await save(town, caseOf(1), { rounds: '2' }, 1)).toMatchObject({ kind: 'saved', revision: 2 });
    const lost = await save(town, caseOf(1), { rounds: '9' }, 1);
    expect(lost).toMatchObject({ kind: 'lost', revision: 2, theirs: { rounds: '2' } });
    expect(town.everything().drafts[0]!.answers).toEqual({ rounds: '2' });
  });

  it('that are too large are refused and leave the earlier one', async () => {
    const town = await openTown();
    await save(town, caseOf(1), { note: 'ngắn' });
    const refused = await save(town, caseOf(1), { note: 'x'.repeat(600_000) }, 1);
    expect(refused).toMatchObject({ kind: 'refused', issues: [{ code: 'app.draft.too_large' }] });
    expect(town.everything().drafts[0]!.answers).toEqual({ note: 'ngắn' });
  });

  it('hold only fields of the form', async () => {
    const town = await openTown();
    await save(town, caseOf(1), { rounds: '1', secret: 'x', _csrf: 'y' });
    expect(town.everything().drafts[0]!.answers).toEqual({ rounds: '1' });
  });

  it('are nobody else’s to read, save or send, and a case that is not there looks the same', async () => {
    const town = await openTown();
    await save(town, caseOf(1), report);
    for (const stranger of ['leader-2', 'clerk-1', 'head', 'outsider', 'admin']) {
      const viewer = await town.viewer(stranger);
      for (const id of [caseOf(1), 'minimal.report.team-9.2025-01.1']) {
        const scope = { case: id };
        expect(await town.app.filling.form(viewer, id, 'vi')).toBeNull();
        expect(await town.app.filling.check(viewer, scope, 'vi')).toBeNull();
        expect(await town.app.filling.send(viewer, scope, freshKey(), 'vi')).toEqual({ kind: 'unknown' });
        expect(await town.app.filling.save(viewer, id, report, 0)).toMatchObject({
          kind: 'refused',
          issues: [{ code: 'app.case.unknown' }],
        });
      }
      expect(await town.app.filling.send(viewer, bundle, freshKey(), 'vi')).toEqual({ kind: 'unknown' });
    }
    expect(town.everything().drafts.length).toBe(1);
  });
});

describe('sending a bundle', () => {
  async function ready(): Promise<MemoryComposition> {
    const town = await openTown(twoReports);
    await save(town, caseOf(1), report);
    await save(town, treesOf(1), { ...report, rounds: '5' });
    return town;
  }

  it('sends every part under one press, and the receipt tells so', async () => {
    const town = await ready();
    const sent = await town.app.filling.send(await town.viewer('leader-1'), bundle, 'press-1', 'vi');
    expect(sent).toMatchObject({ kind: 'sent', receipt: { complete: true } });
    expect(sent.kind === 'sent' && sent.receipt.sections.length).toBe(2);
    for (const id of [caseOf(1), treesOf(1)]) expect((await town.load(id)).state).toBe('running');
    expect(town.everything().drafts).toEqual([]);
  });

  it('sends nothing at all when one part is not ready, and names it', async () => {
    const town = await ready();
    await save(town, treesOf(1), { rounds: '5' }, 1);
    const refused = await town.app.filling.send(await town.viewer('leader-1'), bundle, 'press-1', 'vi');
    expect(refused).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'app.bundle.not_ready', params: { entry: 'Báo cáo cây xanh', count: 2 } }],
    });
    for (const id of [caseOf(1), treesOf(1)]) expect((await town.load(id)).state).toBe('due');
    expect(town.everything().drafts.length).toBe(2);
  });

  it('sends once when pressed twice, at once and later', async () => {
    const town = await ready();
    const viewer = await town.viewer('leader-1');
    const press = () => town.app.filling.send(viewer, bundle, 'press-1', 'vi');
    const [first, second] = await Promise.all([press(), press()]);
    const third = await press();
    for (const one of [first, second, third]) expect(one).toMatchObject({ kind: 'sent' });
    expect(third).toEqual(first);
    for (const id of [caseOf(1), treesOf(1)]) {
      const sent = (await town.load(id)).history.filter((event) => event.type === 'submitted');
      expect(sent.length).toBe(1);
    }
  });

  it('finishes the rest when a break came in between', async () => {
    const town = await ready();
    let commits = 0;
    const breaking = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(commit) {
          commits += 1;
          if (commits === 2) throw new Error('The process ends.');
          return ports.cases.commit(commit);
        },
      },
    }));
    const viewer = await town.viewer('leader-1');
    await expect(breaking.app.filling.send(viewer, bundle, 'press-1', 'vi')).rejects.toThrow();
    const receipt = await town.app.filling.receipt(viewer, bundle, 'press-1', 'vi');
    expect(receipt).toMatchObject({ complete: false });
    expect(receipt!.sections.map((one) => one.ok).sort()).toEqual([false, true]);
    const again = await town.app.filling.send(viewer, bundle, 'press-1', 'vi');
    expect(again).toMatchObject({ kind: 'sent', receipt: { complete: true } });
    for (const id of [caseOf(1), treesOf(1)]) {
      const keys = (await town.load(id)).history.filter((event) => event.type === 'submitted');
      expect(keys.map((event) => event.key.split(':')[0])).toEqual(['press-1']);
    }
  });

  it.each([1, 2, 3, 4, 5, 6])('never half-does a part, when it breaks at write %i', async (n) => {
    const town = await ready();
    const viewer = await town.viewer('leader-1');
    const breaking = town.again(breakAt(n, n % 2 === 0 ? 'after' : 'before').change);
    await breaking.app.filling.send(viewer, bundle, 'press-1', 'vi').catch(() => undefined);
    expect(await town.app.filling.send(viewer, bundle, 'press-1', 'vi')).toMatchObject({
      kind: 'sent',
      receipt: { complete: true },
    });
    expect(town.everything().drafts).toEqual([]);
  });
});

describe('what was typed', () => {
  it('is not lost when the same press comes again after the report was returned', async () => {
    const town = await openTown();
    const viewer = await town.viewer('leader-1');
    await save(town, caseOf(1), report);
    await town.app.filling.send(viewer, { case: caseOf(1) }, 'press-1', 'vi');
    await act(town, 'clerk-1', 1, 'return', { reason: 'Thiếu.' });
    town.setTime('2025-01-31T02:00:00.000Z');
    await save(town, caseOf(1), { ...report, rounds: '7' });
    const again = await town.app.filling.send(viewer, { case: caseOf(1) }, 'press-1', 'vi');
    expect(again.kind).toBe('sent');
    expect((await town.load(caseOf(1))).tasks[0]!.id).toBe('fill.2.1');
    expect(town.everything().drafts.map((one) => one.answers['rounds'])).toEqual(['7']);
  });

  it('comes back when the sending is taken back', async () => {
    const town = await openTown();
    const sent = await submit(town, 1, { ...report, rounds: '12' });
    if (!sent.ok) throw new Error('refused');
    await town.app.commands.execute(
      caseOf(1),
      { type: 'undo', key: freshKey(), cmd: sent.events[0]!.cmd },
      { account: 'leader-1', via: 'web' },
    );
    expect(await typedIn(town)).toMatchObject({ rounds: '12', people: '40' });
  });

  it('is what stands, not an older draft, when the ward corrected a figure and returned it', async () => {
    const town = await openTown();
    await save(town, caseOf(1), report);
    // The draft is left over, as after a break between the commit and its removal.
    await submit(town, 1);
    town.setTime('2025-01-31T02:00:00.000Z');
    const [task] = (await town.load(caseOf(1))).tasks;
    await town.app.commands.execute(
      caseOf(1),
      {
        type: 'correctField',
        key: freshKey(),
        task: { id: task!.id, generation: task!.generation },
        answers: { people: '44' },
        reason: 'Theo sổ.',
      },
      { account: 'clerk-1', via: 'web' },
    );
    await act(town, 'clerk-1', 1, 'return', { reason: 'Thiếu ghi chú.' });
    expect(await typedIn(town)).toMatchObject({ people: '44' });
    const form = await town.app.filling.form(await town.viewer('leader-1'), caseOf(1), 'vi');
    expect(form!.savedAt).toBeUndefined();
    expect(await save(town, caseOf(1), { people: '45' }, form!.draftRevision)).toMatchObject({
      kind: 'saved',
    });
  });

  it('of the month before is where the next begins', async () => {
    const town = await openTown();
    await submit(town, 1, { ...report, rounds: '12' });
    await town.passUntil('2025-02-28T02:00:00.000Z');
    const form = await town.app.filling.form(
      await town.viewer('leader-1'),
      'minimal.report.team-1.2025-02.1',
      'vi',
    );
    expect(JSON.stringify(form!.form)).toContain('"12"');
  });
});

describe('the first page of a team leader', () => {
  it('shows the month to do, then what was sent', async () => {
    const town = await openTown(twoReports);
    const viewer = await town.viewer('leader-1');
    const work = await town.app.filling.work(viewer, 'vi');
    expect(work.bundles.map(({ period, toDo, unit }) => ({ period, toDo, unit }))).toEqual([
      { period: '2025-01', toDo: 2, unit: 'team-1' },
    ]);
    expect(work.sent).toEqual([]);
    await submit(town, 1);
    const after = await town.app.filling.work(viewer, 'vi');
    expect(after.bundles.map((one) => one.toDo)).toEqual([1]);
    expect(after.sent.map((one) => one.id)).toEqual([caseOf(1)]);
  });

  it('is a substitute’s as well while the leader is away, and not after', async () => {
    const town = await openTown();
    await town.ports.directory.putSubstitute({
      id: 's1',
      account: 'leader-1',
      substitute: 'outsider',
      from: '2025-01-31',
      to: '2025-02-02',
    });
    const stand = await town.viewer('outsider');
    expect((await town.app.filling.work(stand, 'vi')).bundles.length).toBe(1);
    expect((await town.app.filling.save(stand, caseOf(1), report, 0)).kind).toBe('saved');
    const sent = await town.app.filling.send(stand, { case: caseOf(1) }, 'press-1', 'vi');
    expect(sent.kind).toBe('sent');
    const event = (await town.load(caseOf(1))).history.find((one) => one.type === 'submitted')!;
    expect(event).toMatchObject({ actor: 'outsider', onBehalfOf: 'leader-1' });
    town.setTime('2025-02-03T01:00:00.000Z');
    expect((await town.app.filling.work(await town.viewer('outsider'), 'vi')).sent).toEqual([]);
  });
});

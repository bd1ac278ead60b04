import { describe, expect, it } from 'vitest';
import type { Case } from '../../../engine/model/case.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { act, caseOf, openTown, report, submit } from './town.ts';

const clerkSees: Patch = {
  file: 'workflows/report.json',
  op: 'replace',
  path: '/steps/1/fields/see',
  value: ['rounds', 'people', 'weather', 'note'],
};
const withPhoto: Patch[] = [
  clerkSees,
  {
    file: 'forms/report.json',
    op: 'add',
    path: '/fields/-',
    value: { type: 'file', id: 'photo', label: { vi: 'Ảnh' }, accept: ['png'], sensitivity: 'internal' },
  },
];
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

/** Sent, returned with a reason, sent again: a history with contents of two people. */
async function played(): Promise<MemoryComposition> {
  const town = await openTown(withPhoto);
  await submit(town, 1);
  await town.passUntil('2025-01-31T03:00:00.000Z');
  await act(town, 'clerk-1', 1, 'return', {
    reason: 'Số người chưa khớp.',
    remarks: [{ field: 'people', text: 'Xem lại danh sách.' }],
  });
  await town.passUntil('2025-01-31T04:00:00.000Z');
  await submit(town, 1, { ...report, people: '41', note: 'Đã xem lại, cảm ơn.' });
  await town.passUntil('2025-01-31T05:00:00.000Z');
  return town;
}

/** The same stores with one case changed by hand. */
function tampered(town: MemoryComposition, change: (one: Case) => Case): MemoryComposition['app'] {
  return town.again((ports) => ({
    ...ports,
    cases: {
      ...ports.cases,
      async load(id) {
        const found = await ports.cases.load(id);
        return found && change(structuredClone(found));
      },
    },
  })).app;
}

describe('verifying', () => {
  it('finds nothing wrong with what the product wrote, and counts it', async () => {
    const town = await played();
    const verified = (await town.app.maintenance.verify(caseOf(1)))!;
    expect(verified).toMatchObject({ ok: true, contents: 4, erased: 0, problems: [] });
    expect(verified.events).toBe((await town.load(caseOf(1))).history.length);
    expect(await town.app.maintenance.verify('minimal.report.team-9.2025-01.1')).toBeNull();
  });

  it.each<[string, (one: Case) => Case, RegExp]>([
    [
      'who did it',
      (one) => ({ ...one, history: one.history.map((e) => (e.seq === 5 ? { ...e, actor: 'leader-2' } : e)) }),
      /Sự kiện 5: mã băm/,
    ],
    [
      'a value in an event',
      (one) => ({
        ...one,
        history: one.history.map((e) =>
          e.seq === 5 ? { ...e, data: { ...e.data, values: { rounds: '99' } } } : e,
        ),
      }),
      /Sự kiện 5: mã băm/,
    ],
    [
      'an event taken out',
      (one) => ({ ...one, history: one.history.filter((e) => e.seq !== 6) }),
      /Sự kiện 7/,
    ],
    ['the state alone', (one) => ({ ...one, outcome: 'approved' }), /Trạng thái lưu không khớp/],
    [
      'a value of the state alone',
      (one) => ({
        ...one,
        submission: { ...one.submission!, values: { ...one.submission!.values, rounds: '99' } },
      }),
      /Trạng thái lưu không khớp/,
    ],
  ])('detects a change of %s', async (_, change, problem) => {
    const verified = await tampered(await played(), change).maintenance.verify(caseOf(1));
    expect(verified!.ok).toBe(false);
    expect(verified!.problems.join('\n')).toMatch(problem);
  });

  it.each<[string, (content: Record<string, unknown>) => Record<string, unknown>[], RegExp]>([
    [
      'changed',
      (one) => [{ ...one, body: { ...(one['body'] as object), rounds: '99' } }],
      /không khớp mã băm/,
    ],
    ['gone', () => [], /không còn trong kho/],
    ['emptied without an erasure', ({ body: _, salt: __, ...one }) => [one], /không khớp mã băm/],
  ])('detects a content that was %s', async (_, change, problem) => {
    const town = await played();
    const { content } = (await town.load(caseOf(1))).submission!;
    const process = town.again((ports) => ({
      ...ports,
      contents: {
        ...ports.contents,
        ofCase: async (id) =>
          (await ports.contents.ofCase(id)).flatMap((one) =>
            one._id === content ? (change({ ...one }) as never) : [one],
          ),
      },
    }));
    const verified = await process.app.maintenance.verify(caseOf(1));
    expect(verified!.problems.join('\n')).toMatch(problem);
  });
});

describe('erasing a person', () => {
  it('takes away what they wrote, and the chain still holds', async () => {
    const town = await played();
    await town.app.filling.save(await town.viewer('leader-2'), caseOf(2), report, 0);
    const erased = await town.app.maintenance.erase('leader-1', 'admin');
    expect(erased).toMatchObject({ cases: 1, contents: 2, drafts: 0, issues: [] });
    expect(erased.deliveries).toBeGreaterThan(0);
    const verified = await town.app.maintenance.verify(caseOf(1));
    expect(verified).toMatchObject({ ok: true, contents: 4, erased: 2, problems: [] });
    const { contents, deliveries, drafts } = town.everything();
    expect(JSON.stringify(contents)).not.toContain('Đã xem lại');
    expect(JSON.stringify(contents)).toContain('Số người chưa khớp');
    expect(deliveries.filter((one) => one.recipient === 'leader-1')).toEqual([]);
    expect(drafts.length).toBe(1);
    expect(JSON.stringify(await town.load(caseOf(1)))).not.toContain('Đã xem lại');
  });

  it('leaves a case that can still be looked at and decided', async () => {
    const town = await played();
    await town.app.maintenance.erase('leader-1', 'admin');
    const view = await town.app.casePages.view(await town.viewer('clerk-1'), caseOf(1), 'vi');
    expect(view!.timeline.length).toBeGreaterThan(3);
    expect((await act(town, 'clerk-1', 1, 'confirm')).ok).toBe(true);
  });

  it('twice changes nothing more, and once more erases what they wrote since', async () => {
    const town = await played();
    await town.app.maintenance.erase('leader-1', 'admin');
    const after = await town.load(caseOf(1));
    expect(await town.app.maintenance.erase('leader-1', 'admin')).toMatchObject({ cases: 0, contents: 0 });
    expect(await town.load(caseOf(1))).toEqual(after);
    await act(town, 'clerk-1', 1, 'return', { reason: 'Vẫn thiếu.' });
    await submit(town, 1, { ...report, note: 'Viết sau khi xóa.' });
    expect(await town.app.maintenance.erase('leader-1', 'admin')).toMatchObject({ cases: 1, contents: 1 });
    expect(JSON.stringify(town.everything().contents)).not.toContain('Viết sau khi xóa');
    expect((await town.app.maintenance.verify(caseOf(1)))!.problems).toEqual([]);
  });

  it('removes files they sent, and those they uploaded and never sent', async () => {
    const town = await played();
    const upload = async (account: string, team: number) => {
      const viewer = await town.viewer(account);
      const added = await town.app.files.add(viewer, caseOf(team), 'photo', { name: 'a.png', bytes: png });
      if (!added.ok) throw new Error('refused');
      return added.value;
    };
    const sent = await upload('leader-2', 2);
    await submit(town, 2, { ...report, photo: [sent] } as never);
    await upload('leader-3', 3);
    expect(await town.app.maintenance.erase('leader-2', 'admin')).toMatchObject({ files: 1 });
    expect(await town.app.maintenance.erase('leader-3', 'admin')).toMatchObject({ files: 1, cases: 0 });
    for (const team of [2, 3]) expect(await town.ports.files.ofCase(caseOf(team))).toEqual([]);
  });

  it('finds acts that were cut from the case’s document', async () => {
    const town = await played();
    const whole = await town.load(caseOf(1));
    const { cutHistory } = await import('../../../engine/workflow/index.ts');
    const cut = cutHistory(whole, 2)!;
    const process = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        load: async (id) => (id === caseOf(1) ? (erased ?? cut.case) : ports.cases.load(id)),
        loadMany: async (ids) =>
          (await ports.cases.loadMany(ids)).map((one) => (one._id === caseOf(1) ? cut.case : one)),
        olderEvents: async () => cut.older,
        async commit({ next }) {
          erased = next;
          return 'committed';
        },
      },
    }));
    let erased: Case | undefined;
    expect(cut.case.history.some((event) => event.actor === 'clerk-1')).toBe(false);
    expect(await process.app.maintenance.erase('clerk-1', 'admin')).toMatchObject({ cases: 1, contents: 2 });
    expect((await process.app.maintenance.verify(caseOf(1)))!.problems).toEqual([]);
  });
});

describe('reindexing', () => {
  const projections = ({ queueKeys, dueAt, nextWakeAt, outbox, hasOutbox, searchWords }: Case) => ({
    queueKeys,
    dueAt,
    nextWakeAt,
    outbox,
    hasOutbox,
    searchWords,
  });

  it('gives every projection again that was lost', async () => {
    const town = await played();
    await act(town, 'clerk-1', 1, 'confirm');
    const before = town.everything().cases.map(projections);
    for (const one of town.everything().cases) await town.ports.cases.reproject(one._id, one.revision, none);
    expect((await town.load(caseOf(1))).queueKeys).toBeUndefined();
    expect(await town.app.maintenance.reindex()).toMatchObject({ cases: 3 });
    expect(town.everything().cases.map(projections)).toEqual(before);
  });

  it('delivers nothing again', async () => {
    const town = await played();
    const before = town.everything().deliveries.length;
    for (const one of town.everything().cases) await town.ports.cases.reproject(one._id, one.revision, none);
    await town.app.maintenance.reindex();
    await town.app.wakes.sweep(true);
    await town.settle();
    expect(town.everything().deliveries.length).toBe(before);
    for (const one of town.everything().cases) expect(one.hasOutbox).toBeUndefined();
  });

  it('keeps a message that is still held back, and recalls one whose act was taken back', async () => {
    const town = await openTown();
    const sent = await submit(town, 1);
    await submit(town, 2);
    if (!sent.ok) throw new Error('refused');
    await town.app.commands.execute(
      caseOf(1),
      { type: 'undo', key: 'undo-1', cmd: sent.events[0]!.cmd },
      { account: 'leader-1', via: 'web' },
    );
    for (const one of town.everything().cases) await town.ports.cases.reproject(one._id, one.revision, none);
    await town.app.maintenance.reindex();
    await town.passUntil('2025-01-31T02:00:00.000Z');
    const told = town.everything().deliveries.filter((one) => one.recipient.startsWith('clerk'));
    expect(told.map((one) => one.case)).toEqual([caseOf(2), caseOf(2)]);
  });

  const none = {
    queueKeys: undefined,
    dueAt: undefined,
    nextWakeAt: undefined,
    outbox: undefined,
    hasOutbox: undefined,
    searchWords: undefined,
  } as never;
});

describe('contents that nothing names', () => {
  it('are deleted after a day, and no others', async () => {
    const town = await played();
    const orphan = { ...town.everything().contents[0]!, _id: 'orphan', createdAt: town.now() };
    await town.ports.contents.put([orphan]);
    expect(await town.app.maintenance.sweepOrphans()).toBe(0);
    town.setTime('2025-02-03T00:00:00.000Z');
    expect(await town.app.maintenance.sweepOrphans()).toBe(1);
    expect((await town.app.maintenance.verify(caseOf(1)))!.problems).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { act, caseOf, freshKey, openTown, report, submit } from './town.ts';

/** A second report of each team, which is done once the first has ended. */
const following: Patch[] = [
  {
    file: 'workflows/following.json',
    text: JSON.stringify({
      thidua: 1,
      id: 'following',
      title: { vi: 'Chờ báo cáo', en: 'After the report' },
      start: 'fill',
      steps: [
        {
          kind: 'fill',
          id: 'fill',
          title: { vi: 'Lập', en: 'Fill in' },
          assignee: { kind: 'submitter' },
          actions: [{ kind: 'submit', id: 'send', label: { vi: 'Gửi', en: 'Send' }, to: 'hold' }],
        },
        { kind: 'wait', id: 'hold', title: { vi: 'Chờ', en: 'Wait' }, for: 'report', to: 'done' },
        { kind: 'end', id: 'done', title: { vi: 'Xong', en: 'Done' }, outcome: 'approved' },
      ],
    }),
  },
  {
    file: 'groups/streets.json',
    op: 'add',
    path: '/entries/1',
    value: {
      id: 'after',
      title: { vi: 'Báo cáo sau', en: 'The report after' },
      form: 'report',
      workflow: 'following',
      subject: 'unit',
      per: 'month',
      owed: true,
      submitter: { role: 'leader', level: 'team' },
    },
  },
];

const waiting = 'minimal.after.team-1.2025-01.1';

async function waitingTown(): Promise<MemoryComposition> {
  const town = await openTown(following);
  await submit(town, 1);
  const [task] = (await town.load(waiting)).tasks;
  const sent = await town.app.commands.execute(
    waiting,
    {
      type: 'submit',
      key: freshKey(),
      task: { id: task!.id, generation: task!.generation },
      answers: report,
    },
    { account: 'leader-1', via: 'web' },
  );
  expect(sent).toMatchObject({ ok: true, case: { state: 'running' } });
  return town;
}

describe('a case that waits for another', () => {
  it('is looked at as soon as the other has ended', async () => {
    const town = await waitingTown();
    await act(town, 'clerk-1', 1, 'confirm');
    expect(await town.load(caseOf(1))).toMatchObject({ state: 'ended' });
    await town.settle();
    expect(await town.load(waiting)).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  it('is found the next morning where nobody had it looked at', async () => {
    const town = await waitingTown();
    await act(town, 'clerk-1', 1, 'confirm');
    town.emptyQueue();
    expect(await town.load(waiting)).toMatchObject({ state: 'running' });
    await town.passUntil('2025-02-01T00:00:00.000Z');
    expect(await town.load(waiting)).toMatchObject({ state: 'ended' });
  });

  it('waits on while the other goes on, and says for what', async () => {
    const town = await waitingTown();
    await town.passUntil('2025-02-03T01:00:00.000Z');
    const page = (await town.app.casePages.view(await town.viewer('leader-1'), waiting, 'vi'))!;
    expect(page.case.state).toMatchObject({ word: 'Đang chờ' });
    expect(page.case.state.sentence).toMatch(/^Chờ – chờ hồ sơ “.+” kết thúc\.$/);
    expect(page.timeline.filter(({ sentence }) => /^Chờ: chờ hồ sơ/.test(sentence))).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import { openAwards } from './awards.ts';
import { act, caseOf, report, submit } from './town.ts';

const caseId = 'minimal.of-team.team-1.first.1';

/** Team 1 sends two reports, of which one is confirmed, and begins its file. */
async function openFile(): Promise<MemoryComposition> {
  const town = await openAwards();
  await submit(town, 1, { ...report, rounds: '7', people: '31' });
  await act(town, 'clerk-1', 1, 'confirm');
  await submit(town, 2, { ...report, rounds: '5' });
  await act(town, 'clerk-1', 2, 'confirm');
  const wish = { campaign: 'minimal', entry: 'of-team', period: 'first', unit: 'team-1' };
  expect(await town.app.openings.open(await town.viewer('leader-1'), wish, 'k')).toMatchObject({
    kind: 'opened',
  });
  return town;
}

describe('figures over confirmed reports', () => {
  it('stand in the case and in its form, the unit’s own only, with their sources', async () => {
    const town = await openFile();
    expect((await town.load(caseId)).facts).toMatchObject({
      roundsDone: { value: '7' },
      peopleSeen: { value: '31' },
    });
    const form = (await town.app.filling.form(await town.viewer('leader-1'), caseId, 'vi'))!;
    expect(form.figures.map(({ title, value, count }) => [title, value, count])).toEqual([
      ['Số buổi đã dọn', '7', 1],
      ['Người mỗi buổi', '31', 1],
    ]);
    expect(form.figures[0]!.sentence).toMatch(/^Cộng “Số buổi dọn” từ 1 báo cáo “Báo cáo tháng”/);
    expect(JSON.stringify(form.form)).toContain('"value":"31"');
  });

  it('cannot be typed: what is sent is what was worked out', async () => {
    const town = await openFile();
    const current = await town.load(caseId);
    const [task] = current.tasks;
    const sent = await town.app.commands.execute(
      caseId,
      {
        type: 'submit',
        key: 'send',
        task: { id: task!.id, generation: task!.generation },
        answers: { total: '9000', usual: '30.5', merit: 'Dọn sạch' },
      },
      { account: 'leader-1', via: 'web' },
    );
    expect(sent).toMatchObject({ ok: true });
    const [content] = await town.ports.contents.get([(await town.load(caseId)).submission!.content]);
    expect(content!.body).toMatchObject({ total: '7', usual: '30.5' });
  });

  it('open the reports they were made from to whoever may see them, and to nobody else', async () => {
    const town = await openFile();
    const sources = async (account: string) =>
      town.app.figures.sources(await town.viewer(account), caseId, 'roundsDone', 'vi');
    const view = (await sources('leader-1'))!;
    expect(view.lines.map(({ id, value }) => [id, value])).toEqual([[caseOf(1), '7']]);
    expect(view).toMatchObject({ hidden: 0, case: { href: `/viec/${caseId}` } });
    expect(await sources('leader-2')).toBeNull();
    expect(await sources('outsider')).toBeNull();
    expect(await town.app.figures.sources(await town.viewer('leader-1'), caseId, 'nothing', 'vi')).toBeNull();
  });

  it('about a subject reach over its other cases of all time, those of whom was merged into it too', async () => {
    const town = await openAwards();
    const person = { campaign: 'minimal', entry: 'of-person', unit: 'team-1' };
    const open = async (period: string, subject: string) =>
      town.app.openings.open(
        await town.viewer('leader-1'),
        { ...person, period, subject },
        `${period}-${subject}`,
      );
    await open('first', 'p1');
    const id = 'minimal.of-person.p1.first.1';
    for (const [account, command] of [
      ['leader-1', { type: 'submit', answers: { name: 'Sen', merit: 'Dọn sạch' } }],
      ['clerk-1', { type: 'act', action: 'grant' }],
    ] as const) {
      const [task] = (await town.load(id)).tasks;
      const ref = { id: task!.id, generation: task!.generation };
      const actor = { account, via: 'web' as const };
      const done = await town.app.commands.execute(id, { ...command, key: account, task: ref }, actor);
      expect(done).toMatchObject({ ok: true });
    }
    const merged = (await town.ports.subjects.load('p1'))!;
    await town.ports.subjects.put({ ...merged, mergedInto: 'p2', revision: 2 }, 1);
    town.setTime('2025-04-10T02:00:00.000Z');
    expect(await open('second', 'p2')).toMatchObject({ kind: 'opened' });
    expect((await town.load('minimal.of-person.p2.second.1')).facts).toMatchObject({
      earlier: { value: '1' },
    });
  });
});

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
});

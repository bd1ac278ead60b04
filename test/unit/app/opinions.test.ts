import { beforeEach, describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import { act, caseOf, consulting, freshKey, openTown, signing, submit } from './town.ts';

let town: MemoryComposition;

beforeEach(async () => {
  town = await openTown(consulting);
  await submit(town, 1);
  await act(town, 'clerk-1', 1, 'ask');
});

const view = async (account: string) =>
  (await town.app.casePages.view(await town.viewer(account), caseOf(1), 'vi'))!;

async function answer(account: string, body: string, action: string, more: object = {}) {
  const task = (await town.load(caseOf(1))).tasks.find((one) => one.body === body)!;
  return town.app.casePages.act(await town.viewer(account), caseOf(1), {
    type: 'act',
    key: freshKey(),
    task: { id: task.id, generation: task.generation },
    action,
    ...more,
  });
}

const sentences = async (account: string) => (await view(account)).timeline.map(({ sentence }) => sentence);

describe('a consultation on the case page', () => {
  it('offers the asked body its answers, and a letter that may be named', async () => {
    const page = await view('head');
    expect(page.opinionOf).toBe('Thị xã');
    expect(page.acts).toMatchObject([
      { id: 'agreed', kind: 'opinion', reason: 'optional' },
      { id: 'not-agreed', reason: 'required', tone: 'danger' },
    ]);
    expect(page.signing).toEqual({ typed: true, optional: true });
    expect(page.whyDue).toContain('3 ngày làm việc kể từ ngày đến bước này');
  });

  it('shows the desk who has answered what, and who is awaited', async () => {
    const document = { number: '15/CV', date: '2025-01-30' };
    const given = await answer('head', 'city', 'not-agreed', { reason: 'Còn thiếu biên bản.', document });
    expect(given).toMatchObject({ ok: true });
    const page = await view('clerk-1');
    expect(page.consultations).toEqual([
      {
        title: 'Lấy ý kiến',
        lines: [
          {
            body: 'Thị xã',
            word: 'Chưa thống nhất',
            tone: 'late',
            text: 'Còn thiếu biên bản.',
            document: '15/CV, 30/01/2025',
            by: 'Người head',
            at: expect.stringContaining('31/01/2025'),
          },
          { body: 'Tổ giúp việc phường', word: expect.stringMatching(/^Đang chờ, hạn /), tone: 'neutral' },
        ],
      },
    ]);
    expect(await sentences('clerk-1')).toContain('Người head cho ý kiến thay mặt Thị xã');
  });

  it('tells whoever may not read opinions that the case is under consideration, and no more', async () => {
    await answer('head', 'city', 'not-agreed', { reason: 'Còn thiếu biên bản.' });
    const page = await view('leader-1');
    expect(page.consultations).toEqual([{ title: 'Lấy ý kiến', lines: [], hidden: 'Đang xem xét.' }]);
    expect(JSON.stringify(page)).not.toMatch(/thiếu biên bản|Chưa thống nhất|cho ý kiến/);
    await answer('clerk-1b', 'ward', 'agreed');
    expect((await view('leader-1')).consultations).toEqual([]);
    expect(JSON.stringify(await view('leader-1'))).not.toMatch(/thiếu biên bản|Chưa thống nhất|cho ý kiến/);
    expect((await view('clerk-1')).consultations[0]!.lines).toHaveLength(2);
  });

  it('leaves a body its own answer, and not the others’', async () => {
    await answer('head', 'city', 'agreed');
    await answer('clerk-1b', 'ward', 'not-agreed', { reason: 'Chưa đủ.' });
    const [consultation] = (await view('head')).consultations;
    expect(consultation!.lines.map(({ body, word }) => [body, word])).toEqual([['Thị xã', 'Thống nhất']]);
    expect(consultation!.hidden).toBe('Đang xem xét.');
  });

  it('keeps the desk’s task in its queue, standing still, and brings it back with the new due time', async () => {
    const before = (await town.load(caseOf(1))).tasks.find(({ paused }) => paused !== undefined)!;
    await answer('head', 'city', 'agreed');
    town.setTime('2025-02-05T02:00:00.000Z');
    await town.app.wakes.sweep(true);
    await town.passUntil('2025-02-06T10:00:00.000Z');
    const [task] = (await town.load(caseOf(1))).tasks;
    expect(task).toMatchObject({ id: before.id, stood: { unit: 'workingDay' } });
    expect(task!.dueAt! > before.dueAt!).toBe(true);
    expect((await view('clerk-1')).whyDue).toMatch(/, cộng \d+ ngày làm việc tạm dừng\.$/);
    expect((await view('clerk-1')).consultations[0]!.lines[1]).toMatchObject({
      word: 'Không trả lời, coi như không có ý kiến',
    });
    expect(await sentences('clerk-1')).toContain(
      'Hết thời gian lấy ý kiến, coi như không có ý kiến: Tổ giúp việc phường',
    );
  });
});

describe('a row of a case that stands still', () => {
  it('says so to whoever has the task, and says what is awaited to the body', async () => {
    const { lineOf } = await import('../../../engine/app/lines.ts');
    const campaign = (await town.app.campaigns.latest('minimal'))!;
    const current = await town.load(caseOf(1));
    const desk = lineOf(current, campaign, await town.viewer('leader-1'), town.now(), 'vi');
    expect(desk.state.sentence).toContain('Lấy ý kiến – đang chờ');
    const own = { ...current, tasks: current.tasks.filter(({ body }) => body !== 'ward') };
    const clerk = lineOf(own, campaign, await town.viewer('clerk-1'), town.now(), 'vi');
    expect(clerk.state).toMatchObject({ word: 'Tạm dừng', tone: 'paused' });
    expect(clerk.state.sentence).toBe(
      'Phường xác nhận – tạm dừng từ 08:30 31/01/2025, trong lúc: Lấy ý kiến.',
    );
    expect(clerk).not.toHaveProperty('due');
  });
});

describe('a signature on the case page', () => {
  it('shows the number it would have, and afterwards the document', async () => {
    const signed = await openTown(signing);
    await submit(signed, 1);
    const page = async (account: string) =>
      (await signed.app.casePages.view(await signed.viewer(account), caseOf(1), 'vi'))!;
    expect((await page('clerk-1')).signing).toEqual({ typed: false, next: '01/QĐ' });
    await act(signed, 'clerk-1', 1, 'confirm');
    expect((await page('leader-1')).documents).toEqual([
      { title: 'Phường xác nhận', number: '01/QĐ', date: '31/01/2025', by: 'Người clerk-1' },
    ]);
    expect((await page('leader-1')).timeline.map(({ sentence }) => sentence)).toContain(
      'Người clerk-1 xác nhận, văn bản số 01/QĐ ngày 31/01/2025',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { caseOf, openTown, reminding, submit } from '../town.ts';

const late = '2025-02-20T03:00:00.000Z';
async function lateTown() {
  const town = await openTown(reminding, [{ id: 'other-head', holds: ['head@city'] }]);
  await submit(town, 2);
  town.setTime(late);
  await town.settle();
  return town;
}

const asked = { period: '2025-01' };

describe('reminders', () => {
  it('shows whom and what, sends once a unit, and remembers that it was done today', async () => {
    const town = await lateTown();
    const head = await town.viewer('head');
    const { reminders } = town.app;
    const preview = (await reminders.preview(head, 'minimal', asked, 'vi'))!;
    expect(preview.groups.map(({ id, count, people }) => [id, count, people])).toEqual([
      [caseOf(1), 1, ['Người leader-1']],
      [caseOf(3), 1, ['Người leader-3']],
    ]);
    expect(preview.message).toMatchObject({ title: 'Đã quá hạn: 1 việc', channels: ['inApp', 'mail'] });
    const wish = { ...asked, groups: [caseOf(1)], at: late };
    const sent = await reminders.send(head, 'minimal', wish, 'k1');
    expect(await reminders.send(head, 'minimal', wish, 'k1')).toEqual(sent);
    const { id } = sent as { id: string };
    await town.settle();
    expect(await reminders.progress(head, id)).toMatchObject({
      state: 'done',
      total: 1,
      done: 1,
      reminded: 1,
    });
    await town.passUntil('2025-02-20T03:01:00.000Z');
    const own = (await town.ports.deliveries.inbox('leader-1', null, 50)).map(({ title }) => title);
    expect(own.filter((title) => title === 'Đã quá hạn: 1 việc')).toHaveLength(1);
    const again = (await reminders.preview(await town.viewer('head'), 'minimal', asked, 'vi'))!;
    expect(again.groups.map(({ id: one }) => one)).toEqual([caseOf(3)]);
    expect(again.leftOut).toEqual({ today: 1, nobody: 0 });
  });

  it('takes back what has not left', async () => {
    const town = await lateTown();
    const head = await town.viewer('head');
    const wish = { ...asked, groups: [caseOf(1), caseOf(3)], at: late };
    const { id } = (await town.app.reminders.send(head, 'minimal', wish, 'k1')) as { id: string };
    await town.settle();
    expect((await town.app.reminders.progress(head, id))!.undoUntil).toBeDefined();
    expect(await town.app.reminders.takeBack(await town.viewer('other-head'), id)).toBe(false);
    expect(await town.app.reminders.takeBack(head, id)).toBe(true);
    await town.settle();
    expect(await town.app.reminders.progress(head, id)).toMatchObject({ state: 'undone', taken: 2 });
    await town.passUntil('2025-02-20T03:05:00.000Z');
    const told = await town.ports.deliveries.inbox('leader-1', null, 50);
    expect(told.some(({ title }) => title.startsWith('Đã quá hạn'))).toBe(false);
  });

  it('is nobody’s who has no such right, and nothing is sent where nobody is ticked', async () => {
    const town = await lateTown();
    const clerk = await town.viewer('clerk-1');
    expect(await town.app.reminders.preview(clerk, 'minimal', asked, 'vi')).toBeNull();
    const wish = { ...asked, groups: [caseOf(1)], at: late };
    expect(await town.app.reminders.send(clerk, 'minimal', wish, 'k')).toMatchObject({
      issues: [{ code: 'app.reminder.not_yours' }],
    });
    const head = await town.viewer('head');
    expect(await town.app.reminders.send(head, 'minimal', { ...wish, groups: [] }, 'k')).toMatchObject({
      issues: [{ code: 'app.reminder.nobody' }],
    });
  });

  it('leaves out a case that was sent meanwhile, and says so', async () => {
    const town = await lateTown();
    const head = await town.viewer('head');
    const wish = { ...asked, groups: [caseOf(1), caseOf(3)], at: late };
    const { id } = (await town.app.reminders.send(head, 'minimal', wish, 'k1')) as { id: string };
    await submit(town, 1);
    await town.settle();
    const progress = (await town.app.reminders.progress(head, id))!;
    expect(progress).toMatchObject({ reminded: 1, done: 2 });
    expect(progress.refused.map(({ case: one }) => one)).toEqual([caseOf(1)]);
  });
});

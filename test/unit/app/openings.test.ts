import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import { openAwards } from './awards.ts';
import { openTown } from './town.ts';

const wish = { campaign: 'minimal', entry: 'of-person', period: 'first', unit: 'team-1', subject: 'p1' };
const caseId = 'minimal.of-person.p1.first.1';

async function open(town: MemoryComposition, account: string, over: Partial<typeof wish> = {}, key = 'k') {
  return town.app.openings.open(await town.viewer(account), { ...wish, ...over }, key);
}

async function codes(outcome: ReturnType<typeof open>): Promise<string[]> {
  const settled = await outcome;
  return settled.kind === 'refused' ? settled.issues.map(({ code }) => code) : [settled.kind];
}

describe('what may be begun', () => {
  it('is offered to whoever submits it, with the people of their unit that are in the register today', async () => {
    const town = await openAwards();
    const offers = await town.app.openings.offers(await town.viewer('leader-1'), 'vi');
    expect(offers.map(({ entry, period, subjects }) => [entry, period, subjects])).toEqual([
      ['of-team', 'first', [{ uid: 'team-1', name: '' }]],
      [
        'of-person',
        'first',
        [
          { uid: 'p2', name: 'Bùi Văn Lúa' },
          { uid: 'p1', name: 'Đỗ Thị Sen' },
        ],
      ],
    ]);
    expect(offers[0]).toMatchObject({ periodTitle: 'Đợt 1', unitName: 'Tổ 1', ofUnit: true, begun: [] });
    expect(await town.app.openings.any(await town.viewer('clerk-1'))).toBe(false);
    expect((await town.app.filling.work(await town.viewer('leader-1'), 'vi')).mayBegin).toBe(true);
  });

  it('is not there where nothing may come', async () => {
    const town = await openTown();
    expect(await town.app.openings.offers(await town.viewer('leader-1'), 'vi')).toEqual([]);
  });

  it('opens no case by itself', async () => {
    const town = await openAwards();
    expect(town.everything().cases.map(({ entry }) => entry)).not.toContain('of-person');
  });
});

describe('beginning a case', () => {
  it('makes the one case of that subject and period, once, however often it is asked for', async () => {
    const town = await openAwards();
    expect(await open(town, 'leader-1')).toEqual({ kind: 'opened', href: `/viec/${caseId}` });
    expect(await open(town, 'leader-1', {}, 'other')).toEqual({ kind: 'there', href: `/viec/${caseId}` });
    expect(await town.load(caseId)).toMatchObject({ subject: 'p1', unit: { uid: 'team-1' }, state: 'due' });
    const offers = await town.app.openings.offers(await town.viewer('leader-1'), 'vi');
    expect(offers[1]).toMatchObject({
      subjects: [{ uid: 'p2' }],
      begun: [{ name: 'Đỗ Thị Sen', href: `/viec/${caseId}` }],
    });
  });

  it('is refused in words where it is not theirs, not in their register, not open, or owed', async () => {
    const town = await openAwards();
    expect(await codes(open(town, 'leader-2'))).toEqual(['command.open.not_yours']);
    expect(await codes(open(town, 'leader-1', { subject: 'p3' }))).toEqual(['app.opening.subject']);
    expect(await codes(open(town, 'leader-1', { subject: 'p4' }))).toEqual(['app.opening.subject']);
    expect(await codes(open(town, 'leader-1', { subject: 'h1' }))).toEqual(['app.opening.subject']);
    expect(await codes(open(town, 'leader-1', { period: 'second' }))).toEqual(['command.open.too_early']);
    expect(await codes(open(town, 'leader-1', { entry: 'report' }))).toEqual(['app.opening.unknown']);
    expect(await codes(open(town, 'leader-1', { entry: 'of-team' }))).toEqual(['app.opening.subject']);
    town.setTime('2025-05-30T02:00:00.000Z');
    expect(await codes(open(town, 'leader-1'))).toEqual(['command.time.closed']);
  });

  it('finds the case that was begun under a name that was merged since', async () => {
    const town = await openAwards();
    await open(town, 'leader-1');
    const merged = (await town.ports.subjects.load('p1'))!;
    await town.ports.subjects.put({ ...merged, mergedInto: 'p2', revision: 2 }, 1);
    expect(await open(town, 'leader-1', { subject: 'p2' }, 'again')).toEqual({
      kind: 'there',
      href: `/viec/${caseId}`,
    });
    const offers = await town.app.openings.offers(await town.viewer('leader-1'), 'vi');
    expect(offers[1]).toMatchObject({ subjects: [], begun: [{ name: 'Bùi Văn Lúa' }] });
  });

  it('names the subject to those who may see personal data, and to nobody else', async () => {
    const town = await openAwards();
    await open(town, 'leader-1');
    const work = await town.app.filling.work(await town.viewer('leader-1'), 'vi');
    expect(work.lines.map(({ subject, period }) => [subject, period])).toEqual([['Đỗ Thị Sen', 'Đợt 1']]);
    const form = await town.app.filling.form(await town.viewer('leader-1'), caseId, 'vi');
    expect(JSON.stringify(form!.form)).toContain('"value":"Đỗ Thị Sen"');
    const seen = await town.app.casePages.view(await town.viewer('clerk-1'), caseId, 'vi');
    expect(seen!.case).not.toHaveProperty('subject');
  });
});

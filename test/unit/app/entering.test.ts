import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { openAwards } from './awards.ts';
import { act, caseOf, openTown, report } from './town.ts';

/** Clerks of a ward type in what teams bring on paper. */
const entering: Patch[] = [
  { file: 'campaign.json', op: 'add', path: '/access/1/enterOnBehalf', value: true },
];

/** The check is kept apart from nobody by name: what holds is that a typist does not confirm. */
const apartFromNobody: Patch = { file: 'workflows/report.json', op: 'remove', path: '/steps/1/separation' };

const day = '2025-01-30';
const wish = { unit: 'team-1', case: caseOf(1), of: 'leader-1', day };

async function begin(town: MemoryComposition, account: string, over: object = {}) {
  const outcome = await town.app.entering.begin(await town.viewer(account), { ...wish, ...over }, 'k');
  return outcome.kind === 'begun' ? outcome.href : outcome.issues.map(({ code }) => code);
}

async function send(town: MemoryComposition, account: string, team = 1) {
  return town.app.filling.send(await town.viewer(account), { case: caseOf(team) }, `press-${account}`, 'vi');
}

describe('what a unit brought on paper', () => {
  it('is typed in, sent and told under both names, and another than the typist confirms it', async () => {
    const town = await openTown([...entering, apartFromNobody]);
    const clerk = await town.viewer('clerk-1');
    expect((await town.app.entering.units(clerk, 'to', 'vi')).units.map(({ name }) => name)).toEqual([
      'Tổ 1',
      'Tổ 2',
    ]);
    expect((await town.app.entering.units(clerk, 'tổ 2', 'vi')).units).toHaveLength(1);
    const unit = (await town.app.entering.unit(clerk, 'team-1', 'vi'))!;
    expect(unit.owed.map(({ line, people }) => [line.id, people])).toEqual([
      [caseOf(1), [{ value: 'leader-1', label: 'Người leader-1' }]],
    ]);
    expect(await begin(town, 'clerk-1')).toBe(`/viec/${caseOf(1)}`);
    const form = (await town.app.filling.form(clerk, caseOf(1), 'vi'))!;
    expect(form.paper).toEqual({
      unit: 'Tổ 1',
      of: 'Người leader-1',
      day: '30/01/2025',
      href: '/nhap-thay/team-1',
    });
    expect((await town.app.filling.save(clerk, caseOf(1), report, form.draftRevision)).kind).toBe('saved');
    const check = (await town.app.filling.check(clerk, { case: caseOf(1) }, 'vi'))!;
    expect([check.ready, check.paper!.day]).toEqual([true, '30/01/2025']);
    const sent = await send(town, 'clerk-1');
    expect(sent).toMatchObject({ kind: 'sent', receipt: { complete: true, paper: '/nhap-thay/team-1' } });
    const current = await town.load(caseOf(1));
    expect(current.submission).toMatchObject({ actor: 'clerk-1', onBehalfOf: 'leader-1', paperDay: day });

    const leader = await town.viewer('leader-1');
    const work = await town.app.filling.work(leader, 'vi');
    expect(work.sent.map(({ id, paperDay }) => [id, paperDay])).toEqual([[caseOf(1), '30/01/2025']]);
    const seen = (await town.app.casePages.view(leader, caseOf(1), 'vi'))!;
    expect(seen.typedIn).toEqual({ by: 'Người clerk-1', of: 'Người leader-1', day: '30/01/2025' });
    const told = seen.timeline.find(({ sentence }) => sentence.includes('bản giấy'))!.sentence;
    expect(told).toMatch(/^Người clerk-1 \(thay Người leader-1\) .*nhập từ bản giấy ngày 30\/01\/2025$/);

    const own = (await town.app.casePages.view(clerk, caseOf(1), 'vi'))!;
    expect([own.mayClaim, own.acts, own.apart]).toEqual([
      false,
      [],
      [
        'Người clerk-1 đã nhập hồ sơ này thay cho Người leader-1 nên không được tự xác nhận. Hãy để người khác xử lý.',
      ],
    ]);
    const typist = await act(town, 'clerk-1', 1, 'confirm');
    expect(typist).toMatchObject({ ok: false, issues: [{ code: 'command.separation.typist' }] });
    expect(await act(town, 'clerk-1b', 1, 'confirm')).toMatchObject({ ok: true });
  });

  it('may be confirmed by the typist where the step says so, even where nobody else is there', async () => {
    const free: Patch = { file: 'workflows/report.json', op: 'add', path: '/steps/1/onBehalf', value: true };
    const town = await openTown([...entering, apartFromNobody, free]);
    const over = { unit: 'team-3', case: caseOf(3), of: 'leader-3' };
    expect(await begin(town, 'clerk-2', over)).toBe(`/viec/${caseOf(3)}`);
    await town.app.filling.save(await town.viewer('clerk-2'), caseOf(3), report, 1);
    expect((await send(town, 'clerk-2', 3)).kind).toBe('sent');
    expect(await act(town, 'clerk-2', 3, 'confirm')).toMatchObject({ ok: true });
  });

  it('is refused in words', async () => {
    const closed = await openTown();
    expect(await closed.app.entering.any(await closed.viewer('clerk-1'))).toBe(false);
    expect(await closed.app.entering.unit(await closed.viewer('clerk-1'), 'team-1', 'vi')).toBeNull();
    expect(await begin(closed, 'clerk-1')).toEqual(['app.entering.not_yours']);
    const town = await openTown(entering);
    expect(await begin(town, 'clerk-2')).toEqual(['app.entering.not_yours']);
    expect(await begin(town, 'leader-2')).toEqual(['app.entering.not_yours']);
    expect(await begin(town, 'clerk-1', { day: '', of: '' })).toEqual([
      'command.paper.missing',
      'app.entering.nobody',
    ]);
    expect(await begin(town, 'clerk-1', { day: '1/2/2025' })).toEqual(['command.paper.future']);
    expect(await begin(town, 'clerk-1', { day: 'hôm qua' })).toEqual(['directory.day.wrong']);
    expect(await begin(town, 'clerk-1', { of: 'leader-2' })).toEqual(['command.open.not_theirs']);
    expect(await begin(town, 'clerk-1', { case: caseOf(3) })).toEqual(['app.entering.not_now']);
    // Whoever is the only one to confirm would leave it waiting for ever.
    expect(await begin(town, 'clerk-2', { unit: 'team-3', case: caseOf(3), of: 'leader-3' })).toEqual([
      'command.separation.typist_alone',
    ]);
    // Without the paper there is no form of another's.
    expect(await town.app.filling.form(await town.viewer('clerk-1'), caseOf(1), 'vi')).toBeNull();
    expect(await send(town, 'clerk-1')).not.toMatchObject({ kind: 'sent' });
  });

  it('leaves the draft of the unit alone', async () => {
    const town = await openTown(entering);
    const leader = await town.viewer('leader-1');
    await town.app.filling.save(leader, caseOf(1), { rounds: '9' }, 0);
    await begin(town, 'clerk-1');
    const clerk = await town.viewer('clerk-1');
    await town.app.filling.save(clerk, caseOf(1), { rounds: '4' }, 1);
    expect((await town.app.entering.unit(clerk, 'team-1', 'vi'))!.owed[0]).toMatchObject({
      of: 'leader-1',
      day,
      href: `/viec/${caseOf(1)}`,
      begun: expect.stringContaining('31/01/2025'),
    });
    const typed = await Promise.all([
      town.app.filling.form(leader, caseOf(1), 'vi'),
      town.app.filling.form(clerk, caseOf(1), 'vi'),
    ]);
    expect(typed.map((one) => JSON.stringify(one!.form).match(/"value":"([49])"/)?.[1])).toEqual(['9', '4']);
    expect(typed[0]).not.toHaveProperty('paper');
    // Begun again with another day, what was typed stays.
    await begin(town, 'clerk-1', { day: '2025-01-29' });
    const again = (await town.app.filling.form(clerk, caseOf(1), 'vi'))!;
    expect([again.paper!.day, JSON.stringify(again.form).includes('"value":"4"')]).toEqual([
      '29/01/2025',
      true,
    ]);
  });

  it('may be a file nobody owes, begun for the unit under both names', async () => {
    const town = await openAwards([
      ...entering,
      { file: 'campaign.json', op: 'replace', path: '/access/1/sees', value: 'personal' },
    ]);
    const clerk = await town.viewer('clerk-1');
    const unit = (await town.app.entering.unit(clerk, 'team-1', 'vi'))!;
    expect(unit.offers.map(({ offer }) => offer.entry)).toEqual(['of-team', 'of-person']);
    const file = { campaign: 'minimal', entry: 'of-person', period: 'first' };
    const { case: _, ...rest } = wish;
    const opened = await town.app.entering.begin(clerk, { ...rest, begin: { ...file, subject: 'p1' } }, 'k');
    expect(opened).toEqual({ kind: 'begun', href: '/viec/minimal.of-person.p1.first.1' });
    expect((await town.load('minimal.of-person.p1.first.1')).history[0]).toMatchObject({
      type: 'opened',
      actor: 'clerk-1',
      onBehalfOf: 'leader-1',
    });
    const refused = await town.app.entering.begin(clerk, { ...rest, begin: file }, 'l');
    expect(refused).toMatchObject({ issues: [{ code: 'app.opening.subject' }] });
  });
});

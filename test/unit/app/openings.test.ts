import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import { addingSubjects, openAwards } from './awards.ts';
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
    expect(await open(town, 'leader-1')).toEqual({
      kind: 'opened',
      case: caseId,
      href: `/viec/${caseId}`,
    });
    expect(await open(town, 'leader-1', {}, 'other')).toEqual({
      kind: 'there',
      case: caseId,
      href: `/viec/${caseId}`,
    });
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
      case: caseId,
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

const { subject: _, ...wished } = wish;
const missing = { name: 'Lê Thị Bé', from: '2025-01-02', another: false };

async function add(town: MemoryComposition, account: string, over: object = {}, key = 'a') {
  const viewer = await town.viewer(account);
  const { campaign, entry, period, unit, ...typed } = { ...wished, ...missing, ...over };
  return town.app.openings.addSubject(viewer, { campaign, entry, period, unit }, typed, key);
}

async function added(town: MemoryComposition, over: object = {}, key = 'a'): Promise<string> {
  const outcome = await add(town, 'leader-1', over, key);
  if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome));
  return outcome.subject;
}

async function refusals(outcome: ReturnType<typeof add>): Promise<string[]> {
  const settled = await outcome;
  return settled.kind === 'refused'
    ? settled.issues.map(({ code, pointer }) => `${code} ${pointer}`)
    : [settled.kind];
}

describe('adding somebody who is missing in the register', () => {
  it('is one change of the directory; the case is begun at once, and an administrator finds it to be confirmed', async () => {
    const town = await openAwards(addingSubjects);
    const before = (await town.app.openings.offers(await town.viewer('leader-1'), 'vi'))[1]!;
    expect(before.mayAdd).toBe(true);
    const uid = await added(town);
    expect(await added(town)).toBe(uid);
    expect(await town.ports.subjects.load(uid)).toMatchObject({
      kind: 'person',
      name: 'Lê Thị Bé',
      unit: 'team-1',
      organisation: 'town',
      from: '2025-01-02',
      unconfirmed: { by: 'leader-1' },
    });
    const changes = await town.app.directoryChanges.list(`subject/${uid}`, null, 10);
    expect(changes).toMatchObject([{ act: 'subject.nominate', by: 'leader-1', state: 'applied' }]);
    const [, offer] = await town.app.openings.offers(await town.viewer('leader-1'), 'vi');
    expect(offer!.subjects).toContainEqual({ uid, name: 'Lê Thị Bé', unconfirmed: { own: true } });
    expect(await codes(open(town, 'leader-1', { subject: uid }))).toEqual(['opened']);
    const [waiting, ...more] = await town.app.subjects.unconfirmed('2025-01-31', 'vi');
    expect(more).toEqual([]);
    expect(waiting).toMatchObject({ uid, name: 'Lê Thị Bé', by: 'Người leader-1', near: [], cases: [{}] });
    expect(JSON.stringify([town.log, town.mails, await town.app.accounts.log(null)])).not.toContain('Bé');
  });

  it('offers near names of the unit first, the case of each where it was begun; said to be another it is added', async () => {
    const town = await openAwards(addingSubjects);
    await open(town, 'leader-1');
    expect(await add(town, 'leader-1', { name: ' sen do thi' })).toEqual({
      kind: 'near',
      names: [{ subject: 'p1', name: 'Đỗ Thị Sen', begun: `/viec/${caseId}` }],
    });
    expect(await add(town, 'leader-1', { name: 'Bùi Văn Lúu' })).toEqual({
      kind: 'near',
      names: [{ subject: 'p2', name: 'Bùi Văn Lúa' }],
    });
    const uid = await added(town, { name: 'Bùi Văn Lúa', another: true });
    expect(uid).not.toBe('p2');
    const [waiting] = await town.app.subjects.unconfirmed('2025-01-31', 'vi');
    expect(waiting!.near.map((one) => one.uid)).toEqual(['p2']);
  });

  it('is refused where the campaign does not say so, for another unit, and for what is not a name or a day', async () => {
    const plain = await openAwards();
    expect((await plain.app.openings.offers(await plain.viewer('leader-1'), 'vi'))[1]!.mayAdd).toBe(false);
    expect(await refusals(add(plain, 'leader-1'))).toEqual(['app.opening.may_not_add /subject']);
    const town = await openAwards(addingSubjects);
    expect(await refusals(add(town, 'leader-2'))).toEqual(['command.open.not_yours /subject']);
    expect(await refusals(add(town, 'clerk-1'))).toEqual(['command.open.not_yours /subject']);
    expect(await refusals(add(town, 'leader-1', { entry: 'of-team' }))).toEqual([
      'app.opening.may_not_add /subject',
    ]);
    expect(await refusals(add(town, 'leader-1', { entry: 'report' }))).toEqual([
      'app.opening.unknown /subject',
    ]);
    expect(await refusals(add(town, 'leader-1', { name: ' ', from: '31/02/2025' }))).toEqual([
      'directory.name.missing /name',
      'directory.day.wrong /from',
    ]);
    expect(await refusals(add(town, 'leader-1', { name: 'a'.repeat(201), from: '1/2/2025' }))).toEqual([
      'directory.name.long /name',
      'app.opening.added_later /from',
    ]);
    expect(await town.ports.subjects.unconfirmed(10)).toEqual([]);
  });

  it('is taken back by whoever added it, until a case is about it or it was confirmed', async () => {
    const town = await openAwards(addingSubjects);
    const leader = await town.viewer('leader-1');
    const back = async (subject: string, viewer = leader) => {
      const outcome = await town.app.openings.takeSubjectBack(viewer, subject);
      return outcome.ok ? 'ok' : outcome.issues[0]!.code;
    };
    const first = await added(town);
    expect(await back(first, await town.viewer('leader-2'))).toBe('directory.subject.confirmed');
    expect(await back(first)).toBe('ok');
    expect(await town.ports.subjects.load(first)).toBeNull();
    const second = await added(town, {}, 'b');
    await open(town, 'leader-1', { subject: second });
    expect(await back(second)).toBe('directory.subject.in_use');
    const third = await added(town, { name: 'Mai Văn Tư' }, 'c');
    expect((await town.app.subjects.confirm(await town.account('admin'), third)).ok).toBe(true);
    expect(await back(third)).toBe('directory.subject.confirmed');
    expect(await back('p1')).toBe('directory.subject.confirmed');
  });
});

describe('what was added', () => {
  const typed = {
    kind: 'person',
    name: 'Lê Thị Bé Em',
    unit: 'team-1',
    from: '2025-01-02',
    to: '',
    note: '',
  };

  it('is confirmed, or corrected, once, by an administrator alone', async () => {
    const town = await openAwards(addingSubjects);
    const admin = await town.account('admin');
    const uid = await added(town);
    const other = await added(town, { name: 'Mai Văn Tư' }, 'b');
    expect((await town.app.subjects.confirm(await town.account('leader-1'), uid)).ok).toBe(false);
    expect((await town.app.subjects.confirm(admin, uid)).ok).toBe(true);
    expect(await town.app.subjects.confirm(admin, uid)).toMatchObject({
      issues: [{ code: 'directory.subject.confirmed' }],
    });
    expect((await town.app.subjects.change(admin, other, typed)).ok).toBe(true);
    expect(await town.ports.subjects.load(other)).not.toHaveProperty('unconfirmed');
    expect(await town.app.subjects.countUnconfirmed()).toBe(0);
  });

  it('is merged into one that was there, and its case goes along', async () => {
    const town = await openAwards(addingSubjects);
    const uid = await added(town, { name: 'Bùi Văn Lúa', another: true });
    const begun = await open(town, 'leader-1', { subject: uid });
    const merged = await town.app.subjects.merge(await town.account('admin'), 'p2', uid, '');
    expect(merged.ok).toBe(true);
    expect(await open(town, 'leader-1', { subject: 'p2' }, 'again')).toEqual({ ...begun, kind: 'there' });
    const work = await town.app.filling.work(await town.viewer('leader-1'), 'vi');
    expect(work.lines.map(({ subject }) => subject)).toEqual(['Bùi Văn Lúa']);
    expect(await town.app.subjects.countUnconfirmed()).toBe(0);
  });

  it('is not merged while both have a case of one period that goes on', async () => {
    const town = await openAwards(addingSubjects);
    const uid = await added(town, { name: 'Bùi Văn Lúa', another: true });
    await open(town, 'leader-1', { subject: uid });
    await open(town, 'leader-1', { subject: 'p2' }, 'other');
    expect(await town.app.subjects.merge(await town.account('admin'), 'p2', uid, '')).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.subject.both_begun' }],
    });
    expect(await town.ports.subjects.load(uid)).toHaveProperty('unconfirmed');
  });
});

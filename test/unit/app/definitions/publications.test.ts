import { beforeEach, describe, expect, it } from 'vitest';
import { zipCampaign } from '../../../../engine/adapters/files/zip-campaign.ts';
import type { Account } from '../../../../engine/model/account.ts';
import type { Edit } from '../../../../engine/model/definition-draft.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { type Patch, patched, readFixture } from '../../compile/campaign-fixture.ts';
import { caseOf, openTown } from '../town.ts';

const second = { id: 'second', administrator: true as const };
const secondPerson: Patch[] = [
  { file: 'campaign.json', op: 'add', path: '/publishing', value: { secondPerson: true } },
];

let town: MemoryComposition;
let admin: Account;
let other: Account;

async function open(patch: readonly Patch[] = []): Promise<void> {
  town = await openTown(patch, [second]);
  admin = await town.account('admin');
  other = await town.account('second');
}

const retitled = (title: string): Edit => ({
  op: 'set',
  file: 'campaign.json',
  pointer: '/title/vi',
  value: title,
});

/** A draft with another title, begun by the administrator. */
async function draftWith(title: string): Promise<number> {
  const { definitionDrafts } = town.app;
  const started = await definitionDrafts.start(admin, 'minimal');
  if (!started.ok) throw new Error('not started');
  const edited = await definitionDrafts.apply(admin, 'minimal', started.value.revision, [retitled(title)]);
  if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
  return edited.value.revision;
}

const numbers = async () =>
  (await town.app.publications.versions(admin, 'minimal')).map(({ number, note, running }) => [
    number,
    note,
    running,
  ]);
const codes = (result: { issues: { code: string }[] }) => result.issues.map(({ code }) => code);

beforeEach(() => open());

describe('a draft', () => {
  it('is begun once from the newest version, edited, undone and done again', async () => {
    const { definitionDrafts: drafts } = town.app;
    const first = await drafts.start(admin, 'minimal');
    const again = await drafts.start(other, 'minimal');
    expect(first.ok && again.ok && again.value).toEqual(first.ok && first.value);
    const revision = await draftWith('Phong trào mới');
    const undone = await drafts.undo(other, 'minimal', revision);
    expect(undone.ok && undone.value.files).toEqual(first.ok && first.value.files);
    const redone = await drafts.redo(admin, 'minimal', revision + 1);
    expect(redone.ok && JSON.parse(redone.value.files['campaign.json']!).title.vi).toBe('Phong trào mới');
    expect(redone.ok && redone.value.revision).toBe(revision + 2);
    expect(codes(await drafts.redo(admin, 'minimal', revision + 2))).toEqual(['editing.redo.nothing']);
  });

  it('refuses whoever was slower, and says who was quicker', async () => {
    const { definitionDrafts: drafts } = town.app;
    const revision = await draftWith('A');
    await drafts.apply(other, 'minimal', revision, [retitled('B')]);
    const lost = await drafts.apply(admin, 'minimal', revision, [retitled('C')]);
    expect(lost).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'editing.draft.changed_so',
          params: { by: 'Người second', what: ['Phong trào: tên phong trào “A” → “B”'] },
        },
      ],
    });
    expect((await drafts.load(admin, 'minimal'))!.files['campaign.json']).toContain('"vi": "B"');
  });

  it('holds a file that is not JSON without losing the rest, and tells of it', async () => {
    const { definitionDrafts: drafts, publications } = town.app;
    const revision = await draftWith('A');
    const broken = await drafts.apply(admin, 'minimal', revision, [
      { op: 'setFile', file: 'notifications.json', text: '{ "thidua": 1,' },
    ]);
    if (!broken.ok) throw new Error('refused');
    const { issues, campaign } = await drafts.check(broken.value);
    expect(campaign).toBeNull();
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'schema.json.ended', source: 'notifications.json' }),
    );
    const call = { revision: revision + 1, after: 1, note: 'Thử', warningsSeen: true };
    expect(codes(await publications.publish(admin, 'minimal', call))).toEqual(['editing.publish.errors']);
  });

  it('is shown to nobody but administrators', async () => {
    const { definitionDrafts: drafts, publications } = town.app;
    await draftWith('A');
    for (const login of ['leader-1', 'head', 'outsider']) {
      const somebody = await town.account(login);
      expect(await drafts.load(somebody, 'minimal')).toBeNull();
      expect(await drafts.list(somebody)).toEqual([]);
      expect(codes(await drafts.start(somebody, 'minimal'))).toEqual(['app.request.forbidden']);
      expect(codes(await drafts.apply(somebody, 'minimal', 2, [retitled('X')]))).toEqual([
        'app.request.forbidden',
      ]);
      expect(await publications.versions(somebody, 'minimal')).toEqual([]);
      const call = { revision: 2, after: 1, note: 'n', warningsSeen: true };
      expect(codes(await publications.publish(somebody, 'minimal', call))).toEqual(['app.request.forbidden']);
      expect(codes(await publications.approve(somebody, 'minimal', call))).toEqual(['app.request.forbidden']);
    }
  });

  it('tells who else has it open, for two minutes', async () => {
    const { definitionDrafts: drafts } = town.app;
    expect(await drafts.here(admin, 'minimal')).toEqual([]);
    expect(await drafts.here(other, 'minimal')).toEqual(['Người admin']);
    expect(await drafts.here(admin, 'minimal')).toEqual(['Người second']);
    town.setTime('2025-01-31T01:33:00.000Z');
    expect(await drafts.here(admin, 'minimal')).toEqual([]);
  });
});

describe('publishing', () => {
  it('needs a note and, where there are warnings, a tick; the draft is gone afterwards', async () => {
    const { publications, definitionDrafts: drafts } = town.app;
    const revision = await draftWith('Phong trào mới');
    const call = { revision, after: 1, note: ' ', warningsSeen: true };
    expect(codes(await publications.publish(admin, 'minimal', call))).toEqual(['editing.publish.note']);
    const published = await publications.publish(admin, 'minimal', { ...call, note: 'Đổi tên' });
    expect(published).toMatchObject({ ok: true, value: { version: { number: 2, note: 'Đổi tên' } } });
    expect(await drafts.load(admin, 'minimal')).toBeNull();
    expect(await numbers()).toEqual([
      [2, 'Đổi tên', 0],
      [1, undefined, 3],
    ]);
    // The cases that are open keep the version they have; new ones take the new one.
    expect((await town.load(caseOf(1))).version).not.toBe(
      (await town.app.campaigns.latest('minimal'))!.version,
    );
  });

  it('refuses what is no change', async () => {
    const { publications, definitionDrafts: drafts } = town.app;
    const started = await drafts.start(admin, 'minimal');
    const revision = started.ok ? started.value.revision : 0;
    expect(
      codes(
        await publications.publish(admin, 'minimal', { revision, after: 1, note: 'n', warningsSeen: true }),
      ),
    ).toEqual(['editing.publish.same']);
  });

  it('two at once get two numbers, and whoever looked at an older one is told what came between', async () => {
    const { campaigns, publications } = town.app;
    const base = (await town.app.publications.files(admin, 'minimal', 1))!.files;
    const files = (title: string) => ({
      ...base,
      'campaign.json': base['campaign.json']!.replace('Phong trào mẫu', title),
    });
    const both = await Promise.all(
      ['A', 'B', 'C'].map((title) => campaigns.publish(files(title), 'admin', { note: title })),
    );
    expect(both.map((one) => one.ok && one.value.number).sort()).toEqual([2, 3, 4]);
    const revision = await draftWith('D');
    const late = { revision, after: 3, note: 'D', warningsSeen: true };
    expect(await publications.publish(other, 'minimal', late)).toMatchObject({
      ok: false,
      issues: [{ code: 'editing.publish.meanwhile', params: { number: 4, by: 'Người admin' } }],
    });
    expect(await publications.publish(other, 'minimal', { ...late, after: 4 })).toMatchObject({
      ok: true,
      value: { version: { number: 5 } },
    });
  });

  it('goes back to an earlier version under a new number, which new cases take', async () => {
    const { publications, campaigns } = town.app;
    const first = (await campaigns.latest('minimal'))!.version;
    await publications.publish(admin, 'minimal', {
      revision: await draftWith('Nhầm'),
      after: 1,
      note: 'Nhầm',
      warningsSeen: true,
    });
    expect((await campaigns.latest('minimal'))!.version).not.toBe(first);
    const back = await publications.rollBack(admin, 'minimal', { number: 1, after: 2, note: 'Quay lại' });
    expect(back).toMatchObject({ ok: true, value: { version: { number: 3, version: first } } });
    expect((await campaigns.latest('minimal'))!.version).toBe(first);
    await expect.poll(async () => (await town.ports.records.load('minimal'))!.version).toBe(first);
    const record = (await town.ports.records.load('minimal'))!;
    expect(record.history.filter(({ type }) => type === 'versioned')).toHaveLength(2);
    expect(await publications.versions(admin, 'minimal')).toMatchObject([
      { number: 3, same: 1, current: true },
      { number: 2, current: false },
      { number: 1, current: false },
    ]);
    expect((await publications.files(admin, 'minimal', 3))!.files).toEqual(
      (await publications.files(admin, 'minimal', 1))!.files,
    );
  });

  it('the log says who published what and why', async () => {
    await town.app.publications.publish(admin, 'minimal', {
      revision: await draftWith('A'),
      after: 1,
      note: 'Đổi tên',
      warningsSeen: true,
    });
    const [entry] = (await town.ports.accounts.auditLog(null, 100)).filter(
      (one) => one.act === 'campaign.publish',
    );
    expect(entry).toMatchObject({ actor: 'admin', subject: 'minimal', details: { note: 'Đổi tên' } });
  });
});

describe('with a second person', () => {
  beforeEach(() => open(secondPerson));
  const call = (revision: number) => ({ revision, after: 1, note: 'Đổi tên', warningsSeen: true });

  it('a draft is handed in, locked, and published by somebody else', async () => {
    const { publications, definitionDrafts: drafts } = town.app;
    const revision = await draftWith('Mới');
    const handed = await publications.publish(admin, 'minimal', call(revision));
    expect(handed).toMatchObject({ ok: true, value: { submitted: { submitted: { by: 'admin' } } } });
    const now = revision + 1;
    const [message, ...more] = await town.ports.deliveries.inbox('second', null, 10);
    expect(message).toMatchObject({
      title: 'Cần duyệt thay đổi: Phong trào mẫu',
      body: 'Người admin trình: Đổi tên',
    });
    expect(more).toEqual([]);
    expect(await town.ports.deliveries.inbox('admin', null, 10)).toEqual([]);
    expect(codes(await drafts.apply(other, 'minimal', now, [retitled('X')]))).toEqual([
      'editing.draft.submitted',
    ]);
    expect(codes(await publications.approve(admin, 'minimal', { revision: now, after: 1 }))).toEqual([
      'editing.publish.second_person',
    ]);
    const approved = await publications.approve(other, 'minimal', { revision: now, after: 1 });
    expect(approved).toMatchObject({
      ok: true,
      value: { version: { number: 2, publishedBy: 'admin', approvedBy: 'second', note: 'Đổi tên' } },
    });
    expect(await drafts.load(admin, 'minimal')).toBeNull();
  });

  it('it is sent back with a reason, or taken back by whoever handed it in', async () => {
    const { publications, definitionDrafts: drafts } = town.app;
    let revision = await draftWith('Mới');
    await publications.publish(admin, 'minimal', call(revision));
    expect(codes(await publications.sendBack(other, 'minimal', revision + 1, ' '))).toEqual([
      'editing.return.reason',
    ]);
    const sent = await publications.sendBack(other, 'minimal', revision + 1, 'Tên còn sai');
    expect(sent).toMatchObject({ ok: true, value: { returned: { by: 'second', reason: 'Tên còn sai' } } });
    const mended = await drafts.apply(admin, 'minimal', revision + 2, [retitled('Đúng')]);
    revision = mended.ok ? mended.value.revision : 0;
    await publications.publish(admin, 'minimal', call(revision));
    expect((await drafts.load(admin, 'minimal'))!.returned).toBeUndefined();
    expect(codes(await publications.takeBack(other, 'minimal', revision + 1))).toEqual([
      'app.request.forbidden',
    ]);
    expect((await publications.takeBack(admin, 'minimal', revision + 1)).ok).toBe(true);
    expect((await drafts.apply(admin, 'minimal', revision + 2, [retitled('E')])).ok).toBe(true);
  });

  it('a draft cannot do away with it', async () => {
    const { publications, definitionDrafts: drafts } = town.app;
    const revision = await draftWith('Mới');
    await drafts.apply(admin, 'minimal', revision, [
      { op: 'remove', file: 'campaign.json', pointer: '/publishing' },
    ]);
    expect(await publications.publish(admin, 'minimal', call(revision + 1))).toMatchObject({
      ok: true,
      value: { submitted: {} },
    });
  });

  it('nothing is handed in while nobody else could agree, and the draft is kept', async () => {
    await town.app.accounts.setDisabled(admin, 'second', true);
    const { publications, definitionDrafts: drafts } = town.app;
    const revision = await draftWith('Mới');
    expect(codes(await publications.publish(admin, 'minimal', call(revision)))).toEqual([
      'editing.publish.one_administrator',
    ]);
    expect(await drafts.load(admin, 'minimal')).toMatchObject({ revision });
    expect((await drafts.load(admin, 'minimal'))!.submitted).toBeUndefined();
    await town.app.accounts.setDisabled(admin, 'second', false);
    expect(await publications.publish(admin, 'minimal', call(revision))).toMatchObject({ ok: true });
  });

  it('going back is handed in as well', async () => {
    const { publications } = town.app;
    const back = await publications.rollBack(admin, 'minimal', { number: 1, after: 1, note: 'Về bản 1' });
    expect(back).toMatchObject({ ok: true, value: { submitted: { base: expect.any(String) } } });
  });
});

it('a role may be the second person, without being an administrator', async () => {
  await open([
    {
      file: 'campaign.json',
      op: 'add',
      path: '/publishing',
      value: { secondPerson: true, role: 'head' },
    },
  ]);
  const { publications } = town.app;
  const revision = await draftWith('Mới');
  await publications.publish(admin, 'minimal', { revision, after: 1, note: 'n', warningsSeen: true });
  const call = { revision: revision + 1, after: 1 };
  expect(codes(await publications.approve(other, 'minimal', call))).toEqual(['app.request.forbidden']);
  const head = await town.account('head');
  expect(await publications.mayLook(head, 'minimal')).toBe(true);
  expect(await publications.approve(head, 'minimal', call)).toMatchObject({ ok: true });
});

describe('a campaign that is brought in and asks for a second person', () => {
  /** A shipped campaign under an id nobody has yet, as the first zip of it says. */
  const fresh = (publishing: Record<string, unknown>) =>
    patched(readFixture('minimal'), [
      { file: 'campaign.json', op: 'replace', path: '/id', value: 'fresh' },
      { file: 'campaign.json', op: 'add', path: '/publishing', value: publishing as never },
    ]).files;

  async function kept(files: Record<string, string>) {
    const found = await town.app.archives.keep(admin, zipCampaign(files), 'vi');
    if (!found.ok) throw new Error(JSON.stringify(found.issues));
    return found.value;
  }

  it.each<[string, Record<string, unknown>, string]>([
    ['another administrator', { secondPerson: true }, 'second'],
    ['whoever holds a role', { secondPerson: true, role: 'head' }, 'head'],
  ])('is not published by one alone, but as a draft with %s', async (_, publishing, who) => {
    const { archives, publications } = town.app;
    const found = await kept(fresh(publishing));
    expect(found).toMatchObject({ campaign: 'fresh', second: true });
    expect(found.nobodyElse).toBeUndefined();
    expect(codes((await archives.publishKept(admin, found.id))!)).toEqual(['editing.publish.second_person']);
    const draft = (await archives.draftKept(admin, found.id))!;
    if (!draft.ok) throw new Error(JSON.stringify(draft.issues));
    const { revision } = draft.value;
    const call = { revision, after: 0, note: 'Lần đầu', warningsSeen: true };
    expect(await publications.publish(admin, 'fresh', call)).toMatchObject({
      ok: true,
      value: { submitted: {} },
    });
    const person = await town.account(who);
    expect((await town.ports.deliveries.inbox(who, null, 10)).map(({ link }) => link)).toEqual([
      '/quan-tri/phong-trao/fresh/ban-nhap',
    ]);
    expect(await publications.approve(person, 'fresh', { revision: revision + 1, after: 0 })).toMatchObject({
      ok: true,
      value: { version: { number: 1, publishedBy: 'admin', approvedBy: who } },
    });
  });

  it('says before anything is handed in that there is nobody to agree', async () => {
    await town.app.accounts.setDisabled(admin, 'second', true);
    expect((await kept(fresh({ secondPerson: true }))).nobodyElse).toMatchObject({
      code: 'editing.publish.one_administrator',
    });
    const { nobodyElse } = await kept(fresh({ secondPerson: true, role: 'jury' }));
    expect(nobodyElse).toMatchObject({
      code: 'editing.publish.nobody_in_role',
      params: { role: 'Ban giám khảo', roleEn: 'Jury' },
    });
  });
});

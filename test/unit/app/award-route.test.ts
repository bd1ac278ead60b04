import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../../engine/model/answers.ts';
import type { Case } from '../../../engine/model/case.ts';
import { lookAt, sampleAnswers } from '../../../engine/workflow/index.ts';
import { accountOf, composeMemory, type MemoryComposition } from '../../compose-memory.ts';

/**
 * The award route of the seed campaign, played through the use cases by people of every office: what a simulation
 * makes up, such as figures and documents' numbers, comes from the stores here.
 */
const definitions = fileURLToPath(new URL('../../../definitions/', import.meta.url));
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(`${definitions}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(`${definitions}${folder}/`.length), readFileSync(path, 'utf8')]),
  );
const library = Object.fromEntries(
  ['calendars', 'organisations'].flatMap((folder) =>
    Object.entries(filesOf(folder)).map(([path, text]) => [`${folder}/${path}`, text]),
  ),
);

const team = 'bac-lieu-phuong-1-khom-1';
const province = 'tinh-bac-lieu';
const offices: Record<string, [role: string, unit: string]> = {
  leader: ['team-leader', team],
  police: ['commune-police-officer', 'bac-lieu-phuong-1'],
  chair: ['commune-chair', 'bac-lieu-phuong-1'],
  district: ['district-steering-desk', 'tp-bac-lieu'],
  desk: ['provincial-desk', province],
  inspector: ['provincial-inspectorate', province],
  investigator: ['investigation-office', province],
  director: ['provincial-director', province],
};

const merit =
  'Giữ đều các ca tuần tra, báo tin kịp thời cho Công an cấp xã, cùng dập tắt một vụ cháy nhỏ và vận động được nhiều hộ lắp camera an ninh.';
const given: Answers = {
  subjectName: 'Đỗ Thị Sen',
  proposedForm: 'giay-khen',
  membersTotal: '9',
  membersPresent: '8',
  votesFor: '7',
  underReview: false,
  achievements: merit,
};

let town: MemoryComposition;
let keys = 0;

beforeAll(async () => {
  town = await composeMemory(
    { files: filesOf('bac-lieu-2024'), library, people: [] },
    '2025-01-21T02:00:00.000Z',
  );
  await town.ports.accounts.insert(
    Object.keys(offices).map((id) => accountOf({ id }, '2025-01-01T00:00:00.000Z')),
  );
  await town.ports.directory.putMemberships(
    Object.entries(offices).map(([account, [role, unit]]) => ({
      id: account,
      account,
      role: `bac-lieu/${role}`,
      unit,
      from: '2024-07-01',
    })),
  );
  await town.ports.subjects.put(
    {
      uid: 'sen',
      kind: 'person',
      name: 'Đỗ Thị Sen',
      unit: team,
      organisation: 'bac-lieu',
      from: '2024-07-01',
      revision: 1,
    },
    0,
  );
});

const campaignNow = async () => (await town.app.campaigns.latest('bac-lieu-2024'))!;

function key(): string {
  keys += 1;
  return `key-${keys}`;
}

/** Sends the form of a case: what is told, the rest made up. */
async function send(id: string, account: string, answers: Answers = {}): Promise<Case> {
  const current = await town.load(id);
  const campaign = await campaignNow();
  const viewer = await town.viewer(account);
  const { current: figured } = await town.app.figures.live(current, campaign, viewer);
  const context = lookAt(campaign, figured, {
    now: town.now(),
    actor: account,
    via: 'web',
    directory: viewer.directory,
    calendar: await town.app.campaigns.calendarOf(campaign),
    ids: '',
  }).formContext(null);
  const sample = sampleAnswers(campaign.entries[current.entry]!.form, context, current.unit.uid, answers);
  expect(sample.issues).toEqual([]);
  return done(id, account, { type: 'submit', answers: sample.answers });
}

/** An act on the task that waits for somebody. */
async function done(
  id: string,
  account: string,
  command:
    | { type: 'submit'; answers: Answers }
    | { type: 'act'; action: string; checklist?: Record<string, true> },
): Promise<Case> {
  const current = await town.load(id);
  const held = `@${offices[account]![1]}`;
  const role = `/${offices[account]![0]}${held}`;
  const task = current.tasks.find(({ assignees }) => assignees.some((one) => one.endsWith(role)))!;
  expect(task, `${account} at ${JSON.stringify(current.steps)}`).toBeDefined();
  const outcome = await town.app.commands.execute(
    id,
    { ...command, key: key(), task: { id: task.id, generation: task.generation } },
    { account, via: 'web' },
  );
  expect(outcome.ok ? [] : outcome.issues).toEqual([]);
  return town.load(id);
}

const act = (id: string, account: string, action: string, checked: string[] = []) =>
  done(id, account, {
    type: 'act',
    action,
    ...(checked.length > 0
      ? { checklist: Object.fromEntries(checked.map((item) => [item, true as const])) }
      : {}),
  });

describe('an award file of a member', () => {
  const id = 'bac-lieu-2024.khen-thuong-ca-nhan.sen.dot-1.1';
  const dossier = `bac-lieu-2024.to-trinh-giay-khen.${province}.once.1`;

  it('takes its figures from the reports that were confirmed', async () => {
    const campaign = await campaignNow();
    for (const [entry, confirmed] of [
      ['bao-cao-thang-6', true],
      ['bao-cao-thang-1', false],
    ] as const) {
      const report = `bac-lieu-2024.${entry}.${team}.2025-01.1`;
      await town.app.commands.open(
        report,
        campaign,
        { type: 'open', key: key(), entry, period: '2025-01', unit: team, attempt: 1 },
        { account: 'system', via: 'worker' },
      );
      await send(report, 'leader', entry === 'bao-cao-thang-6' ? { shifts: '7' } : {});
      if (confirmed) await act(report, 'police', 'xac-nhan');
    }
    const wish = {
      campaign: 'bac-lieu-2024',
      entry: 'khen-thuong-ca-nhan',
      period: 'dot-1',
      unit: team,
      subject: 'sen',
    };
    expect(await town.app.openings.open(await town.viewer('leader'), wish, key())).toMatchObject({
      kind: 'opened',
    });
    const sent = await send(id, 'leader', given);
    expect(sent.facts).toMatchObject({
      shifts: { value: '7' },
      reports6: { value: '1' },
      reports1: { value: '0' },
    });
    expect(sent.submission!.values).toMatchObject({
      shiftsTotal: '7',
      reportsTotal: '1',
      earlierAwards: '0',
    });
  });

  it('goes by the commune and the district to the province', async () => {
    await act(id, 'police', 'dat', ['bien-ban', 'dung-thuc-te', 'chua-khen']);
    await act(id, 'chair', 'xac-nhan', ['quyet-dinh-cong-nhan']);
    const { steps } = await act(id, 'district', 'thong-nhat');
    expect(steps.at(-1)).toMatchObject({ step: 'tham-dinh-tinh' });
  });

  it('stands still while the agencies are asked; silence means none', async () => {
    const { tasks: before } = await town.load(id);
    const asked = await act(id, 'desk', 'lay-y-kien');
    expect(asked.tasks.filter(({ body }) => body !== undefined)).toHaveLength(2);
    await act(id, 'inspector', 'khong-y-kien');
    await town.passUntil('2025-02-12T02:00:00.000Z');
    const after = await town.load(id);
    expect(after.steps.map(({ step }) => step)).toEqual(['tham-dinh-tinh']);
    expect(after.tasks[0]!.dueAt! > before[0]!.dueAt!).toBe(true);
  });

  it('is put into the proposal and awarded by the director, under a number', async () => {
    await act(id, 'desk', 'giay-khen', ['du-thanh-phan', 'mot-thanh-tich', 'don-vi-con-hoat-dong']);
    const place = { campaign: await campaignNow(), entry: 'to-trinh-giay-khen', unit: province };
    const desk = { account: 'desk', via: 'web' } as const;
    expect(await town.app.dossiers.open(place, [id], key(), desk)).toMatchObject({ ok: true });
    await send(dossier, 'desk', {
      about: 'Tặng giấy khen đợt 1',
      award: 'giay-khen',
      grounds: 'Kết quả thẩm định hồ sơ đợt 1.',
      members: '1',
    });
    const signed = await act(dossier, 'director', 'ky');
    expect(signed).toMatchObject({ state: 'ended', outcome: 'approved' });
    expect(JSON.stringify(signed.history)).toContain('/QĐ-CAT');
    const none = { vi: '', en: '' };
    const printed = (who: string, step: string) =>
      town
        .viewer(who)
        .then((viewer) =>
          town.app.papers.view(viewer, dossier, step, 'vi', { proposal: none, decision: none }),
        );
    const proposal = await printed('director', 'soan-to-trinh');
    expect(proposal).toMatchObject({
      to: ['Kính gửi: Giám đốc Công an tỉnh'],
      list: { groups: [{ count: 1 }] },
    });
    expect(JSON.stringify(proposal)).toContain(
      'Tổng tiền thưởng dự kiến: 702.000 đồng (bằng chữ: bảy trăm linh hai nghìn đồng)',
    );
    const decision = await printed('director', 'giam-doc-quyet-dinh');
    expect(decision).toMatchObject({
      above: ['Bộ Công an'],
      issuer: ['Công an tỉnh Bạc Liêu'],
      number: '01/QĐ-CAT',
      numberLine: 'Số: 01/QĐ-CAT',
      place: 'Bạc Liêu',
      date: { month: '02', year: '2025' },
      draft: false,
      hidden: 0,
      list: { title: ['Danh sách được tặng giấy khen'], groups: [{ rows: [{ n: 1 }] }] },
    });
    expect(decision!.list!.groups[0]!.rows[0]!.name).not.toBe('……');
    await town.passUntil('2025-02-12T03:00:00.000Z');
    await town.app.handover.handOverAll();
    expect(await town.load(id)).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  it('counts as an award before for the next phase', async () => {
    await town.passUntil('2025-07-21T02:00:00.000Z');
    const wish = {
      campaign: 'bac-lieu-2024',
      entry: 'khen-thuong-ca-nhan',
      period: 'dot-2',
      unit: team,
      subject: 'sen',
    };
    const opened = await town.app.openings.open(await town.viewer('leader'), wish, key());
    expect(opened).toMatchObject({ kind: 'opened' });
    const { facts } = await town.load('bac-lieu-2024.khen-thuong-ca-nhan.sen.dot-2.1');
    expect(facts).toMatchObject({ memberAwards: { value: '1' }, shifts: { value: '0' } });
  });
});

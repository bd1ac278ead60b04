import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperIssues } from '../../../engine/compile/index.ts';
import { composeMemory } from '../../compose-memory.ts';
import {
  dossierOf,
  gatheringWorld,
  january,
  nominationOf,
  openGatheringTown,
  taskOf,
  tuesday,
} from '../app/gathering/gathering-town.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { serveOver, type TownServer } from './town-server.ts';

const signing: Patch[] = [
  { file: 'workflows/proposal.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
  { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/numbering', value: 'decisions' },
  {
    file: 'campaign.json',
    op: 'add',
    path: '/numberings',
    value: [{ id: 'decisions', title: { vi: 'Quyết định' }, type: 'qd', pattern: '{seq}/QĐ-UB' }],
  },
];

const ownText = `{{#above}}Ủy ban & tỉnh{{/above}}
{{#issuer}}Thị xã mẫu{{/issuer}}
{{#place}}Thị xã{{/place}}
{{#name}}Quyết định{{/name}}
{{#about}}Về việc {{answers.about}}{{/about}}
{{#grounds}}
{{#each bases}}Căn cứ {{this}};
{{/each}}
{{/grounds}}
{{#decides}}Quyết định:{{/decides}}
{{#article}}Khen thưởng {{count.collectives}} tổ theo văn bản số {{document.number}}.{{/article}}
{{#article}}Thi hành từ ngày ký.{{/article}}
{{#recipients}}
Như Điều 2;
Lưu: VT.
{{/recipients}}
{{#signer}}Trưởng thị xã{{/signer}}
{{#list}}Danh sách được khen{{/list}}
`;
const own: Patch[] = [
  { file: 'documents/decision.vi.hbs', text: ownText },
  {
    file: 'workflows/proposal.json',
    op: 'add',
    path: '/steps/1/paper',
    value: { title: { vi: 'Quyết định' }, template: { vi: 'documents/decision.vi.hbs' }, list: 'approved' },
  },
];

const inspector = { account: 'inspector', via: 'web' as const };

/** A dossier of three nominations, sent to be signed. */
async function sentDossier(patch: Patch[], about = 'khen thưởng'): Promise<TownServer> {
  const town = await openGatheringTown([...signing, ...patch]);
  town.setTime(tuesday);
  const campaign = (await town.app.campaigns.latest('gathering'))!;
  const place = { campaign, entry: 'proposal', unit: 'north' };
  await town.app.dossiers.open(place, [1, 2, 3].map(nominationOf), 'open', inspector);
  const task = taskOf(await town.load(dossierOf(1)));
  const sending = { type: 'submit' as const, key: 'send', task, answers: { about } };
  expect(await town.app.commands.execute(dossierOf(1), sending, inspector)).toMatchObject({ ok: true });
  return serveOver(town);
}

async function sign({ town }: TownServer): Promise<void> {
  const signed = await town.app.commands.execute(
    dossierOf(1),
    {
      type: 'act',
      key: 'sign',
      task: taskOf(await town.load(dossierOf(1))),
      action: 'sign',
      lines: [{ n: 2, verdict: 'refused', reason: 'Chưa đủ.' }],
    },
    { account: 'head', via: 'web' },
  );
  expect(signed).toMatchObject({ ok: true });
}

const page = (step: string) => `/ho-so/${dossierOf(1)}/van-ban/${step}`;
/** The words of a page, without its tags. */
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<article class="paper"'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the papers of a dossier, where its campaign has no text of its own', () => {
  let served: TownServer;

  beforeAll(async () => {
    served = await sentDossier([]);
  });
  afterAll(() => served.close());

  it('are a proposal with the whole list, and a draft of the decision until it is signed', async () => {
    const head = await served.visit('head');
    const shown = await head.get(`/ho-so/${dossierOf(1)}`);
    expect(shown.text).toContain(`href="${page('write')}"`);
    expect(shown.text).toContain('Quyết định (dự thảo)');
    const proposal = wordsOf((await head.get(page('write'))).text);
    expect(proposal).toContain('Cộng hòa xã hội chủ nghĩa Việt Nam');
    expect(proposal).toContain('Độc lập - Tự do - Hạnh phúc');
    expect(proposal).toContain('ngày 04 tháng 02 năm 2025');
    expect(proposal).toContain('Căn cứ Luật Thi đua, khen thưởng 2022;');
    expect(proposal).toContain('I Đề nghị khen thưởng (3)');
    for (const row of ['1 Tổ 1', '2 Tổ 2', '3 Tổ 3']) expect(proposal).toContain(row);
    const draft = wordsOf((await head.get(page('sign'))).text);
    expect(draft).toContain('DỰ THẢO');
    expect(draft).toContain('ngày …… tháng …… năm 2025');
    expect(draft).toContain('Số: /QĐ-UB');
  });

  it('are for whoever sees the case, and at steps that print something', async () => {
    const stranger = await served.visit('leader-1');
    for (const step of ['write', 'sign']) expect((await stranger.get(page(step))).status).toBe(404);
    const head = await served.visit('head');
    for (const step of ['signed', 'dropped', 'constructor'])
      expect((await head.get(page(step))).status).toBe(404);
    expect((await head.get(`/ho-so/${nominationOf(1)}/van-ban/fill`)).status).toBe(404);
  });

  it('are the signed decision with its number, day, signer and those approved', async () => {
    await sign(served);
    const head = await served.visit('head');
    const { text } = await head.get(page('sign'));
    const decision = wordsOf(text);
    expect(decision).not.toContain('DỰ THẢO');
    expect(decision).toContain('Số: 01/QĐ-UB');
    expect(decision).toContain('ngày 04 tháng 02 năm 2025');
    expect(decision).toContain('Điều 1. Chấp thuận đề nghị đối với 2 trường hợp');
    expect(decision).toContain('Điều 3.');
    expect(decision).toContain('(Kèm theo quyết định số 01/QĐ-UB, ngày 04 tháng 02 năm 2025)');
    expect(decision).toContain('1 Tổ 1 Phường Một 2 Tổ 3 Phường Hai');
    expect(decision).not.toContain('Tổ 2');
    expect(text).toMatch(/class="paper-signed">[^<]+</);
  });
});

describe('a paper in the words of its campaign', () => {
  let served: TownServer;

  beforeAll(async () => {
    served = await sentDossier(own, '<b>khen</b> & thưởng {{#article}}x{{/article}}');
    await sign(served);
  });
  afterAll(() => served.close());

  it('has every part in its place, and whatever was typed is only text', async () => {
    const head = await served.visit('head');
    const { text } = await head.get(page('sign'));
    expect(text).toContain('<p class="paper-above">Ủy ban &amp; tỉnh</p>');
    expect(text).toContain('<p class="paper-issuer">Thị xã mẫu</p>');
    expect(text).toContain('<p class="paper-date">Thị xã, ngày 04 tháng 02 năm 2025</p>');
    expect(text).toContain('<h1 class="paper-name">Quyết định</h1>');
    expect(text).toContain('Về việc &lt;b&gt;khen&lt;/b&gt; &amp; thưởng {{#article}}x{{/article}}');
    expect(text).toContain('<li>Như Điều 2;</li><li>Lưu: VT.</li>');
    expect(text).toContain('<p class="paper-signer">Trưởng thị xã</p>');
    expect(wordsOf(text)).toContain(
      'Điều 1. Khen thưởng 2 tổ theo văn bản số 01/QĐ-UB. Điều 2. Thi hành từ ngày ký.',
    );
    expect(text.match(/paper-article/g)).toHaveLength(2);
    expect(text).toContain('paper.');
  });
});

describe('a list about people', () => {
  it('names them to whoever may see such names, and counts the blanks of others', async () => {
    const asked: Patch[] = [
      { file: 'groups/streets.json', op: 'replace', path: '/entries/0/subject', value: 'person' },
      { file: 'groups/streets.json', op: 'replace', path: '/entries/0/owed', value: false },
      {
        file: 'campaign.json',
        op: 'add',
        path: '/access/-',
        value: { role: 'head', at: 'below', line: 'main', sees: 'personal' },
      },
    ];
    const town = await composeMemory(gatheringWorld([...signing, ...asked]), january);
    await town.app.records.start((await town.app.campaigns.latest('gathering'))!);
    town.setTime(tuesday);
    await town.ports.subjects.put(
      {
        uid: 'nguoi-1',
        kind: 'person',
        name: 'Nguyễn Văn An',
        unit: 'team-1',
        organisation: 'town',
        from: '2025-01-01',
        revision: 1,
      },
      0,
    );
    const campaign = (await town.app.campaigns.latest('gathering'))!;
    const id = 'gathering.nomination.nguoi-1.2025-01.1';
    const leader = { account: 'leader-1', via: 'web' as const };
    const about = { entry: 'nomination', period: '2025-01', unit: 'team-1', subject: 'nguoi-1', attempt: 1 };
    expect(
      await town.app.commands.open(id, campaign, { type: 'open', key: 'o', ...about }, leader),
    ).toMatchObject({ ok: true });
    const answers = { rounds: '3', people: '40', weather: 'dry' };
    const task = taskOf(await town.load(id));
    await town.app.commands.execute(id, { type: 'submit', key: 's', task, answers }, leader);
    const place = { campaign, entry: 'proposal', unit: 'north' };
    await town.app.dossiers.open(place, [id], 'open', inspector);
    const sending = taskOf(await town.load(dossierOf(1)));
    await town.app.commands.execute(
      dossierOf(1),
      { type: 'submit', key: 'send', task: sending, answers: { about: 'x' } },
      inspector,
    );
    const served = await serveOver(town);
    const seen = await (await served.visit('head')).get(page('write'));
    expect(seen.text).toContain('<td>Nguyễn Văn An</td><td>Tổ 1</td>');
    expect(seen.text).not.toContain('không được xem');
    const unseen = await (await served.visit('inspector')).get(page('write'));
    expect(unseen.text).not.toContain('Nguyễn Văn An');
    expect(unseen.text).toContain('<td>……</td><td>Tổ 1</td>');
    expect(unseen.text).toContain('1 chỗ để trống');
    await served.close();
  });
});

describe('the texts that belong to no campaign', () => {
  it.each(['proposal', 'decision'])('%s: use known variables and parts, in both languages', (name) => {
    for (const language of ['vi', 'en']) {
      const file = `templates/documents/${name}.${language}.hbs`;
      const text = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
      expect(paperIssues(text, file)).toEqual([]);
    }
  });
});

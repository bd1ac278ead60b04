import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzipCampaign } from '../../../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../../../engine/adapters/files/zip-campaign.ts';
import { differences } from '../../../engine/editing/index.ts';
import type { Account } from '../../../engine/model/account.ts';
import { readTree } from '../compile/campaign-fixture.ts';
import { fieldsOf } from './form-on-page.ts';
import { serveTown, type TownServer } from './town-server.ts';

const base = '/quan-tri/phong-trao/minimal/ban-nhap';
const file = 'documents/bien-ban-hop.vi.hbs';
const place = (path: string, pointer = '') =>
  `${base}/sua?tep=${encodeURIComponent(path)}&cho=${encodeURIComponent(pointer)}`;
const textPage = `${base}/nguyen-van?tep=${encodeURIComponent(file)}`;

describe('the text of a paper on pages', () => {
  let server: TownServer;
  let account: Account;

  beforeAll(async () => {
    server = await serveTown();
    account = (await server.town.ports.accounts.byId('admin'))!;
    await server.town.app.definitionDrafts.start(account, 'minimal');
  });
  afterAll(() => server.close());

  const draft = async () => (await server.town.app.definitionDrafts.load(account, 'minimal'))!;

  it('is added by a name, found in the outline, and shown part by part', async () => {
    const admin = await server.visit('admin');
    await admin.get(place('campaign.json'));
    const added = await admin.post(`${base}/them`, {
      _revision: String((await draft()).revision),
      folder: 'documents',
      name: 'Biên bản họp',
    });
    expect(added.status).toBe(303);
    expect((await draft()).files[file]).toContain('{{#name}}Biên bản họp{{/name}}');
    const outline = (await admin.get(place('campaign.json'))).text;
    expect(outline).toContain('Lời văn bản in');
    expect(outline).toContain(`href="${textPage.replace('=', '&#x3D;')}"`);
    const shown = (await admin.get(textPage)).text;
    expect(shown).toContain('{{#grounds}}…{{/grounds}}');
    expect(shown).toContain('<dt>Tên loại văn bản</dt><dd class="message-body">Biên bản họp</dd>');
    expect(shown).toContain('[Tên đơn vị của hồ sơ]');
  });

  it('is saved however broken, and the problem names its line', async () => {
    const admin = await server.visit('admin');
    const fields = fieldsOf((await admin.get(textPage)).text, 'thing');
    await admin.post(`${base}/nguyen-van`, { ...fields, text: 'Kính gửi\n{{answers.nothing}}\n' });
    const problems = (await admin.get(place('campaign.json'))).text;
    expect(problems).toContain('answers.nothing');
    expect(problems).toContain('dòng 2');
  });

  it('is chosen for a step, and told in the differences by what the step calls it', async () => {
    const admin = await server.visit('admin');
    const before = (await draft()).files;
    const step = place('workflows/report.json', '/steps/0');
    expect((await admin.get(step)).text).toContain('Văn bản in');
    const report = JSON.parse(before['workflows/report.json']!);
    report.steps[0].paper = { title: { vi: 'Biên bản', en: 'Minutes' }, template: { vi: file } };
    const after = {
      ...before,
      'workflows/report.json': JSON.stringify(report, null, 2),
      [file]: '{{#name}}Biên bản{{/name}}\n',
    };
    const library = { calendars: {}, organisations: {} };
    const told = differences(before, after, library).map(({ sentence }) => sentence.vi);
    expect(told.some((one) => one.startsWith('Lời văn bản “Biên bản (bien-ban-hop.vi)”'))).toBe(true);
  });
});

it('papers come back from a zip byte for byte', async () => {
  const files = readTree(new URL('../../../definitions/bac-lieu-2024', import.meta.url).pathname);
  const papers = Object.keys(files).filter((path) => path.startsWith('documents/'));
  expect(papers.length).toBeGreaterThan(3);
  const back = await unzipCampaign(zipCampaign(files));
  expect(back).toMatchObject({ ok: true, issues: [] });
  expect(back.ok && back.value).toEqual(files);
});

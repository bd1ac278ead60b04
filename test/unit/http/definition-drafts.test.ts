import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit } from '../../../engine/model/definition-draft.ts';
import { serveTown, type TownServer, type Visitor } from './town-server.ts';

const home = '/quan-tri/phong-trao/minimal';
const draft = `${home}/ban-nhap`;
let server: TownServer;
let admin: Visitor;

async function open(secondPerson = false): Promise<void> {
  server = await serveTown(
    {},
    secondPerson
      ? [
          {
            file: 'campaign.json',
            op: 'add',
            path: '/publishing',
            value: { secondPerson: true, role: 'head' },
          },
        ]
      : [],
  );
  admin = await server.visit('admin');
}

/** A draft in which something is another, by the administrator. */
async function edit(...edits: Edit[]): Promise<void> {
  const { definitionDrafts: drafts } = server.town.app;
  const account = await server.town.account('admin');
  const started = await drafts.start(account, 'minimal');
  const revision = started.ok ? started.value.revision : 0;
  const result = await drafts.apply(account, 'minimal', revision, edits);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
}

const retitled: Edit = { op: 'set', file: 'campaign.json', pointer: '/title/vi', value: 'Phong trào mới' };

/** The hidden fields a page's form carries. */
const hidden = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

beforeEach(() => open());
afterEach(() => server.close());

describe('the pages around a draft', () => {
  it('begin one, show its differences and publish it with a note', async () => {
    expect((await admin.get(draft)).text).toContain('Chưa có bản nháp');
    const started = await admin.post(draft, {});
    expect(started.headers.get('location')).toContain(`${draft}/sua?tep=campaign.json`);
    await edit(retitled);
    const page = await admin.get(draft);
    expect(page.status).toBe(200);
    expect(page.text).toContain('1 thay đổi so với bản 1');
    expect(page.text).toContain('Phong trào: tên phong trào “Phong trào mẫu” → “Phong trào mới”');
    expect(page.text).toContain('3 hồ sơ chưa xong giữ bản 1.');
    const call = { revision: hidden(page.text, 'revision'), after: hidden(page.text, 'after') };
    const refused = await admin.post(`${draft}/cong-bo`, { ...call, note: ' ' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Hãy ghi lý do thay đổi trước khi công bố.');
    const published = await admin.post(`${draft}/cong-bo`, { ...call, note: 'Đổi tên <b>' });
    expect(published.headers.get('location')).toBe(`${home}/phien-ban`);
    const versions = await admin.get(`${home}/phien-ban`);
    expect(versions.text).toContain('Đã công bố bản 2.');
    expect(versions.text).toContain('“Đổi tên &lt;b&gt;”');
    expect(versions.text).toContain(`${home}/so-sanh?tu&#x3D;1&amp;den&#x3D;2`);
    const compared = await admin.get(`${home}/so-sanh?tu=1&den=2`);
    expect(compared.text).toContain('tên phong trào “Phong trào mẫu” → “Phong trào mới”');
    expect((await admin.get('/quan-tri/nhat-ky')).text).toContain('Công bố phiên bản');
  });

  it('go back to an earlier version', async () => {
    await edit(retitled);
    const page = await admin.get(draft);
    await admin.post(`${draft}/cong-bo`, {
      revision: hidden(page.text, 'revision'),
      after: '1',
      note: 'Nhầm',
    });
    const refused = await admin.post(`${home}/phien-ban/1/quay-lai`, { after: '2', note: '' });
    expect(refused.status).toBe(422);
    const back = await admin.post(`${home}/phien-ban/1/quay-lai`, { after: '2', note: 'Quay lại' });
    expect(back.headers.get('location')).toBe(`${home}/phien-ban`);
    expect((await admin.get(`${home}/phien-ban`)).text).toContain('Nội dung giống hệt bản 1.');
  });

  it('undo, do again, go back to the beginning, and throw the draft away', async () => {
    await edit(retitled);
    for (const [path, expected] of [
      ['hoan-tac', 'giống hệt bản 1'],
      ['lam-lai', '1 thay đổi so với bản 1'],
      ['ve-ban-dau', 'giống hệt bản 1'],
      ['hoan-tac', '1 thay đổi so với bản 1'],
    ] as const) {
      const revision = hidden((await admin.get(draft)).text, 'revision');
      expect((await admin.post(`${draft}/${path}`, { revision })).status).toBe(303);
      expect((await admin.get(draft)).text, path).toContain(expected);
    }
    const revision = hidden((await admin.get(draft)).text, 'revision');
    const zip = await admin.get(`${draft}/tai-ve`);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    await admin.post(`${draft}/bo`, { revision });
    expect((await admin.get(draft)).text).toContain('Chưa có bản nháp');
  });

  it('say what stands against publishing', async () => {
    await edit({ op: 'setFile', file: 'notifications.json', text: '{' });
    const page = await admin.get(draft);
    expect(page.text).toContain('lỗi nên chưa công bố được');
    expect(page.text).not.toContain('name="note"');
  });

  it('are not there for others', async () => {
    await edit(retitled);
    for (const login of ['leader-1', 'head', 'outsider']) {
      const somebody = await server.visit(login);
      for (const path of [
        draft,
        `${home}/phien-ban`,
        `${home}/so-sanh?tu=1&den=1`,
        `${home}/sao-chep`,
        `${draft}/tai-ve`,
      ])
        expect((await somebody.get(path)).status, `${login} ${path}`).toBe(404);
    }
    expect((await admin.get('/quan-tri/phong-trao/nowhere/ban-nhap')).status).toBe(404);
    expect((await admin.get(`${home}/so-sanh?tu=1&den=7`)).status).toBe(404);
  });

  it('a copy begins as a draft, shows the days it moved and its first owed report', async () => {
    const form = await admin.get(`${home}/sao-chep`);
    expect(form.text).toContain('value="01/01/2026"');
    const wrong = await admin.post(`${home}/sao-chep`, {
      id: 'Minimal',
      title: '',
      titleEn: '',
      opens: '31/2/2025',
    });
    expect(wrong.status).toBe(422);
    for (const text of ['Mã “Minimal” chưa đúng', 'Hãy nhập tên phong trào mới', 'Hãy nhập ngày bắt đầu mới'])
      expect(wrong.text).toContain(text);
    const taken = await admin.post(`${home}/sao-chep`, {
      id: 'minimal',
      title: 'x',
      titleEn: '',
      opens: '11/01/2025',
    });
    expect(taken.text).toContain('Đã có phong trào hoặc bản nháp mã “minimal”');
    const copied = await admin.post(`${home}/sao-chep`, {
      id: 'next',
      title: 'Phong trào sau',
      titleEn: '',
      opens: '11/01/2025',
    });
    const to = copied.headers.get('location')!;
    expect(to).toBe('/quan-tri/phong-trao/next/ban-nhap/sao-tu/minimal');
    const page = await admin.get(to);
    expect(page.text).toContain('ngày kết thúc 30/06/2025 → 10/07/2025');
    expect(page.text).toContain('Báo cáo phải nộp đầu tiên');
    expect(page.text).toContain('Tháng 1/2025');
    expect((await admin.get('/quan-tri/phong-trao')).text).toContain('chưa công bố');
    const overview = await admin.get('/quan-tri/phong-trao/next/ban-nhap');
    expect(overview.text).toContain('Công bố bản 1');
    const call = { revision: hidden(overview.text, 'revision'), after: '0', note: 'Bản đầu', warnings: '1' };
    const published = await admin.post('/quan-tri/phong-trao/next/ban-nhap/cong-bo', call);
    expect(published.headers.get('location')).toBe('/quan-tri/phong-trao/next/phien-ban');
  });
});

it('a second person by role sees, sends back and approves', async () => {
  await server.close();
  await open(true);
  await edit(retitled);
  const page = await admin.get(draft);
  expect(page.text).toContain('Trình duyệt');
  const call = { revision: hidden(page.text, 'revision'), after: '1', note: 'Đổi tên' };
  await admin.post(`${draft}/cong-bo`, call);
  expect((await admin.get(draft)).text).toContain('Rút lại');
  const head = await server.visit('head');
  const seen = await head.get(draft);
  expect(seen.text).toContain('Duyệt và công bố');
  expect(seen.text).toContain('Lý do: Đổi tên');
  const revision = hidden(seen.text, 'revision');
  const sent = await head.post(`${draft}/tra-lai`, { revision, reason: 'Tên còn sai' });
  expect(sent.status).toBe(303);
  expect((await admin.get(draft)).text).toContain('Tên còn sai');
  const again = await admin.get(draft);
  await admin.post(`${draft}/cong-bo`, { ...call, revision: hidden(again.text, 'revision') });
  const last = hidden((await head.get(draft)).text, 'revision');
  const approved = await head.post(`${draft}/duyet`, { revision: last, after: '1' });
  expect(approved.headers.get('location')).toBe(`${home}/phien-ban`);
  expect((await admin.get(`${home}/phien-ban`)).text).toContain('Người duyệt: Người head.');
});

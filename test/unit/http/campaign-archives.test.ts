import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipCampaign } from '../../../engine/adapters/files/zip-campaign.ts';
import { makeZip } from '../adapters/zip-maker.ts';
import { patched, readFixture } from '../compile/campaign-fixture.ts';
import { serveTown, type TownServer, type Visitor } from './town-server.ts';

let server: TownServer;
let admin: Visitor;
const list = '/quan-tri/phong-trao';

beforeAll(async () => {
  server = await serveTown();
  admin = await server.visit('admin');
});
afterAll(() => server.close());

const minimal = readFixture('minimal');
/** The small campaign with another title. */
const changed = (title: string) =>
  patched(minimal, [{ file: 'campaign.json', op: 'replace', path: '/title', value: { vi: title } }]).files;
const versions = () => server.town.ports.definitions.versions('minimal');
const acts = async () => (await server.town.ports.accounts.auditLog(null, 100)).map((one) => one.act);
const download = (who: Visitor, number: number) => who.get(`${list}/minimal/${number}/tai-ve`);

async function upload(who: Visitor, bytes: Uint8Array | null, fields: Record<string, string> = {}) {
  const body = new FormData();
  await who.token();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (bytes) body.set('_file.zip', new Blob([new Uint8Array(bytes)]), 'campaign.zip');
  return who.upload(`${list}/nhap`, body);
}

describe('taking a version out', () => {
  it('is offered for each version, and gives a zip', async () => {
    const page = await admin.get(list);
    expect(page.text).toContain(`href="${list}/minimal/1/tai-ve"`);
    const before = (await acts()).length;
    const answer = await download(admin, 1);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="minimal-1.zip"');
    expect(answer.headers.get('content-length')).toBe(String(zipCampaign(minimal.files).length));
    expect((await acts()).length).toBe(before + 1);
    expect((await admin.get('/quan-tri/nhat-ky')).text).toContain('Tải phong trào về (.zip)');
  });

  it('is not there for others, nor for versions that are not there', async () => {
    for (const login of ['leader-1', 'head', 'outsider'])
      expect((await download(await server.visit(login), 1)).status, login).toBe(404);
    expect((await download(admin, 9)).status).toBe(404);
    expect((await admin.get(`${list}/nowhere/1/tai-ve`)).status).toBe(404);
    expect((await admin.get(`${list}/__proto__/1/tai-ve`)).status).toBe(404);
  });
});

describe('bringing one in', () => {
  it('checks first, publishes with a second press, and writes both into the log', async () => {
    const files = changed('Phong trào đã sửa');
    const checked = await upload(admin, zipCampaign(files));
    expect(checked.status).toBe(303);
    const place = checked.headers.get('location')!;
    const page = await admin.get(place);
    expect(page.text).toContain('Nhập: Phong trào đã sửa');
    expect(page.text).toContain('Đây sẽ là phiên bản 2.');
    expect(await versions()).toHaveLength(1);

    const answer = await admin.post(place, { note: '  Sửa tên  ' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, list]);
    expect(await versions()).toMatchObject([
      { number: 2, publishedBy: 'admin', note: 'Sửa tên' },
      { number: 1 },
    ]);
    const [newest] = await versions();
    const stored = await server.town.ports.definitions.version('minimal', newest!.version);
    expect(stored!.files).toEqual(files);
    expect((await admin.get(list)).text).toContain('Đã công bố phong trào minimal, phiên bản 2.');
    expect((await acts()).filter((one) => one === 'campaign.import')).toHaveLength(1);
    // The page that was published from is gone, and pressing again publishes nothing.
    for (const again of [await admin.get(place), await admin.post(place, {})])
      expect([again.status, again.headers.get('location')]).toEqual([303, list]);
    expect(await versions()).toHaveLength(2);
    expect(await server.town.ports.files.ofCase('campaign-import:admin')).toEqual([]);
  });

  it('says when the very files are in use already, and offers no press', async () => {
    const { headers } = await upload(admin, zipCampaign(changed('Phong trào đã sửa')));
    const page = await admin.get(headers.get('location')!);
    expect(page.text).toContain('giống hệt phiên bản 2');
    expect(page.text).not.toContain('name="note"');
  });

  it('publishes the files of an earlier version once more, under a new number', async () => {
    const { headers } = await upload(admin, zipCampaign(minimal.files));
    const place = headers.get('location')!;
    expect((await admin.get(place)).text).toContain('Đây sẽ là phiên bản 3.');
    expect((await admin.post(place, { note: 'Quay lại' })).status).toBe(303);
    const [newest, , first] = await versions();
    expect([newest!.number, newest!.version]).toEqual([3, first!.version]);
  });

  it('makes a draft of it, whose changes are seen before they are published', async () => {
    const { headers } = await upload(admin, zipCampaign(changed('Phong trào từ tệp')));
    const place = headers.get('location')!;
    const answer = await admin.post(`${place}/ban-nhap`, {});
    expect(answer.headers.get('location')).toBe(`${list}/minimal/ban-nhap`);
    expect((await admin.get(`${list}/minimal/ban-nhap`)).text).toContain(
      'tên phong trào “Phong trào mẫu” → “Phong trào từ tệp”',
    );
    expect((await admin.get(place)).status).toBe(303);
    // One draft of a campaign at a time: what is there is not overwritten.
    const other = await upload(admin, zipCampaign(changed('Khác')));
    const refused = await admin.post(`${other.headers.get('location')!}/ban-nhap`, {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Phong trào đang có bản nháp do Người admin sửa lần cuối.');
  });

  it('keeps one zip a person, and for that person only', async () => {
    const first = (await upload(admin, zipCampaign(changed('Một')))).headers.get('location')!;
    const second = (await upload(admin, zipCampaign(changed('Hai')))).headers.get('location')!;
    expect((await admin.get(first)).status).toBe(303);
    expect((await admin.get(second)).text).toContain('Nhập: Hai');
    const leader = await server.visit('leader-1');
    for (const answer of [await leader.get(second), await leader.post(second, {})])
      expect(answer.status).toBe(404);
    expect((await admin.get(`/tep/${second.split('/').at(-1)}`)).status).toBe(404);
  });

  const refused: [string, Uint8Array | null, string[]][] = [
    ['no file', null, ['Hãy chọn tệp .zip']],
    ['no zip', Buffer.from('hello'), ['không phải tệp .zip']],
    ['a way out', makeZip([{ name: '../x' }, { name: 'campaign.json', content: '{}' }]), ['../x: Đường dẫn']],
    ['no campaign', makeZip([{ name: 'notes.txt', content: 'hello' }]), ['campaign.json']],
    [
      'mistakes in two files',
      zipCampaign({ ...minimal.files, 'campaign.json': '{', 'forms/report.json': '{"thidua": 1}' }),
      ['campaign.json: ', 'forms/report.json: '],
    ],
    ['over 20 MB', new Uint8Array(20_500_000), ['lớn hơn 20 MB']],
  ];

  it.each(
    refused,
  )('is refused with %s: sentences, nothing stored, what was kept stays', async (_, bytes, said) => {
    const kept = (await upload(admin, zipCampaign(changed('Được giữ')))).headers.get('location')!;
    const before = await versions();
    const answer = await upload(admin, bytes);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('error-summary');
    expect(answer.text).toContain('<details class="panel" id="import" open>');
    for (const text of said) expect(answer.text.replaceAll('&#x3D;', '=')).toContain(text);
    expect(await versions()).toEqual(before);
    expect((await admin.get(kept)).status).toBe(200);
  });

  it('shows at most fifty problems and counts the others', async () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`forms/f${n}.json`, '{']));
    const answer = await upload(admin, zipCampaign({ ...minimal.files, ...many }));
    expect(answer.text).toMatch(/Và \d+ lỗi khác/);
  });

  it('is only for administrators, with the token, from here, and within the limit', async () => {
    const zip = zipCampaign(changed('Không ai'));
    for (const login of ['leader-1', 'head'])
      expect((await upload(await server.visit(login), zip)).status).toBe(404);
    expect((await upload(await server.visit(), zip)).status).not.toBe(303);
    expect((await upload(admin, zip, { _csrf: 'guess' })).status).toBe(403);
    expect((await upload(admin, new Uint8Array(23_000_000))).status).toBe(413);
    const { headers } = await upload(admin, zip);
    expect((await admin.post(headers.get('location')!, { _csrf: 'guess' })).status).toBe(403);
    expect((await versions()).map((one) => one.number)).toEqual([3, 2, 1]);
  });

  it('is checked again when it is published: the library may have changed', async () => {
    const place = (await upload(admin, zipCampaign(changed('Lịch đã đổi')))).headers.get('location')!;
    const { definitions } = server.town.ports;
    const calendarIds = definitions.calendarIds;
    definitions.calendarIds = async () => [];
    try {
      const answer = await admin.post(place, {});
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('error-summary');
    } finally {
      definitions.calendarIds = calendarIds;
    }
    expect(await versions()).toHaveLength(3);
    expect((await admin.post(place, {})).status).toBe(303);
    expect(await versions()).toHaveLength(4);
  });
});

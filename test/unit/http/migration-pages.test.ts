import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdit } from '../../../engine/editing/index.ts';
import { migrationTown, played } from '../app/migration/migration-town.ts';
import { act, caseOf } from '../app/town.ts';
import { serveOver, type TownServer, type Visitor } from './town-server.ts';

const place = '/quan-tri/phong-trao/minimal/chuyen-phien-ban';
let server: TownServer;
let admin: Visitor;
let town: Awaited<ReturnType<typeof migrationTown>>['town'];

beforeAll(async () => {
  ({ town } = await migrationTown());
  server = await serveOver(town);
  admin = await server.visit('admin');
});
afterAll(() => server.close());

async function page(path: string): Promise<string> {
  const answer = await admin.get(path);
  expect(answer.status, `${path}: ${answer.text.slice(0, 500)}`).toBe(200);
  expect(Buffer.byteLength(answer.text)).toBeLessThan(100_000);
  return answer.text;
}

/** Rehearses the plan as it is proposed and gives the address of what came of it. */
async function rehearse(fields: Record<string, string> = {}): Promise<string> {
  await page(`${place}/1`);
  const answer = await admin.post(`${place}/1`, fields);
  expect(answer.status, answer.text.slice(0, 2000)).toBe(303);
  return answer.headers.get('location')!;
}

describe('pages of a migration', () => {
  it('are for administrators, and for versions and migrations that are there', async () => {
    const clerk = await server.visit('clerk-1');
    for (const path of [place, `${place}/1`, `${place}/lan/migration-1`])
      expect((await clerk.get(path)).status).toBe(404);
    for (const path of [
      `${place}/2`,
      `${place}/9`,
      `${place}/lan/migration-1`,
      '/quan-tri/phong-trao/none/chuyen-phien-ban',
    ])
      expect((await admin.get(path)).status).toBe(404);
  });

  it('list the versions with their cases, and what is proposed, in both languages', async () => {
    const index = await page(place);
    expect(index).toContain('10 hồ sơ');
    expect(index).toContain(`href="${place}/1"`);
    const plan = await page(`${place}/1`);
    expect(plan).toContain('Chuyển hồ sơ từ phiên bản 1 sang 2');
    expect(plan).toContain('name="steps/report/check"');
    expect(plan).toContain('<option value="verify" selected>Phường thẩm tra</option>');
    expect(plan).not.toContain('name="steps/report/fill"');
    expect(await page(`${place}/1?mo=report`)).toContain('name="steps/report/fill"');
  });

  it('ask whether an entry that has another id comes along', async () => {
    const { town: another } = await migrationTown();
    const [newest] = await another.ports.definitions.versions('minimal');
    const { files } = (await another.ports.definitions.version('minimal', newest!.version))!;
    const rename = {
      op: 'rename',
      file: 'groups/streets.json',
      pointer: '/entries/0',
      to: 'sweeping',
    } as const;
    const edited = applyEdit(files, rename);
    if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
    await another.app.campaigns.publish(edited.value.files, 'admin');
    const served = await serveOver(another);
    try {
      const visitor = await served.visit('admin');
      const { text } = await visitor.get(`${place}/1`);
      expect(text).toContain('name="entry/report"');
      expect(text).toContain('<option value="sweeping" selected>Báo cáo tháng (sweeping)</option>');
      expect(text).toContain('Không chuyển; hồ sơ ở lại phiên bản cũ');
      const { headers } = await visitor.post(`${place}/1`, { 'entry/report': '' });
      await another.settle();
      expect((await visitor.get(headers.get('location')!)).text).toContain('Không chuyển được');
      const en = await visitor.get(`${place}/1?lo=${headers.get('location')!.split('/').at(-1)}`);
      expect(en.text).toContain('Hồ sơ của “Báo cáo tháng” ở lại phiên bản cũ');
    } finally {
      await served.close();
    }
  });

  it('come back with what was chosen and what is wrong with it', async () => {
    await page(`${place}/1`);
    const answer = await admin.post(`${place}/1`, { 'fields/report/note': 'rounds', note: 'Thử xem' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('cùng chuyển vào một câu hỏi mới');
    expect(answer.text).toContain('href="#fields--report--note"');
    expect(answer.text).toContain('value="Thử xem"');
    expect(answer.text).toMatch(/name="fields\/report\/note"[^>]*aria-invalid="true"/);
  });

  it('tell how far it has come, without script', async () => {
    const address = await rehearse({ note: 'Rút hạn' });
    const answer = await admin.get(address);
    expect(answer.headers.get('refresh')).toBe('1');
    expect(answer.text).toContain('Đang chạy thử: 0 trên 10 hồ sơ');
    await town.settle();
    const done = await admin.get(address);
    expect(done.headers.get('refresh')).toBeNull();
    expect(done.text).toContain('Đã chạy thử trên 10 hồ sơ, chưa ghi gì.');
    expect(done.text).toContain('Mất câu trả lời');
    expect(done.text).toContain('Ký và chuyển 10 hồ sơ');
    expect(done.text).toContain(`${place}/1?lo`);
  });

  it('go from the plan to the signature and back', async () => {
    const address = await rehearse();
    await town.settle();
    await page(address);
    const group = await page(`${address}?nhom=answersLost`);
    expect(group).toContain(`href="/ho-so/${caseOf(played.sent)}"`);
    expect(group).toContain('Mất câu trả lời: Ghi chú');
    expect(group).toContain('→ Phường thẩm tra');
    expect((await admin.post(`${address}/ky`, {})).status).toBe(303);
    await town.settle();
    expect(await page(address)).toContain('Đã chuyển xong 10 hồ sơ.');
    expect((await admin.post(`${address}/ky`, {})).status).toBe(303);
    expect(await page(address)).toContain('đang ở trạng thái khác');
    await act(town, 'clerk-1', played.claimed, 'confirm');
    const history = await (await server.visit('clerk-1')).get(`/ho-so/${caseOf(played.sent)}`);
    expect(history.text).toContain('Hồ sơ chuyển sang phiên bản khác của phong trào');
    await page(address);
    await admin.post(`${address}/hoan-tac`, {});
    await town.settle();
    const undone = await page(address);
    expect(undone).toContain('7 hồ sơ trở lại như trước; 1 hồ sơ không hoàn tác được');
    expect(undone).toContain('Người clerk-1 đã làm tiếp trên hồ sơ');
    const log = await page('/quan-tri/nhat-ky');
    expect(log).toContain('Hoàn tác chuyển phiên bản');
    expect(await page(place)).toContain('Đã hoàn tác');
  });

  it('speak English too', async () => {
    const address = await rehearse();
    await town.settle();
    await page('/tro-giup');
    await admin.post('/ngon-ngu', { language: 'en', back: '/' });
    const english = await page(address);
    expect(english).toContain('Rehearsed over');
    expect((await admin.post(`${address}/bo`, {})).status).toBe(303);
    expect(await page(address)).toContain('Discarded; no case was changed.');
  });
});

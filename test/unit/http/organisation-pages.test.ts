import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveTown, type TownServer, type Visitor } from './town-server.ts';

let server: TownServer;
let admin: Visitor;

beforeAll(async () => {
  server = await serveTown();
  admin = await server.visit('admin');
});
afterAll(() => server.close());

async function page(path: string): Promise<string> {
  const answer = await admin.get(path);
  expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200);
  return answer.text;
}

/** Posts and follows to the page that answers. */
async function done(path: string, fields: Record<string, string>): Promise<string> {
  const answer = await admin.post(path, fields);
  expect(answer.status, answer.text.slice(0, 2000)).toBe(303);
  return page(answer.headers.get('location')!);
}

async function refused(path: string, fields: Record<string, string>): Promise<string> {
  const answer = await admin.post(path, fields);
  expect(answer.status).toBe(422);
  return answer.text;
}

const takeBack = (text: string) => /\/quan-tri\/thay-doi\/[^"]+\/hoan-tac/.exec(text)![0];

describe('pages of the organisation', () => {
  it.each([
    '/quan-tri/don-vi',
    '/quan-tri/don-vi?tim=phuong&ngay=2025-03-01',
    '/quan-tri/don-vi/ward-1',
    '/quan-tri/vai-tro?tim=clerk',
    '/quan-tri/thay-the',
    '/quan-tri/doi-tuong',
    '/quan-tri/doi-tuong/trung',
    '/quan-tri/lich',
    '/quan-tri/nhap',
    '/quan-tri/thay-doi',
  ])('%s is there for administrators, in both languages, and for nobody else', async (path) => {
    expect(Buffer.byteLength(await page(path))).toBeLessThan(100_000);
    const clerk = await server.visit('clerk-1');
    expect((await clerk.get(path)).status).toBe(404);
  });

  it('what is not there is not found', async () => {
    for (const path of [
      '/quan-tri/don-vi/nowhere',
      '/quan-tri/doi-tuong/nobody',
      '/quan-tri/lich/none',
      '/quan-tri/nhap/none',
      '/quan-tri/thay-doi/none',
      '/quan-tri/tep/none.csv',
    ])
      expect((await admin.get(path)).status, path).toBe(404);
  });

  it('a unit is found, renamed from a day, and the renaming taken back', async () => {
    expect(await page('/quan-tri/don-vi?tim=phuong+mot')).toContain('href="/quan-tri/don-vi/ward-1"');
    const renamed = await done('/quan-tri/don-vi/ward-1/sua', {
      edit: 'rename',
      name: 'Phường Nhất',
      from: '2025-01-15',
      note: 'NQ 12',
    });
    expect(renamed).toContain('<h1>Phường Nhất</h1>');
    expect(renamed).toContain('Phường Một');
    expect(renamed).toContain('NQ 12');
    const back = await done(takeBack(renamed), {});
    expect(back).toContain('Đã hoàn tác');
    expect(await page('/quan-tri/don-vi/ward-1')).toContain('<h1>Phường Một</h1>');
  });

  it('a refusal stands beside its field, with what was typed', async () => {
    const text = await refused('/quan-tri/don-vi/ward-1/sua', {
      edit: 'move',
      line: 'main',
      parent: 'Phường Không Có',
      from: '2025-03-01',
    });
    expect(text).toContain('href="#move-parent"');
    expect(text).toContain('id="move-parent-error"');
    expect(text).toContain('value="Phường Không Có"');
    expect(text).toContain('<details class="panel" id="move" open>');
    const added = await refused('/quan-tri/don-vi/them', {
      organisation: 'town',
      uid: 'Ward 9',
      name: '',
      level: 'ward',
      line: 'main',
      parent: 'north',
      from: '32/13/2025',
    });
    for (const id of ['unit-uid', 'unit-name', 'unit-from']) expect(added).toContain(`id="${id}-error"`);
    expect(added).toContain('value="Ward 9"');
  });

  it('a unit and a line are added and ended', async () => {
    const made = await done('/quan-tri/don-vi/them', {
      organisation: 'town',
      uid: 'ward-3',
      name: 'Phường Ba',
      code: '12',
      level: 'ward',
      line: 'main',
      parent: 'Quận Bắc',
      from: '2025-01-10',
    });
    expect(made).toContain('<h1>Phường Ba</h1>');
    expect(await page('/quan-tri/don-vi/ward-1')).toContain(
      '0 hồ sơ đang mở của đơn vị này, 0 hồ sơ đang chờ người của đơn vị xử lý.',
    );
    const looked = await admin.post('/quan-tri/don-vi/ward-3/sua', {
      edit: 'end',
      lastDay: '2025-12-31',
      successors: 'Phường Một (ward-1)',
    });
    const reorganisation = looked.headers.get('location')!;
    await server.town.settle();
    const view = await page(reorganisation);
    expect(view).toContain('<h1>Kết thúc Phường Ba</h1>');
    const [, revision] = /name="revision" value="(\d+)"/.exec(view)!;
    await done(`${reorganisation}/ap-dung`, { revision: revision! });
    for (const path of ['/quan-tri/thay-doi', '/quan-tri/don-vi/ward-3']) {
      const history = await page(path);
      expect(history).toContain(`<a href="${reorganisation}">Sắp xếp đơn vị: Kết thúc Phường Ba</a>`);
      expect(history).toContain('Từ 01/01/2026: 1 đơn vị kết thúc.');
      expect(history).toContain('Đã áp dụng, chờ đến ngày');
    }
    const lines = await server.town.ports.directoryChanges.list('unit/ward-3', null, 10);
    const line = lines.find(({ batch }) => batch !== undefined);
    const answer = await admin.get(`/quan-tri/thay-doi/${encodeURIComponent(line!._id)}`);
    expect(answer.headers.get('location')).toBe(reorganisation);
    expect(
      await refused('/quan-tri/don-vi/ward-3/sua', { edit: 'end', lastDay: '2026-01-31', successors: '' }),
    ).toContain('id="end-lastDay-error"');
    await done('/quan-tri/don-vi/he', { organisation: 'town', line: 'side', title: 'Hệ phụ' });
    expect(await page('/quan-tri/don-vi?he=side')).toContain('Hệ phụ');
    await done('/quan-tri/don-vi/ward-3/sua', {
      edit: 'move',
      line: 'side',
      parent: 'city',
      from: '2025-02-01',
    });
    const ended = await done('/quan-tri/don-vi/het-he', {
      organisation: 'town',
      line: 'side',
      lastDay: '2025-06-30',
    });
    expect(ended).toContain('hoan-tac');
    expect(await page('/quan-tri/don-vi/ward-3')).toContain('đến hết 30/06/2025');
  });

  it('a role is given and ended, a stand-in named and ended', async () => {
    const given = await done('/quan-tri/don-vi/ward-1/vai-tro', {
      login: 'outsider',
      role: 'town/clerk',
      from: '2025-01-01',
    });
    expect(given).toContain('Người outsider');
    expect(
      await refused('/quan-tri/vai-tro/them', {
        login: 'outsider',
        role: 'town/clerk',
        unit: 'ward-1',
        from: '2025-02-01',
        to: '',
      }),
    ).toContain('id="member-from-error"');
    const [held] = (await server.town.ports.directory.memberships()).filter(
      ({ account }) => account === 'outsider',
    );
    await done(`/quan-tri/vai-tro/${held!.id}/ket-thuc`, {
      lastDay: '2025-05-01',
      back: '/quan-tri/don-vi/ward-1',
    });
    expect((await server.town.ports.directory.memberships()).find(({ id }) => id === held!.id)!.to).toBe(
      '2025-05-01',
    );
    const [last] = await server.town.ports.directory.membershipsOf('clerk-2');
    for (const [path, fields] of [
      [`/quan-tri/vai-tro/${last!.id}/ket-thuc`, { back: '/quan-tri/don-vi/ward-2' }],
      ['/quan-tri/tai-khoan/clerk-2/het-vai-tro', { membership: last!.id }],
    ] as const) {
      const looked = await admin.post(path, { ...fields, lastDay: '2025-05-01' } as Record<string, string>);
      await server.town.settle();
      expect(await page(looked.headers.get('location')!)).toContain(
        '<h1>Thôi giữ vai trò Cán bộ phường, Phường Hai</h1>',
      );
    }
    expect((await server.town.ports.directory.membershipsOf('clerk-2'))[0]).toEqual(last);
    const named = await done('/quan-tri/thay-the/them', {
      absent: 'clerk-1',
      substitute: 'clerk-2',
      from: '2025-01-20',
      to: '2025-02-20',
    });
    expect(named).toContain('Đang thay');
    const [stand] = await server.town.ports.directory.substitutes();
    await done(`/quan-tri/thay-the/${stand!.id}/ket-thuc`, { lastDay: '2025-01-19' });
    expect(await server.town.ports.directory.substitutes()).toEqual([]);
    expect(
      await refused('/quan-tri/thay-the/them', {
        absent: 'clerk-1',
        substitute: 'clerk-1',
        from: '2025-01-20',
        to: '2025-02-20',
      }),
    ).toContain('id="substitute-substitute-error"');
  });

  it('subjects are added, merged, and erased from every change', async () => {
    const add = (name: string) =>
      done('/quan-tri/doi-tuong/them', { kind: 'person', name, unit: 'team-1', from: '2025-01-01' });
    await add('Nguyễn Văn Ân');
    await add('Nguyen Van An');
    const [first, second] = await server.town.ports.subjects.list(null, 10);
    expect(await page('/quan-tri/doi-tuong?tim=nguyen+an')).toContain('Nguyễn Văn Ân');
    const doubles = await page('/quan-tri/doi-tuong/trung');
    expect(doubles).toContain('Cùng tên');
    await done('/quan-tri/doi-tuong/gop', { kept: first!.uid, merged: second!.uid });
    expect(await page('/quan-tri/doi-tuong/trung')).toContain('Không thấy đối tượng nào trùng');
    expect((await server.town.app.subjects.current(second!.uid))!.uid).toBe(first!.uid);
    expect(await page(`/quan-tri/doi-tuong/${second!.uid}`)).toContain('Đã gộp vào');
    expect(await page('/quan-tri/thay-doi')).not.toContain('Nguyen Van An');
    await done(`/quan-tri/doi-tuong/${second!.uid}/xoa`, {});
    expect((await server.town.ports.subjects.load(second!.uid))!.name).not.toBe('');
    await done(`/quan-tri/doi-tuong/${second!.uid}/xoa`, { sure: 'yes' });
    expect((await server.town.ports.subjects.load(second!.uid))!.name).toBe('');
    for (const { _id } of await server.town.ports.directoryChanges.list(null, null, 100))
      expect(JSON.stringify(await server.town.ports.directoryChanges.load(_id))).not.toContain(second!.name);
    expect(JSON.stringify(server.town.log)).not.toContain('Nguy');
  });

  it('a calendar is a year of months, and a day is marked and unmarked', async () => {
    const [id] = await server.town.ports.definitions.calendarIds();
    const path = `/quan-tri/lich/${id}`;
    expect((await page(`${path}?nam=2025`)).match(/<table class="month">/g)).toHaveLength(12);
    const marked = await done(`${path}/ngay`, {
      kind: 'off',
      date: '2025-03-03',
      name: 'Nghỉ bão',
      source: 'CV 1',
    });
    expect(marked).toContain('Nghỉ bão');
    expect(marked).toMatch(/class="day-off" title="Nghỉ bão">3</);
    expect(await refused(`${path}/ngay`, { kind: 'off', date: '2025-03-02', name: 'Chủ nhật' })).toContain(
      'id="mark-date-error"',
    );
    expect(await done(`${path}/bo-ngay`, { date: '2025-03-03' })).not.toMatch(/title="Nghỉ bão"/);
    expect(await refused(`${path}/gio`, { hours: 'sáng', nam: '2025' })).toContain('id="hours-hours-error"');
    expect(await done(`${path}/gio`, { hours: '07:30-11:30\n13:00-17:00', nam: '2025' })).toContain(
      '07:30-11:30',
    );
  });
});

describe('a file', () => {
  async function send(fields: Record<string, string>, file?: Uint8Array | string) {
    const body = new FormData();
    body.append('_csrf', await admin.token());
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    if (file !== undefined) body.append('_file.csv', new Blob([file as BlobPart]), 'tep.csv');
    return admin.upload('/quan-tri/nhap', body);
  }

  it('is looked at, applied, and taken back', async () => {
    const answer = await send({
      kind: 'vai-tro',
      from: '2025-02-01',
      text: 'Tên đăng nhập,Vai trò,Đơn vị\noutsider,leader,team-2\nnobody,leader,team-2\n',
    });
    expect(answer.status).toBe(303);
    const path = answer.headers.get('location')!;
    const preview = await page(path);
    expect(preview).toContain('Dòng 3');
    expect(preview).toContain('Người outsider');
    expect(await server.town.ports.directory.membershipsOf('outsider')).toHaveLength(1);
    const applied = await done(`${path}/ap-dung`, {});
    expect(await server.town.ports.directory.membershipsOf('outsider')).toHaveLength(2);
    await done(takeBack(applied), {});
    expect(await server.town.ports.directory.membershipsOf('outsider')).toHaveLength(1);
  });

  it('that is large tells how far it is and looks again by itself, then hands out links; undoing tells so too', async () => {
    const lines = Array.from({ length: 450 }, (_, n) => `lon.${n};Người thứ ${n}`);
    const answer = await send({ kind: 'tai-khoan', from: '' }, ['login;name', ...lines].join('\n'));
    const path = answer.headers.get('location')!;
    expect((await admin.post(`${path}/ap-dung`, {})).headers.get('location')).toBe(path);
    const underWay = await admin.get(path);
    expect(underWay.headers.get('refresh')).toBe('1');
    expect(underWay.text).toContain('<progress max="450" value="0">Đã ghi 0 trên 450 mục</progress>');
    expect(underWay.text).toContain('<h1>Đang nhập</h1>');
    expect((await admin.post(`${path}/lien-ket`, {})).status).toBe(404);
    await server.town.settle();
    const applied = await admin.get(path);
    expect(applied.headers.get('refresh')).toBeNull();
    expect(Buffer.byteLength(applied.text)).toBeLessThan(100_000);
    expect(applied.text).toContain('Tải liên kết kích hoạt của 450 tài khoản (CSV)');
    const links = await admin.post(`${path}/lien-ket`, {});
    expect(links.headers.get('content-disposition')).toContain('.csv');
    expect(links.text.split('\r\n')[1]).toMatch(/^lon\.0;http.*\/lien-ket\/[\w-]{20,}$/);
    const [, change] = /href="(\/quan-tri\/thay-doi\/[^"]+)">Xem trong lịch sử/.exec(applied.text)!;
    const undone = await admin.post(`${change}/hoan-tac`, {});
    const back = await admin.get(undone.headers.get('location')!);
    expect(back.headers.get('refresh')).toBe('1');
    expect(back.text).toContain('Đã ghi 0 trên 450 mục');
    await server.town.settle();
    expect(await page(change!)).toContain('Đã hoàn tác');
    expect(await server.town.ports.accounts.byLogin('lon.0')).toBeNull();
  });

  it('of new accounts shows their links once', async () => {
    const answer = await send({ kind: 'tai-khoan', from: '' }, 'login;name\nan.nv;Nguyễn Văn An\n');
    const path = answer.headers.get('location')!;
    const applied = await done(`${path}/ap-dung`, {});
    expect(applied).toMatch(/\/lien-ket\/[\w-]{20,}/);
    expect(await page(path)).not.toContain('/lien-ket/');
  });

  it.each<[string, Record<string, string>, Uint8Array | string | undefined, string]>([
    ['binary', {}, new Uint8Array([0x50, 0x4b, 3, 4, 0, 255]), 'không phải văn bản UTF-8'],
    ['nothing', {}, undefined, 'Chưa có nội dung'],
    ['wrong columns', { text: 'a;b\n1;2' }, undefined, 'Không có cột “a”'],
    ['100,000 lines', {}, `Mã;Tên;Cấp\n${'a;b;c\n'.repeat(100_000)}`, 'hơn 5000 dòng'],
    ['an open quotation mark', { text: 'Mã;Tên;Cấp\n"a;b;c' }, undefined, 'dấu ngoặc kép'],
  ])('of %s is refused with a sentence, and what was pasted comes back', async (_, fields, file, words) => {
    const before = await server.town.ports.directory.revision();
    const answer = await send({ kind: 'don-vi', from: '', ...fields }, file);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('id="kind-don-vi" name="kind" value="don-vi" checked');
    if (fields['text']) expect(answer.text).toContain(fields['text'].split('\n')[0]!);
    expect(await server.town.ports.directory.revision()).toBe(before);
  });

  it('comes and goes in one shape, and the template has its columns', async () => {
    const template = await admin.get('/quan-tri/tep/doi-tuong.csv?mau=1');
    expect(template.headers.get('content-disposition')).toContain('doi-tuong-mau.csv');
    expect(template.text.replace('\ufeff', '')).toBe('Mã;Loại;Tên;Đơn vị;Từ ngày;Đến hết ngày\r\n');
    const units = await admin.get('/quan-tri/tep/don-vi.csv');
    expect(units.text).toContain('team-1;Tổ 1;team');
    const clerk = await server.visit('clerk-1');
    expect((await clerk.get('/quan-tri/tep/don-vi.csv')).status).toBe(404);
  });
});

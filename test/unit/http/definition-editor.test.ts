import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../engine/model/account.ts';
import { caseOf } from '../app/town.ts';
import { fieldsOf } from './form-on-page.ts';
import { serveTown, type TownServer, type Visitor } from './town-server.ts';

const base = '/quan-tri/phong-trao/minimal/ban-nhap';
const place = (file: string, pointer = '') =>
  `${base}/sua?tep=${encodeURIComponent(file)}&cho=${encodeURIComponent(pointer)}`;

let server: TownServer;
let admin: Visitor;
let account: Account;

beforeEach(async () => {
  server = await serveTown();
  admin = await server.visit('admin');
  account = (await server.town.ports.accounts.byId('admin'))!;
  await server.town.app.definitionDrafts.start(account, 'minimal');
});
afterEach(() => server.close());

const draft = async () => (await server.town.app.definitionDrafts.load(account, 'minimal'))!;
const json = async (file: string) => JSON.parse((await draft()).files[file]!);

/** Opens a place, changes what stands in its inputs and presses a button, as a browser without script does. */
async function press(
  path: string,
  act: string,
  change: Record<string, string | string[]> = {},
  from?: Record<string, string | string[]>,
) {
  const fields = from ?? fieldsOf((await admin.get(path)).text, 'thing');
  return admin.post(`${base}/sua`, { ...fields, ...change, _act: act });
}

describe('a page of the editor', () => {
  it('is there for administrators only, and leads to the draft where there is none', async () => {
    const leader = await server.visit('leader-1');
    expect((await leader.get(place('campaign.json'))).status).toBe(404);
    expect((await leader.post(`${base}/sua`, { _act: 'save', _file: 'campaign.json' })).status).toBe(404);
    await server.town.app.definitionDrafts.discard(account, 'minimal', (await draft()).revision);
    const answer = await admin.get(place('campaign.json'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, base]);
  });

  it('says everything in words and shows no JSON', async () => {
    const { text } = await admin.get(place('workflows/report.json', '/steps/0'));
    for (const words of [
      'Lập báo cáo',
      'Hạn',
      'ngày làm việc',
      'Nhắc: 1 ngày làm việc trước hạn',
      'Người nộp',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('workingDay&quot;');
  });

  it('takes a button it does not know for saving', async () => {
    for (const act of ['constructor:', 'rule.constructor:/visible#0', 'fix:nonsense', '__proto__', 'to:'])
      expect((await press(place('forms/report.json', '/fields/4'), act)).status, act).toBeLessThan(400);
  });

  it('tells who sees what once where several entries add the same, with what they may do', async () => {
    const campaign = await json('campaign.json');
    const access = [
      { role: 'head', at: 'below', line: 'main', sees: 'personal', export: true, remind: true },
    ];
    campaign.entries = ['first', 'second'].map((id) => ({ id, title: { vi: `Mục ${id}` }, access }));
    const address = `${base}/nguyen-van`;
    const fields = fieldsOf((await admin.get(`${address}?tep=campaign.json`)).text, 'thing');
    await admin.post(address, { ...fields, text: JSON.stringify(campaign) });
    const { text } = await admin.get(place('campaign.json', '/access/0'));
    expect(text.match(/chỉ với: [^<]*/g)).toEqual(['chỉ với: Mục first, Mục second']);
    expect(text).toContain('được xuất dữ liệu, được nhắc đơn vị chậm');
  });

  it('gives the nearest place above one that is gone', async () => {
    const { status, text } = await admin.get(place('forms/report.json', '/fields/99/checks/3'));
    expect(status).toBe(200);
    expect(text).toContain('Báo cáo dọn đường');
  });
});

describe('what is edited', () => {
  it('changes what was changed and nothing else, byte for byte', async () => {
    const before = (await draft()).files['workflows/report.json']!;
    const answer = await press(place('workflows/report.json', '/steps/0'), 'save', {
      '/deadline/offset': '6',
    });
    expect(answer.status).toBe(303);
    const after = (await draft()).files['workflows/report.json']!;
    expect(after).toBe(before.replace('"offset": 4', '"offset": 6'));
    await press(place('workflows/report.json', '/steps/0'), 'undo');
    expect((await draft()).files['workflows/report.json']).toBe(before);
    await press(place('workflows/report.json', '/steps/0'), 'redo');
    expect((await draft()).files['workflows/report.json']).toBe(after);
  });

  it('keeps what was typed when it cannot be read, beside a sentence', async () => {
    const answer = await press(place('workflows/report.json', '/steps/0'), 'save', {
      '/deadline/offset': 'năm',
      '/title/vi': 'Điền báo cáo',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('“năm” không phải số nguyên');
    expect(answer.text).toContain('href="#/deadline/offset"');
    expect(fieldsOf(answer.text, 'thing')['/title/vi']).toEqual(['Điền báo cáo']);
    expect((await json('workflows/report.json')).steps[0].title.vi).toBe('Lập báo cáo');
  });

  it('adds a question with an id made of its name, moves, copies and removes it', async () => {
    const form = place('forms/report.json');
    const added = await press(form, 'add:/fields', { '/fields~kind': 'yesNo', '/fields~name': 'Có mưa đá?' });
    expect(added.headers.get('location')).toBe(place('forms/report.json', '/fields/5'));
    const own = place('forms/report.json', '/fields/5');
    await press(own, 'to:', { '~to': '2' });
    const ids = async () => (await json('forms/report.json')).fields.map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual(['figures', 'coMuaDa', 'rounds', 'people', 'weather', 'note']);
    await press(form, 'copy:/fields/1');
    await press(form, 'down:/fields/2');
    expect(await ids()).toEqual(['figures', 'coMuaDa', 'rounds', 'coMuaDa2', 'people', 'weather', 'note']);
    await press(form, 'remove:/fields/3');
    expect(await ids()).toEqual(['figures', 'coMuaDa', 'rounds', 'people', 'weather', 'note']);
    const nameless = await press(form, 'add:/fields', { '/fields~kind': 'yesNo', '/fields~name': ' ' });
    expect([nameless.status, nameless.text.includes('Chưa đặt tên')]).toEqual([422, true]);
  });

  it('saves what was typed together with what else a button does', async () => {
    await press(place('workflows/report.json', '/steps/1'), 'copy:', { '/title/vi': 'Phường kiểm' });
    const { steps } = await json('workflows/report.json');
    expect(
      steps.slice(1, 3).map(({ id, title }: { id: string; title: { vi: string } }) => [id, title.vi]),
    ).toEqual([
      ['check', 'Phường kiểm'],
      ['check-2', 'Phường kiểm'],
    ]);
  });

  it('takes choices pasted from a sheet', async () => {
    const list = place('lists/weather.json');
    const before = (await json('lists/weather.json')).choices.length;
    await press(list, 'paste:/choices', { '/choices~paste': 'Sương mù\nGió mùa\tgio-mua\n\nSương mù' });
    const { choices } = await json('lists/weather.json');
    expect(choices.slice(before).map(({ id }: { id: string }) => id)).toEqual([
      'suong-mu',
      'gio-mua',
      'suong-mu-2',
    ]);
  });

  it('makes a thing another kind with what fits it', async () => {
    const own = place('forms/report.json', '/fields/1');
    await press(own, 'kind', { '~kind': 'decimal' });
    const field = (await json('forms/report.json')).fields[1];
    expect(field).toMatchObject({ type: 'decimal', id: 'rounds', min: '0', max: '100', listed: true });
  });

  it('gives another id, also where it is named', async () => {
    await press(place('forms/report.json', '/fields/1'), 'rename', { '~id': 'luot' });
    const { fields } = await json('forms/report.json');
    expect([fields[1].id, fields[2].visible]).toEqual(['luot', 'luot > 0']);
  });

  it('adds whole files, and a group to the campaign with it', async () => {
    await admin.get(place('campaign.json'));
    const add = async (folder: string, name: string) =>
      admin.post(`${base}/them`, { _revision: String((await draft()).revision), folder, name });
    const form = await add('forms', 'Báo cáo quý');
    expect(form.headers.get('location')).toBe(place('forms/bao-cao-quy.json'));
    await add('groups', 'Nhóm mới');
    expect((await json('campaign.json')).groups).toContain('nhom-moi');
    await press(place('groups/nhom-moi.json'), 'copyFile');
    expect((await json('campaign.json')).groups).toContain('nhom-moi-2');
    const order = (await json('campaign.json')).groups;
    await press(place('campaign.json'), `up:/groups/${order.length - 1}`);
    expect((await json('campaign.json')).groups.slice(-2)).toEqual(['nhom-moi-2', 'nhom-moi']);
    expect((await admin.get(place('campaign.json'))).text).toContain('Thứ tự hiển thị');
    await press(place('groups/nhom-moi.json'), 'removeFile');
    expect((await json('campaign.json')).groups).not.toContain('nhom-moi');
    expect((await draft()).files['groups/nhom-moi.json']).toBeUndefined();
    await press(place('campaign.json'), 'removeFile');
    expect((await draft()).files['campaign.json']).toBeDefined();
    expect((await add('forms', '')).status).toBe(422);
  });
});

describe('a rule', () => {
  const own = place('forms/report.json', '/fields/4');
  const row = { '/visible~path.0.0': 'rounds' };

  it('is picked in words and becomes its text, row by row, without script', async () => {
    const first = await press(own, 'rule.again:/visible', row);
    expect(first.text).toContain('lớn hơn');
    const second = await press(
      own,
      'rule.and:/visible',
      { '/visible~value.0.0': '3' },
      fieldsOf(first.text, 'thing'),
    );
    const third = await press(
      own,
      'rule.again:/visible',
      { '/visible~path.1.0': 'weather' },
      fieldsOf(second.text, 'thing'),
    );
    const last = fieldsOf(third.text, 'thing');
    expect((await json('forms/report.json')).fields[4].visible).toBeUndefined();
    await press(own, 'save', { '/visible~value.1.0': 'dry' }, last);
    expect((await json('forms/report.json')).fields[4].visible).toBe('rounds > 3 and weather = "dry"');
    expect((await admin.get(own)).text).toContain('“Số buổi dọn” lớn hơn 3 và “Thời tiết” là');
  });

  it('is seen as text and as rows, both the same rule', async () => {
    const people = place('forms/report.json', '/fields/2');
    const text = await press(people, 'rule.text:/visible');
    expect(fieldsOf(text.text, 'thing')['/visible~text']).toEqual(['rounds &gt; 0'.replace('&gt;', '>')]);
    const back = await press(people, 'rule.pick:/visible', {}, fieldsOf(text.text, 'thing'));
    expect(fieldsOf(back.text, 'thing')['/visible~path.0.0']).toEqual(['rounds']);
    await press(people, 'save', { '/visible~text': 'rounds * 2 > people' }, fieldsOf(text.text, 'thing'));
    expect((await json('forms/report.json')).fields[2].visible).toBe('rounds * 2 > people');
    const page = await admin.get(people);
    expect(page.text).toContain('giữ nguyên văn');
  });

  it('says what is missing in a row', async () => {
    const first = await press(own, 'rule.again:/visible', row);
    const answer = await press(own, 'save', {}, fieldsOf(first.text, 'thing'));
    expect([answer.status, answer.text.includes('chưa có giá trị để so sánh')]).toEqual([422, true]);
  });
});

describe('problems', () => {
  it('stand beside their place with what mends them', async () => {
    await press(place('workflows/report.json', '/steps/0/actions/0'), 'save', { '/to': 'chek' });
    const page = await admin.get(place('workflows/report.json', '/steps/0/actions/0'));
    expect(page.text).toContain('1 lỗi');
    const act = /name="_act" value="(fix:[^"]+)"/.exec(page.text)![1]!;
    await press(place('workflows/report.json', '/steps/0/actions/0'), act);
    expect((await json('workflows/report.json')).steps[0].actions[0].to).toBe('check');
  });

  it('of a text that is no JSON are told, and the text stays with who typed it', async () => {
    const path = `${base}/nguyen-van?tep=lists%2Fweather.json`;
    const fields = fieldsOf((await admin.get(path)).text, 'thing');
    const before = (await draft()).files['lists/weather.json'];
    const answer = await admin.post(`${base}/nguyen-van`, { ...fields, text: '{ "thidua": 1,, }' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('{ &quot;thidua&quot;: 1,, }');
    expect((await draft()).files['lists/weather.json']).toBe(before);
    await admin.post(`${base}/nguyen-van`, { ...fields, text: before!.replace('Khô', 'Ráo') });
    expect((await draft()).files['lists/weather.json']).toBe(before!.replace('Khô', 'Ráo'));
  });
});

describe('two administrators', () => {
  const step = place('workflows/report.json', '/steps/1');

  it('see each other, and what both typed is kept', async () => {
    await server.town.app.definitionDrafts.here({ ...account, _id: 'clerk-1' }, 'minimal');
    const page = await admin.get(step);
    expect(page.text).toContain('Đang cùng mở bản nháp: ');
    const old = fieldsOf(page.text, 'thing');
    await press(step, 'save', { '/title/vi': 'Phường kiểm tra' });
    const answer = await press(step, 'save', { '/deadline/offset': '9' }, old);
    expect(answer.status).toBe(303);
    const { title, deadline } = (await json('workflows/report.json')).steps[1];
    expect([title.vi, deadline.offset]).toEqual(['Phường kiểm tra', 9]);
  });

  it('see both values where both have changed the same, and choose', async () => {
    const old = fieldsOf((await admin.get(step)).text, 'thing');
    await press(step, 'save', { '/title/vi': 'Một', '/deadline/offset': '8' });
    const answer = await press(step, 'save', { '/title/vi': 'Hai', '/deadline/offset': '9' }, old);
    expect(answer.status).toBe(422);
    for (const words of [
      'Người admin đã đổi “Tên bước” lúc',
      '<dt>Khi anh/chị mở trang</dt><dd>“Phường xác nhận”</dd>',
      '<dd>“Một”</dd>',
      '<dt>Anh/chị gõ</dt><dd>“Hai”</dd>',
      '<dd>8 ngày làm việc',
      '<dd>9 ngày làm việc',
      'Giữ của tôi',
      'Lấy của Người admin',
    ])
      expect(answer.text).toContain(words);
    const shown = fieldsOf(answer.text, 'thing');
    expect([shown['/title/vi'], shown['/deadline/offset']]).toEqual([['Hai'], ['9']]);
    // Saving without a choice keeps nobody's in silence, and a rule looked at meanwhile loses nothing.
    const again = await press(step, 'save', { '~keep/title/vi': 'mine' }, shown);
    expect([again.status, again.text.includes('Chưa chọn giữ bản nào')]).toEqual([422, true]);
    expect((await json('workflows/report.json')).steps[1].title.vi).toBe('Một');
    const kept = fieldsOf(again.text, 'thing');
    expect(kept['~keep/title/vi']).toEqual(['mine']);
    expect((await press(step, 'save', { '~keep/deadline': 'theirs' }, kept)).status).toBe(303);
    const { title, deadline } = (await json('workflows/report.json')).steps[1];
    expect([title.vi, deadline.offset]).toEqual(['Hai', 8]);
  });

  it('are told the name of who wrote the value, not of who saved last', async () => {
    const clerk = (await server.town.ports.accounts.byId('clerk-1'))!;
    const old = fieldsOf((await admin.get(step)).text, 'thing');
    const edit = (pointer: string, value: string) =>
      ({ op: 'set', file: 'workflows/report.json', pointer, value }) as const;
    const { definitionDrafts: drafts } = server.town.app;
    const { revision } = await draft();
    const asAdmin = { ...clerk, administrator: true as const };
    await drafts.apply(asAdmin, 'minimal', revision, [edit('/steps/1/title/vi', 'Một')]);
    await drafts.apply(account, 'minimal', revision + 1, [edit('/steps/0/title/vi', 'Điền')]);
    const { text } = await press(step, 'save', { '/title/vi': 'Hai' }, old);
    expect(text).toContain(`Lấy của ${clerk.name}`);
    expect(text).toContain(`<dt>${clerk.name} lưu lúc `);
  });

  it('are asked again where the value changed once more while one of them chose', async () => {
    const old = fieldsOf((await admin.get(step)).text, 'thing');
    await press(step, 'save', { '/title/vi': 'Một' });
    const answer = await press(step, 'save', { '/title/vi': 'Hai' }, old);
    await press(step, 'save', { '/title/vi': 'Ba', '/deadline/offset': '7' });
    const chosen = { ...fieldsOf(answer.text, 'thing'), '~keep/title/vi': 'mine' };
    const again = await press(step, 'save', {}, chosen);
    expect([again.status, again.text.includes('<dd>“Ba”</dd>')]).toEqual([422, true]);
    expect(again.text).toContain('<dd>“Phường xác nhận”</dd>');
    await press(step, 'save', { '~keep/title/vi': 'mine' }, fieldsOf(again.text, 'thing'));
    const { title, deadline } = (await json('workflows/report.json')).steps[1];
    expect([title.vi, deadline.offset]).toEqual(['Hai', 7]);
  });

  it('merge also after somebody took something back', async () => {
    const old = fieldsOf((await admin.get(step)).text, 'thing');
    await press(step, 'save', { '/deadline/offset': '8' });
    await press(step, 'undo');
    expect((await press(step, 'save', { '/title/vi': 'Hai' }, old)).status).toBe(303);
    expect((await json('workflows/report.json')).steps[1].title.vi).toBe('Hai');
  });

  it('press a button on an old page and overwrite nothing when they save what came back', async () => {
    const old = fieldsOf((await admin.get(step)).text, 'thing');
    await press(step, 'save', { '/title/vi': 'Một' });
    for (const act of ['undo', 'copy:']) {
      const answer = await press(step, act, { '/deadline/offset': '9' }, old);
      expect(answer.status, act).toBe(422);
      const sent = fieldsOf(answer.text, 'thing');
      expect(sent['/deadline/offset'], act).toEqual(['9']);
      await press(step, 'save', {}, sent);
      const { title, deadline } = (await json('workflows/report.json')).steps[1];
      expect([title.vi, deadline.offset], act).toEqual(['Một', 9]);
    }
  });

  it('find the name they typed for a new file where somebody was quicker', async () => {
    const answer = await admin.post(`${base}/them`, { _revision: '0', folder: 'forms', name: 'Báo cáo quý' });
    expect([answer.status, answer.text.includes('value="Báo cáo quý"')]).toEqual([422, true]);
  });

  it('put back what one of them removed while the other typed, with what was typed', async () => {
    const field = place('forms/report.json', '/fields/3');
    const old = fieldsOf((await admin.get(field)).text, 'thing');
    await press(place('forms/report.json'), 'remove:/fields/3');
    const answer = await press(field, 'save', { '/label/vi': 'Thời tiết hôm đó' }, old);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Người admin đã bỏ “[^”]+” lúc/);
    expect(answer.text).toContain('<dd>“Thời tiết hôm đó”</dd>');
    // The page around it shows what is there, not what was typed for something else.
    expect(fieldsOf(answer.text, 'thing')['/title/vi']).toEqual(['Báo cáo dọn đường']);
    const back = await admin.post(`${base}/sua`, { ...fieldsOf(answer.text, 'gone'), _act: 'restore' });
    expect(back.headers.get('location')).toBe(field);
    const { fields } = await json('forms/report.json');
    expect([fields.length, fields[3].label.vi]).toEqual([5, 'Thời tiết hôm đó']);
  });

  it('see both texts of a message, and choose', async () => {
    const path = `${base}/nguyen-van?tep=messages%2Ftask.vi.hbs`;
    const save = (fields: Record<string, string | string[]>, text: string) =>
      admin.post(`${base}/nguyen-van`, { ...fields, text });
    const old = fieldsOf((await admin.get(path)).text, 'thing');
    await save(old, 'Lời một');
    const answer = await save(old, 'Lời hai');
    expect([answer.status, answer.text.includes('<pre class="version">Lời một</pre>')]).toEqual([422, true]);
    const shown = fieldsOf(answer.text, 'thing');
    expect(shown['text']).toEqual(['Lời hai']);
    const again = await save(shown, 'Lời hai');
    expect([again.status, (await draft()).files['messages/task.vi.hbs']]).toEqual([422, 'Lời một']);
    await save({ ...fieldsOf(again.text, 'thing'), '~keep': 'mine' }, 'Lời hai');
    expect((await draft()).files['messages/task.vi.hbs']).toBe('Lời hai');
    // Another file's change is no conflict.
    const older = fieldsOf((await admin.get(path)).text, 'thing');
    await press(step, 'save', { '/title/vi': 'Một' });
    expect((await save(older, 'Lời ba')).status).toBe(303);
    expect((await draft()).files['messages/task.vi.hbs']).toBe('Lời ba');
  });

  it('do not remove what moved meanwhile', async () => {
    const form = place('forms/report.json');
    const old = fieldsOf((await admin.get(form)).text, 'thing');
    await press(form, 'up:/fields/4');
    const answer = await press(form, 'remove:/fields/4', {}, old);
    expect(answer.status).toBe(422);
    expect((await json('forms/report.json')).fields).toHaveLength(5);
  });
});

describe('a try-out', () => {
  /** Presses a button of the page of a try-out. */
  const play = (html: string, act: string, change: Record<string, string | string[]> = {}) =>
    admin.post(`${base}/choi-thu`, { ...fieldsOf(html, 'story'), ...change, _act: act });

  it('takes the real form filled by hand, with its conditions and its refusals at the fields', async () => {
    const begun = await admin.get(`${base}/choi-thu`);
    expect(begun.text).toMatch(/data-field="people" hidden/);
    const refused = await play(begun.text, 's', { rounds: 'bảy', weather: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#rounds"');
    expect(fieldsOf(refused.text, 'story')['rounds']).toEqual(['bảy']);
    expect(fieldsOf(refused.text, 'story')['_moves']).toEqual(['']);
    const shown = await play(refused.text, 'fill', { rounds: '7' });
    expect(shown.text).not.toMatch(/data-field="people" hidden/);
    expect(fieldsOf(shown.text, 'story')).toMatchObject({ rounds: ['7'], people: ['10'] });
    const sent = await play(shown.text, 's', { people: '12', note: 'Tự gõ' });
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Tự gõ');
    // The step back brings back what was typed.
    const back = await play(sent.text, 'back');
    expect(fieldsOf(back.text, 'story')).toMatchObject({ rounds: ['7'], people: ['12'], note: ['Tự gõ'] });
  });

  it('takes reasons and remarks by hand, and a returned form corrected by hand', async () => {
    const begun = await admin.get(`${base}/choi-thu`);
    const sent = await play(begun.text, 's', { rounds: '7', people: '12', weather: 'dry' });
    expect(fieldsOf(sent.text, 'story')).toMatchObject({ '_remark.people': [''], _reason: [''] });
    const returned = await play(sent.text, 'a.return', {
      _reason: 'Số người chưa khớp',
      '_remark.people': 'Đếm lại',
    });
    for (const words of ['Trả lại để sửa', 'Số người chưa khớp', 'Đếm lại'])
      expect(returned.text).toContain(words);
    expect(fieldsOf(returned.text, 'story')).toMatchObject({ rounds: ['7'], people: ['12'] });
    const again = await play(returned.text, 's', { people: '15' });
    expect(again.text).toContain('<dd class="answer-value">15</dd>');
    const ended = await play(again.text, 'a.confirm');
    expect(ended.text).toContain('Hồ sơ đã kết thúc');
  });

  it('makes nothing of a story that was tampered with', async () => {
    const { text } = await admin.get(`${base}/choi-thu`);
    for (const typed of ['{', 'null', '[1]', '{"rounds":{"a":1},"__proto__":"x"}', '{"_remark.":7}'])
      expect(
        (await play(text, 'w', { _moves: 's,a.return', '_typed.0': typed, '_typed.1': typed })).status,
      ).toBeLessThan(500);
  });

  it('plays a made-up case by buttons and stores nothing', async () => {
    const stored = async () => [await draft(), await server.town.load(caseOf(1)), server.town.mails.length];
    const before = await stored();
    const begun = await admin.get(`${base}/choi-thu`);
    expect(begun.text).toContain('Điền giúp và gửi ngay');
    const quick = await play(begun.text, 'quick');
    expect(quick.headers.get('location')).toMatch(/choi-thu\?.*buoc=s$/);
    const sent = await admin.get(quick.headers.get('location')!);
    expect(sent.text).toContain('Phường xác nhận');
    const ended = await admin.get((await play(sent.text, 'a.confirm')).headers.get('location')!);
    expect(ended.text).toContain('Hồ sơ đã kết thúc');
    expect((await admin.get(`${base}/choi-thu?buoc=w,x,a.../..,w`)).status).toBe(200);
    expect(await stored()).toEqual(before);
  });

  it('waits until the draft has no errors', async () => {
    await press(place('workflows/report.json', '/steps/0/actions/0'), 'save', { '/to': 'nowhere' });
    expect((await admin.get(`${base}/choi-thu`)).text).toContain('1 lỗi');
  });
});

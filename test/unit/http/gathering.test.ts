import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dossierOf,
  nominationOf,
  openGatheringTown,
  taskOf,
  tuesday,
} from '../app/gathering/gathering-town.ts';
import { serveOver, type TownServer } from './town-server.ts';

const page = '/to-trinh/gathering/proposal/north';

describe('making a dossier without script', () => {
  let served: TownServer;

  beforeAll(async () => {
    const town = await openGatheringTown();
    town.setTime(tuesday);
    served = await serveOver(town);
  });
  afterAll(() => served.close());

  const keyIn = (text: string): string => /name="_key" value="([^"]+)"/.exec(text)![1]!;

  it('is for whoever makes such dossiers; to others the page is not there', async () => {
    const leader = await served.visit('leader-1');
    expect((await leader.get(page)).status).toBe(404);
    expect((await leader.get('/hang-doi')).text).not.toContain('href="/to-trinh"');
    expect((await leader.get('/to-trinh')).text).toContain('không lập tờ trình nào');
    const inspector = await served.visit('inspector');
    expect((await inspector.get('/hang-doi')).text).toContain('href="/to-trinh"');
    expect((await inspector.get('/to-trinh')).headers.get('location')).toBe(page);
    expect((await inspector.get('/to-trinh/gathering/proposal/ward-1')).status).toBe(404);
    expect((await inspector.get('/to-trinh/other/proposal/north')).status).toBe(404);
  });

  it('keeps what was ticked when it cannot be taken, and makes one dossier of one press', async () => {
    const inspector = await served.visit('inspector');
    const first = await inspector.get(page);
    for (const team of [1, 2, 3]) expect(first.text).toContain(`value="${nominationOf(team)}"`);
    const empty = await inspector.post(page, { _key: keyIn(first.text) });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Chưa chọn hồ sơ nào');
    const foreign = await inspector.post(page, { _key: keyIn(empty.text), case: 'x.y.z.1.1' });
    expect(foreign.status).toBe(422);
    const key = keyIn(foreign.text);
    for (let n = 0; n < 2; n += 1) {
      const answer = await inspector.post(page, { _key: key, case: nominationOf(1) });
      expect(answer.headers.get('location')).toBe(`/viec/${dossierOf(1)}`);
    }
    expect((await inspector.get(page)).text).not.toContain(`value="${nominationOf(1)}"`);
    const member = await inspector.get(`/ho-so/${nominationOf(1)}`);
    expect(member.text).toContain('Trong tờ trình');
    expect(member.text).toContain('đang nằm trong một tờ trình');
  });

  it('decides some lines now, and shows which', async () => {
    const inspector = await served.visit('inspector');
    const form = await inspector.get(page);
    await inspector.post(page, { _key: keyIn(form.text), case: nominationOf(2), _into: dossierOf(1) });
    await served.town.app.commands.execute(
      dossierOf(1),
      {
        type: 'submit',
        key: 'send',
        task: taskOf(await served.town.load(dossierOf(1))),
        answers: { about: 'x' },
      },
      { account: 'inspector', via: 'web' },
    );
    const head = await served.visit('head');
    const shown = await head.get(`/ho-so/${dossierOf(1)}`);
    const { id, generation } = taskOf(await served.town.load(dossierOf(1)));
    const sent = {
      _task: id,
      _generation: String(generation),
      _act: '_lines',
      '_line.1': '',
      '_line.2': 'returned',
    };
    const refused = await head.post(`/ho-so/${dossierOf(1)}/hanh-dong`, { ...sent, _key: keyIn(shown.text) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#danh-sach"');
    expect(refused.text).toMatch(/<option value="returned" selected>/);
    const saved = await head.post(`/ho-so/${dossierOf(1)}/hanh-dong`, {
      ...sent,
      _key: keyIn(refused.text),
      '_line.2.reason': 'Thiếu <b>biên bản</b>.',
    });
    expect(saved.status).toBe(303);
    const after = await head.get(`/ho-so/${dossierOf(1)}`);
    expect(after.text).toContain('Thiếu &lt;b&gt;biên bản&lt;/b&gt;.');
    expect(after.text).toContain('Danh sách: 1 hồ sơ');
    expect((await served.town.load(dossierOf(1))).lines!.map(({ state }) => state)).toEqual([
      'waiting',
      'returned',
    ]);
  });

  it('is cancelled by one press while it is written, and its cases wait again', async () => {
    const inspector = await served.visit('inspector');
    const form = await inspector.get(page);
    await inspector.post(page, { _key: keyIn(form.text), case: nominationOf(3) });
    const shown = await inspector.get(`/ho-so/${dossierOf(2)}`);
    const { id, generation } = taskOf(await served.town.load(dossierOf(2)));
    const answer = await inspector.post(`/ho-so/${dossierOf(2)}/dua-ra`, {
      _key: keyIn(shown.text),
      _task: id,
      _generation: String(generation),
      _line: 'all',
    });
    expect(answer.status).toBe(303);
    expect((await inspector.get(`/ho-so/${dossierOf(2)}`)).text).toContain('Đã hủy');
    expect((await inspector.get(page)).text).toContain(`value="${nominationOf(3)}"`);
  });
});

describe('lines that are not for a person to decide', () => {
  it('are said beside each line and refused however they are sent; somebody else decides them', async () => {
    const both = { id: 'leader-1', holds: ['leader@team-1', 'head@city'] };
    const town = await openGatheringTown([], [both]);
    town.setTime(tuesday);
    const campaign = (await town.app.campaigns.latest('gathering'))!;
    const place = { campaign, entry: 'proposal', unit: 'north' };
    const inspector = { account: 'inspector', via: 'web' as const };
    await town.app.dossiers.open(place, [2, 1].map(nominationOf), 'open', inspector);
    const answers = { about: 'x' };
    const task = taskOf(await town.load(dossierOf(1)));
    await town.app.commands.execute(dossierOf(1), { type: 'submit', key: 'send', task, answers }, inspector);
    const served = await serveOver(town);
    const page = `/ho-so/${dossierOf(1)}`;
    const { id, generation } = taskOf(await town.load(dossierOf(1)));
    const press = async (who: string, fields: Record<string, string>) => {
      const visitor = await served.visit(who);
      const { text } = await visitor.get(page);
      const key = /name="_key" value="([^"]+)"/.exec(text)![1]!;
      const answer = await visitor.post(`${page}/hanh-dong`, {
        _task: id,
        _generation: String(generation),
        _key: key,
        ...fields,
      });
      return { shown: text, answer };
    };
    const first = await press('leader-1', { _act: 'sign' });
    expect(first.shown).toContain('Dòng 2 không do anh/chị quyết');
    expect(first.shown).toContain('đã làm ở bước “Lập đề nghị”');
    expect(first.shown).toContain('name="_line.1"');
    expect(first.shown).not.toContain('name="_line.2"');
    expect(first.answer.status).toBe(422);
    expect(first.answer.text).toContain('href="#danh-sach"');
    const crafted = await press('leader-1', { _act: '_lines', '_line.2': 'approved' });
    expect(crafted.answer.status).toBe(422);
    const other = await press('head', { _act: '_lines', '_line.2': 'approved' });
    expect(other.shown).toContain('name="_line.2"');
    expect(other.answer.status).toBe(303);
    const second = await press('leader-1', { _act: 'sign' });
    expect(second.shown).not.toContain('không do anh/chị quyết');
    expect(second.answer.status).toBe(303);
    expect((await town.load(dossierOf(1))).lines!.map(({ state }) => state)).toEqual([
      'approved',
      'approved',
    ]);
    await served.close();
  });
});

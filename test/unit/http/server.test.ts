import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, submit } from '../app/town.ts';
import { serveTown, type TownServer, withFiles } from './town-server.ts';

let server: TownServer;

beforeAll(async () => {
  server = await serveTown({}, withFiles);
  await submit(server.town, 1);
});

afterAll(() => server.close());

const owed = caseOf(2);
const sent = caseOf(1);
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(40).fill(1)]);

/** Every address that shows something, by who may open it. */
const readable: Record<string, string[]> = {
  'leader-2': ['/viec', `/viec/${owed}`, `/viec/${owed}/kiem-tra`, '/hop-thu', `/ho-so/${owed}`],
  'clerk-1': ['/hang-doi', `/ho-so/${sent}`, '/hop-thu'],
  head: ['/bang', '/hop-thu'],
  admin: [
    '/quan-tri/tai-khoan',
    '/quan-tri/tai-khoan/admin',
    '/quan-tri/thu',
    '/quan-tri/phong-trao',
    '/quan-tri/nhat-ky',
  ],
};

describe('who may open what', () => {
  it.each(Object.entries(readable))('%s opens their places', async (login, paths) => {
    const visitor = await server.visit(login);
    for (const path of paths) expect((await visitor.get(path)).status, path).toBe(200);
  });

  it('sends a stranger to sign in, and back', async () => {
    const stranger = await server.visit();
    for (const path of Object.values(readable).flat()) {
      const answer = await stranger.get(path);
      expect([answer.status, answer.headers.get('location')], path).toEqual([
        303,
        `/dang-nhap?ve=${encodeURIComponent(path)}`,
      ]);
    }
  });

  it('shows an outsider no case, no board, no administration', async () => {
    const outsider = await server.visit('outsider');
    for (const path of [
      `/viec/${owed}`,
      `/viec/${owed}/kiem-tra`,
      `/ho-so/${sent}`,
      '/bang',
      ...readable['admin']!,
    ])
      expect((await outsider.get(path)).status, path).toBe(404);
    expect((await outsider.get('/hang-doi')).text).not.toContain('/ho-so/');
  });

  it('answers for a case that is not theirs as for one that is not there', async () => {
    const visitor = await server.visit('clerk-2');
    const text = async (path: string) => (await visitor.get(path)).text.replaceAll(/value="[^"]*"/g, '');
    expect(await text(`/ho-so/${sent}`)).toBe(await text(`/ho-so/${caseOf(99)}`));
  });

  it('takes no act from whom it is not for', async () => {
    const before = (await server.town.load(sent)).revision;
    for (const login of ['outsider', 'clerk-2', 'leader-2', 'admin']) {
      const visitor = await server.visit(login);
      const [task] = (await server.town.load(sent)).tasks;
      for (const act of ['hanh-dong', 'nhan', 'tra-viec', 'sua-so-lieu', 'hoan-tac']) {
        const answer = await visitor.post(`/ho-so/${sent}/${act}`, {
          _act: 'confirm',
          _key: crypto.randomUUID(),
          _task: task!.id,
          _generation: String(task!.generation),
          _cmd: '1',
        });
        expect(answer.status, `${login} ${act}`).not.toBe(200);
      }
      const posts = [
        '/quan-tri/tai-khoan/them',
        '/quan-tri/tai-khoan/admin/khoa',
        '/quan-tri/tai-khoan/x/vai-tro',
      ];
      if (login !== 'admin')
        for (const path of posts) expect((await visitor.post(path, {})).status, path).toBe(404);
    }
    expect((await server.town.load(sent)).revision).toBe(before);
  });

  it('opens the place that is theirs first', async () => {
    for (const [login, place] of [
      ['leader-1', '/viec'],
      ['clerk-1', '/hang-doi'],
      ['head', '/bang'],
      ['admin', '/quan-tri'],
      ['outsider', '/hop-thu'],
    ] as const)
      expect((await (await server.visit(login)).get('/')).headers.get('location'), login).toBe(place);
  });
});

describe('requests that change something', () => {
  it('are refused without the token, and from another site', async () => {
    const visitor = await server.visit('leader-2');
    for (const headers of [{ Origin: 'http://elsewhere.test' }, { Origin: 'null' }])
      expect((await visitor.post('/dang-xuat', {}, headers)).status).toBe(403);
    expect((await visitor.post('/dang-xuat', { _csrf: 'guess' })).status).toBe(403);
    expect((await visitor.get('/viec')).status).toBe(200);
  });

  it('are refused for uploads as well', async () => {
    const visitor = await server.visit('leader-2');
    const body = new FormData();
    body.set('_csrf', 'guess');
    body.set('_file.picture', new Blob([jpeg]), 'a.jpg');
    expect(
      (await visitor.upload(`/viec/${owed}/tep/picture`, body, { Accept: 'application/json' })).status,
    ).toBe(403);
  });

  it('are not read as multipart anywhere else', async () => {
    const visitor = await server.visit('leader-2');
    const body = new FormData();
    body.set('_csrf', await visitor.token());
    expect((await visitor.upload('/dang-xuat', body)).status).toBe(403);
  });

  it('keep what was typed through an ended session', async () => {
    const stranger = await server.visit();
    await stranger.get('/dang-nhap');
    const answer = await stranger.post(`/viec/${owed}/luu`, { rounds: '4', _revision: '0' });
    expect(answer.status).toBe(401);
    const kept = /name="kept" value="([^"]+)"/.exec(answer.text)![1]!.replaceAll('&quot;', '"');
    const signed = await stranger.post('/dang-nhap', { login: 'leader-2', password: 'leader-2', kept });
    expect(signed.headers.get('location')).toBe(`/viec/${owed}`);
    expect((await stranger.get(`/viec/${owed}`)).text).toMatch(/id="rounds" name="rounds" value="4"/);
    // Given once: it was shown, not saved.
    expect((await stranger.get(`/viec/${owed}`)).text).not.toMatch(/name="rounds" value="4"/);
  });

  it('keep nothing that another site sent', async () => {
    const stranger = await server.visit();
    const answer = await stranger.post(
      `/viec/${owed}/luu`,
      { rounds: '4' },
      { Origin: 'http://elsewhere.test' },
    );
    expect([answer.status, answer.text.includes('name="kept"')]).toEqual([401, false]);
  });

  it('lead nowhere but to this server', async () => {
    const stranger = await server.visit();
    await stranger.get('/dang-nhap?ve=//evil.test');
    const answer = await stranger.post('/dang-nhap', {
      login: 'leader-1',
      password: 'leader-1',
      back: 'https://evil.test/',
    });
    expect(answer.headers.get('location')).toBe('/');
    const kept = JSON.stringify({ path: '//evil.test', body: {} });
    const again = await server.visit();
    await again.get('/dang-nhap');
    const signed = await again.post('/dang-nhap', { login: 'leader-1', password: 'leader-1', kept });
    expect(signed.headers.get('location')).toBe('/');
  });

  it('may be as long as a form, and no longer', async () => {
    const visitor = await server.visit('leader-2');
    const answer = await visitor.post(`/viec/${owed}/luu`, { note: 'a'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('quá lớn');
  });
});

describe('signing in', () => {
  it('gives a new session id, and ends with the password it was opened with', async () => {
    const visitor = await server.visit();
    const before = (await visitor.get('/dang-nhap')).headers.getSetCookie()[0];
    const after = await visitor.post('/dang-nhap', { login: 'clerk-1b', password: 'clerk-1b' });
    const cookie = after.headers.getSetCookie()[0]!;
    expect(cookie.split(';')[0]).not.toBe(before!.split(';')[0]);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const account = await server.town.account('clerk-1b');
    const changed = { ...account, passwordHash: 'plain:another', revision: account.revision + 1 };
    await server.town.ports.accounts.update(changed, account.revision);
    expect((await visitor.get('/hang-doi')).status).toBe(303);
  });

  it('says the same for a wrong password and an unknown login', async () => {
    const text = async (login: string) => {
      const visitor = await server.visit();
      await visitor.get('/dang-nhap');
      const answer = await visitor.post('/dang-nhap', { login, password: 'no' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('<title>Lỗi: ');
      return answer.text.replaceAll(/value="[^"]*"/g, '');
    };
    expect(await text('head')).toBe(await text('nobody'));
  });

  it('has no demo in production', async () => {
    const visitor = await server.visit();
    expect((await visitor.get('/dang-nhap')).text).not.toContain('name="demo"');
    expect((await visitor.post('/dang-nhap', { demo: 'admin' })).status).toBe(422);
    const signed = await server.visit('head');
    expect((await signed.post('/demo/dong-ho', { by: 'hours' })).status).toBe(404);
  });

  it('is slowed down after twenty wrong ones, not after right ones', async () => {
    const small = await serveTown({ limits: { signIn: 3 } });
    for (let n = 0; n < 6; n += 1) await small.visit('head');
    const visitor = await small.visit();
    await visitor.get('/dang-nhap');
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push((await visitor.post('/dang-nhap', { login: 'x', password: 'y' })).status);
    expect(statuses).toEqual([422, 422, 422, 429]);
    await small.close();
  });
});

describe('files', () => {
  async function send(
    login: string,
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    path = `/viec/${owed}/tep/picture`,
  ) {
    const visitor = await server.visit(login);
    const body = new FormData();
    body.set('_csrf', await visitor.token());
    body.set('_file.picture', new Blob([bytes]), name);
    return { visitor, answer: await visitor.upload(path, body, { Accept: 'application/json' }) };
  }

  it('are shown in place only where they can do no harm', async () => {
    const { visitor, answer } = await send('leader-2', 'Ảnh chụp.jpg', jpeg);
    expect(answer.status).toBe(200);
    const [file] = JSON.parse(answer.text).files;
    const shown = await visitor.get(`/tep/${file.id}`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('content-disposition')).toBe(
      "inline; filename*=UTF-8''%E1%BA%A2nh%20ch%E1%BB%A5p.jpg",
    );
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    const { answer: text } = await send('leader-2', 'a.txt', new TextEncoder().encode('<script>1</script>'));
    const [plain] = JSON.parse(text.text).files;
    const given = await visitor.get(`/tep/${plain.id}`);
    expect(given.headers.get('content-type')).toBe('application/octet-stream');
    expect(given.headers.get('content-disposition')).toMatch(/^attachment/);
    const outsider = await server.visit('outsider');
    expect((await outsider.get(`/tep/${file.id}`)).status).toBe(404);
  });

  it('are refused in words by kind, content, size and place', async () => {
    const html = new TextEncoder().encode('<html>');
    for (const [name, bytes, said] of [
      ['a.html', html, 'không phải loại được nhận'],
      ['a.jpg', html, 'không đúng với đuôi tệp'],
      ['big.jpg', new Uint8Array([...jpeg, ...new Uint8Array(1_200_000)]), 'lớn hơn 1 MB'],
    ] as const) {
      const { answer } = await send('leader-2', name, bytes);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
      expect(JSON.parse(answer.text).issues[0].sentence).toContain(said);
    }
    expect((await send('outsider', 'a.jpg', jpeg)).answer.status).toBe(404);
    expect((await send('leader-1', 'a.jpg', jpeg)).answer.status).toBe(404);
  });

  it('come with the whole form where there is no script', async () => {
    const visitor = await server.visit('leader-3');
    const path = `/viec/${caseOf(3)}`;
    await visitor.get(path);
    const body = new FormData();
    body.set('_csrf', await visitor.token());
    body.set('_revision', '0');
    body.set('rounds', '6');
    body.set('_file.picture', new Blob([jpeg]), 'a.jpg');
    const answer = await visitor.upload(`${path}/tep/picture`, body);
    expect(answer.headers.get('location')).toBe(`${path}#picture`);
    const page = await visitor.get(path);
    expect(page.text).toMatch(/name="rounds" value="6"/);
    expect(page.text).toMatch(
      /type="checkbox" id="picture-[a-z0-9]+" name="picture" value="[a-z0-9]+" checked/,
    );
  });
});

describe('every answer', () => {
  it('carries strict headers and lets nothing inline run', async () => {
    const { headers } = await (await server.visit()).get('/dang-nhap');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('has no script, style or handler within the page', async () => {
    for (const [login, paths] of Object.entries(readable)) {
      const visitor = await server.visit(login);
      for (const path of paths) {
        const { text } = await visitor.get(path);
        expect(
          text.match(/<script(?![^>]*(src=|application\/json))|<style|\sstyle=|\son\w+=/g),
          path,
        ).toBeNull();
      }
    }
  });

  it('is a page or a problem, never a stack', async () => {
    const broken = await serveTown();
    broken.town.app.inbox.messages = async () => {
      throw new Error('secret of the store');
    };
    const visitor = await broken.visit('head');
    const page = await visitor.get('/hop-thu');
    expect(page.status).toBe(500);
    expect(page.text).toContain('Hệ thống gặp lỗi');
    expect(page.text).not.toMatch(/secret|at \w+ \(/);
    const problem = await visitor.get('/hop-thu', { Accept: 'application/json' });
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.parse(problem.text)).toMatchObject({ status: 500, title: 'Hệ thống gặp lỗi' });
    expect(broken.town.log.some((line) => line.level === 'error')).toBe(true);
    await broken.close();
  });

  it('survives addresses that make no sense', async () => {
    const visitor = await server.visit('leader-1');
    for (const path of [
      '/%',
      '/viec/%E0%A4%A',
      '/tep/..%2f..%2fetc',
      '/hang-doi?after=x&after=y',
      '/ho-so/__proto__',
    ])
      expect((await visitor.get(path)).status, path).toBeLessThan(500);
  });

  it('speaks the language that was chosen', async () => {
    const visitor = await server.visit();
    await visitor.get('/dang-nhap');
    await visitor.post('/ngon-ngu', { language: 'en', back: '/dang-nhap' });
    expect((await visitor.get('/dang-nhap')).text).toContain('<html lang="en">');
  });

  it('is refused beyond the limit of an address', async () => {
    const small = await serveTown({ limits: { requests: 5 } });
    const visitor = await small.visit();
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await visitor.get('/tro-giup')).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await visitor.get('/healthz')).status).toBe(200);
    await small.close();
  });

  it('says when it is not ready', async () => {
    const waiting = await serveTown({ ready: () => false });
    const visitor = await waiting.visit();
    expect((await visitor.get('/readyz')).status).toBe(503);
    expect((await visitor.get('/healthz')).status).toBe(200);
    await waiting.close();
  });
});

describe('behind a proxy', () => {
  it('has cookies for https alone, and believes the host people asked for', async () => {
    const proxied = await serveTown({ behindProxy: true });
    const visitor = await proxied.visit();
    const outside = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'thidua.test' };
    const page = await visitor.get('/dang-nhap', outside);
    expect(page.headers.getSetCookie()[0]).toMatch(
      /^__Host-thidua=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax/,
    );
    expect(page.headers.get('strict-transport-security')).toBeTruthy();
    const headers = { ...outside, Origin: 'https://thidua.test' };
    const fields = { login: 'admin', password: 'admin' };
    expect((await visitor.post('/dang-nhap', fields, headers)).status).toBe(303);
    expect((await visitor.post('/dang-nhap', fields, { ...headers, Origin: proxied.address })).status).toBe(
      403,
    );
    await visitor.get('/tro-giup', outside);
    const added = await visitor.post('/quan-tri/tai-khoan/them', { login: 'new-one', name: 'Mới' }, headers);
    const account = await visitor.get(added.headers.get('location')!, outside);
    expect(account.text).toContain('https://thidua.test/lien-ket/');
    await proxied.close();
  });
});

describe('lists', () => {
  it('give their next page as a part of it to htmx, whole otherwise', async () => {
    const visitor = await server.visit('clerk-1');
    const part = await visitor.get('/hang-doi?after=x%7Cy', { 'HX-Request': 'true' });
    expect(part.text).not.toContain('<html');
    expect(part.headers.get('vary')).toContain('HX-Request');
    expect((await visitor.get('/hang-doi?after=x%7Cy')).text).toContain('<html');
  });
});

describe('assets', () => {
  it('have the hash of their content in the address and may be kept', async () => {
    const visitor = await server.visit();
    const { text } = await visitor.get('/dang-nhap');
    const url = /\/assets\/app\.[0-9a-f]{12}\.css/.exec(text)![0];
    const sheet = await visitor.get(url, { 'Accept-Encoding': 'gzip' });
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect(sheet.headers.get('content-encoding')).toBe('gzip');
    expect(sheet.text).not.toContain('/*');
    expect((await visitor.get(url, { 'If-None-Match': sheet.headers.get('etag')! })).status).toBe(304);
    expect((await visitor.get('/assets/app.000000000000.css')).status).toBe(404);
    expect((await visitor.get('/assets/../server.ts')).status).toBe(404);
  });
});

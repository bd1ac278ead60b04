import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipCampaign } from '../../../engine/adapters/files/zip-campaign.ts';
import { composeMemory, type MemoryComposition } from '../../compose-memory.ts';
import { serveOver, type TownServer, type Visitor } from './town-server.ts';

const definitions = join(import.meta.dirname, '../../../definitions');
const list = '/quan-tri/phong-trao';

/** The texts of a folder of definitions, by path within it. */
const textsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(definitions, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(definitions, folder).length + 1), readFileSync(path, 'utf8')]),
  );

const library = Object.fromEntries(
  ['calendars', 'organisations'].flatMap((kind) =>
    Object.entries(textsOf(kind)).map(([path, text]) => [`${kind}/${path}`, text]),
  ),
);

const publishingOf = (name: string) => JSON.parse(textsOf(name)['campaign.json']!).publishing;
const shipped = readdirSync(definitions).filter((name) =>
  existsSync(join(definitions, name, 'campaign.json')),
);
const asking = shipped.filter((name) => publishingOf(name)?.secondPerson === true);
const other = shipped.find((name) => !asking.includes(name))!;

it('at least one shipped campaign asks for a second person, and says why', () => {
  expect(asking.length).toBeGreaterThan(0);
  for (const name of asking)
    expect(publishingOf(name)).toMatchObject({
      assumption: true,
      reason: expect.any(String),
    });
});

describe.each(asking)('a first zip of %s', (name) => {
  let town: MemoryComposition;
  let server: TownServer;
  let admin: Visitor;
  const draft = `${list}/${name}/ban-nhap`;

  beforeAll(async () => {
    town = await composeMemory(
      {
        files: textsOf(other),
        library,
        people: [
          { id: 'admin', administrator: true },
          { id: 'second', administrator: true },
        ],
      },
      '2025-06-02T02:00:00.000Z',
    );
    server = await serveOver(town);
    admin = await server.visit('admin');
  });
  afterAll(() => server.close());

  async function upload(): Promise<string> {
    const body = new FormData();
    await admin.token();
    body.set('_file.zip', new Blob([new Uint8Array(zipCampaign(textsOf(name)))]), 'campaign.zip');
    return (await admin.upload(`${list}/nhap`, body)).headers.get('location')!;
  }

  const handIn = async () => {
    const page = await admin.get(draft);
    const field = (of: string) => new RegExp(`name="${of}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
    return admin.post(`${draft}/cong-bo`, {
      revision: field('revision'),
      after: field('after'),
      note: 'Bản đầu',
      warnings: 'true',
    });
  };

  it('is not published by one person, who is told what to do while there is no other', async () => {
    const first = await town.account('admin');
    await town.app.accounts.setDisabled(first, 'second', true);
    const place = await upload();
    const page = await admin.get(place);
    expect(page.text).toContain('Phong trào này cần người thứ hai duyệt');
    expect(page.text).toContain('Hãy thêm một tài khoản quản trị');
    expect(page.text).not.toContain('name="note"');
    expect((await admin.post(place, { note: 'x' })).status).toBe(422);
    expect((await admin.post(`${place}/ban-nhap`, {})).headers.get('location')).toBe(draft);
    const alone = await handIn();
    expect([alone.status, alone.text]).toEqual([
      422,
      expect.stringContaining('Hãy thêm một tài khoản quản trị'),
    ]);
    expect(await town.ports.definitions.versions(name)).toEqual([]);
    await town.app.accounts.setDisabled(first, 'second', false);
  });

  it('is handed in as a draft and published by another administrator', async () => {
    expect((await handIn()).status).toBe(303);
    expect((await admin.get(draft)).text).toContain('Đang chờ duyệt');
    const second = await server.visit('second');
    const page = await second.get(draft);
    const field = (of: string) => new RegExp(`name="${of}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
    const agreed = await second.post(`${draft}/duyet`, {
      revision: field('revision'),
      after: field('after'),
    });
    expect(agreed.status, agreed.text.slice(0, 500)).toBe(303);
    expect(await town.ports.definitions.versions(name)).toMatchObject([
      { number: 1, publishedBy: 'admin', approvedBy: 'second', note: 'Bản đầu' },
    ]);
  });
});

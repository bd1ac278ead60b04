import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCampaignFolder, readLibraryFolder } from '../../../engine/adapters/files/definition-folder.ts';
import { fixtures, readTree } from '../compile/campaign-fixture.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'thidua-folder-'));
  await mkdir(path.join(folder, 'campaign', 'forms'), { recursive: true });
  await write('campaign.json', '{}');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const inside = (...parts: string[]) => path.join(folder, 'campaign', ...parts);
const write = (name: string, content: string | Uint8Array) => writeFile(inside(name), content);

/** The codes and places of what is refused; the files otherwise. */
async function read() {
  const result = await readCampaignFolder(inside());
  return result.ok ? result.value : result.issues.map(({ code, source }) => `${source} ${code}`);
}

describe('a campaign’s folder', () => {
  test('gives every file as text by its path', async () => {
    await write('forms/a.json', '{"tên": "đợt"}');
    await write('strange.txt', 'x');
    expect(await read()).toEqual({
      'campaign.json': '{}',
      'forms/a.json': '{"tên": "đợt"}',
      'strange.txt': 'x',
    });
    const whole = await readCampaignFolder(path.join(fixtures, 'minimal'));
    expect(whole.ok && whole.value).toEqual(readTree(path.join(fixtures, 'minimal')));
  });

  test('that is not there, or is a file, is refused', async () => {
    for (const name of ['nowhere', 'campaign.json']) {
      const result = await readCampaignFolder(inside(name));
      expect(result.issues).toMatchObject([
        { code: 'schema.folder.missing', params: { folder: inside(name) } },
      ]);
    }
  });

  test('with a file of 50 MB is refused without reading it', async () => {
    await write('forms/large.json', '');
    await truncate(inside('forms/large.json'), 50_000_000);
    expect(await read()).toEqual(['forms/large.json schema.file.too_large']);
  });

  test('with links that lead out of it is refused; links within it are followed', async () => {
    await writeFile(path.join(folder, 'secret.json'), '{}');
    await mkdir(path.join(folder, 'outside'));
    await writeFile(path.join(folder, 'outside', 'x.json'), '{}');
    await symlink('../../secret.json', inside('forms/out.json'));
    await symlink('/etc/hostname', inside('forms/absolute.json'));
    await symlink('nothing.json', inside('forms/broken.json'));
    await symlink('../outside', inside('lists'));
    await symlink('../campaign.json', inside('forms/within.json'));
    expect(await read()).toEqual([
      'forms/absolute.json schema.file.link',
      'forms/broken.json schema.file.link',
      'forms/out.json schema.file.link',
      'lists schema.file.link',
    ]);
  });

  test('reached through a link is read', async () => {
    await symlink(inside(), path.join(folder, 'link'));
    expect((await readCampaignFolder(path.join(folder, 'link'))).ok).toBe(true);
  });

  test('with folders it has no place for is refused', async () => {
    await mkdir(inside('.git'));
    await mkdir(inside('forms/inner'));
    expect(await read()).toEqual(['.git schema.folder.unknown', 'forms/inner schema.folder.unknown']);
  });

  test('with bytes that are no text, or a pipe, is refused', async () => {
    await write('forms/picture.json', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]));
    execFileSync('mkfifo', [inside('forms/pipe.json')]);
    expect(await read()).toEqual([
      'forms/picture.json schema.file.not_text',
      'forms/pipe.json schema.file.unreadable',
    ]);
  });

  test('keeps a byte order mark for the compiler to refuse', async () => {
    await write('campaign.json', '\ufeff{}');
    expect(await read()).toEqual({ 'campaign.json': '\ufeff{}' });
  });

  test('with too many files is refused', async () => {
    await Promise.all(Array.from({ length: 2_001 }, (_, n) => write(`forms/f${n}.json`, '{}')));
    expect(await read()).toEqual([' schema.folder.too_many']);
  });
});

test('a library gives the JSON files of one of its folders, none when it has no such folder', async () => {
  const calendars = await readLibraryFolder(fixtures, 'calendars');
  expect(calendars.ok && Object.keys(calendars.value)).toEqual(['calendars/office.json']);
  expect(await readLibraryFolder(folder, 'organisations')).toEqual({ ok: true, value: {}, issues: [] });
  expect((await readLibraryFolder(path.join(folder, 'nowhere'), 'calendars')).ok).toBe(false);
});

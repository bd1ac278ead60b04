import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCampaignFolder, readLibraryFolder } from '../../../engine/adapters/files/definition-folder.ts';
import { hash } from '../../../engine/adapters/node/hash.ts';
import { runCheck } from '../../../engine/cli/check.ts';
import { fixtures } from '../compile/campaign-fixture.ts';

let root = '';
let campaign = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'thidua-check-'));
  campaign = path.join(root, 'minimal');
  for (const name of ['minimal', 'calendars', 'organisations'])
    await cp(path.join(fixtures, name), path.join(root, name), { recursive: true });
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCheck(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    hash,
    folders: { readCampaignFolder, readLibraryFolder },
    now: () => '2025-02-01T01:00:00.000Z',
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const replace = async (file: string, from: string, to: string) => {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(path.join(campaign, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(path.join(campaign, file), text.replace(from, to));
};

describe('thidua check', () => {
  test('a valid campaign: one sentence with the version, and 0', async () => {
    const { code, out, err } = await run(campaign);
    expect(code).toBe(0);
    expect(out).toMatch(/^Hợp lệ: không có lỗi, 0 cảnh báo\. Phiên bản [0-9a-f]{64}\.$/);
    expect(err).toBe('');
  });

  test('the library beside the folder is found, another may be named', async () => {
    const apart = path.join(root, 'apart', 'campaign');
    await cp(campaign, apart, { recursive: true });
    expect((await run(apart)).code).toBe(1);
    expect((await run(apart, '--library', root)).code).toBe(0);
    const { out } = await run(apart, '--library', path.join(root, 'nowhere'));
    expect(out).toContain('schema.folder.missing');
  });

  test('a problem: a sentence with file, line, column, pointer and the nearest name, and 1', async () => {
    await replace('forms/report.json', '"list": "weather"', '"list": "wether"');
    const { code, out } = await run(campaign);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^✗ forms\/report\.json:\d+:\d+ \/fields\/3\/list {2}Không có danh mục “wether”\. Gần giống: weather\./,
    );
    expect(out).toMatch(/Chưa hợp lệ: 1 lỗi, 0 cảnh báo\.$/);
  });

  test('a warning alone does not refuse', async () => {
    await replace('campaign.json', '"date": "2025-03-28"', '"date": "2025-03-29"');
    const { code, out } = await run(campaign);
    expect(code).toBe(0);
    expect(out).toContain('! campaign.json:');
    expect(out).toContain('(thứ Bảy)');
    expect(out).toMatch(/0 lỗi|không có lỗi, 1 cảnh báo/);
  });

  test('--json: ok, version, issues, staffing', async () => {
    const good = JSON.parse((await run(campaign, '--json')).out);
    expect(good).toEqual({
      ok: true,
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      issues: [],
      staffing: [],
    });
    await replace('campaign.json', '"aims"', '"aim"');
    const { code, out } = await run(campaign, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      version: null,
      issues: [
        {
          code: 'schema.key.unknown',
          source: 'campaign.json',
          pointer: '/aim',
          params: { nearest: ['aims'] },
        },
      ],
      staffing: [],
    });
  });

  test('the version counts what is written, not how', async () => {
    const before = JSON.parse((await run(campaign, '--json')).out).version;
    await replace('lists/weather.json', '\n', '\n\n');
    await writeFile(path.join(campaign, 'forms', 'report.tests.json'), '[]');
    expect(JSON.parse((await run(campaign, '--json')).out).version).toBe(before);
    await replace('lists/weather.json', 'Mưa', 'Mưa to');
    expect(JSON.parse((await run(campaign, '--json')).out).version).not.toBe(before);
  });

  test('--staffing: what is missing of people, which refuses nothing', async () => {
    const { code, out } = await run(campaign, '--staffing', '--as-of', '2025-03-01', '--json');
    expect(code).toBe(0);
    const { ok, staffing } = JSON.parse(out);
    expect(ok).toBe(true);
    expect(staffing[0]).toMatchObject({
      code: 'staffing.role.nobody',
      source: 'groups/streets.json',
      params: { role: 'town/leader', day: '2025-03-01' },
    });
    expect((await run(campaign, '--staffing')).out).toContain(
      'Ngày 2025-02-01, không ai giữ vai trò “town/leader”',
    );
  });

  test.each([
    ['a folder that is not there', async () => rm(campaign, { recursive: true }), 'schema.folder.missing'],
    [
      '50 MB',
      async () => truncate(path.join(campaign, 'campaign.json'), 50_000_000),
      'schema.file.too_large',
    ],
    [
      'a file that is not JSON',
      async () => writeFile(path.join(campaign, 'campaign.json'), '{\n  "a": 1\n  "b": 2\n}'),
      'schema.json.malformed',
    ],
    [
      'a key twice',
      async () => writeFile(path.join(campaign, 'lists', 'weather.json'), '{ "thidua": 1, "thidua": 1 }'),
      'schema.key.duplicate',
    ],
  ])('refuses %s', async (_, spoil, code) => {
    await spoil();
    const plain = await run(campaign);
    expect(plain.code).toBe(1);
    expect(plain.out).toContain(`[${code}]`);
    const json = await run(campaign, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out).issues.map((one: { code: string }) => one.code)).toContain(code);
  });

  test('says at which line and column a file stops being JSON', async () => {
    await writeFile(path.join(campaign, 'campaign.json'), '{\n  "a": 1\n  "b": 2\n}');
    expect((await run(campaign)).out).toContain('ở dòng 3, cột 3');
  });

  test.each([
    [[]],
    [['a', 'b']],
    [['a', '--colour']],
    [['a', '--as-of', '1/2/2025']],
    [['a', '--as-of', '2025-02-30']],
  ])('a wrong call %j says how to call it, and 2', async (argv) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('thidua check');
  });
});

/** `thidua export` and `thidua import` on data folders of their own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unzipCampaign } from '../../../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../../../engine/adapters/files/zip-campaign.ts';
import { makeZip } from '../adapters/zip-maker.ts';
import { fixtures, readFixture } from '../compile/campaign-fixture.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'thidua-archives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

interface Ended {
  code: number;
  out: string;
  err: string;
}

function thidua(data: string, ...args: string[]): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'bin/thidua.js'), ...args],
      { env: { PATH, HOME, THIDUA_DATA: at(data) } },
      (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

const files = readFixture('minimal').files;
const versionIn = (out: string) => /\b[0-9a-f]{64}\b/.exec(out)?.[0];

describe('thidua export and thidua import', () => {
  it('carry a campaign from one store into another, byte for byte', async () => {
    const published = await thidua('one', 'publish', join(fixtures, 'minimal'), '--production');
    expect(published.err).toBe('');
    const exported = await thidua('one', 'export', 'minimal', at('a.zip'));
    expect(exported).toMatchObject({ code: 0, err: '' });
    const version = versionIn(published.out)!;
    expect(versionIn(exported.out)).toBe(version);
    const read = await unzipCampaign(readFileSync(at('a.zip')));
    expect(read.ok && read.value).toEqual(files);

    const imported = await thidua(
      'two',
      'import',
      at('a.zip'),
      '--library',
      fixtures,
      '--note',
      'Từ nơi khác',
      '--production',
    );
    expect(imported).toMatchObject({ code: 0, out: `minimal: bản 1, ${version}\n` });
    const again = await thidua('two', 'export', 'minimal', at('b.zip'), '--version', version.slice(0, 12));
    expect(again.code).toBe(0);
    expect(readFileSync(at('b.zip')).equals(readFileSync(at('a.zip')))).toBe(true);

    const twice = await thidua('two', 'export', 'minimal', at('b.zip'));
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('đã có')]);
    const other = await thidua('two', 'export', 'minimal', at('c.zip'), '--version', '7');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('có: 1.')]);
    const unknown = await thidua('two', 'export', 'minima', at('c.zip'));
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('có: minimal.')]);
  });

  it('store nothing of what is refused, the library neither', async () => {
    writeFileSync(at('out.zip'), makeZip([{ name: '../x' }, { name: 'campaign.json', content: '{}' }]));
    writeFileSync(at('wrong.zip'), zipCampaign({ ...files, 'forms/report.json': '{"thidua": 1}' }));
    writeFileSync(at('good.zip'), zipCampaign(files));
    const library = ['--library', fixtures, '--production'];
    const out = await thidua('three', 'import', at('out.zip'), ...library);
    expect([out.code, out.err]).toEqual([1, expect.stringMatching(/^\.\.\/x: Đường dẫn/)]);
    const wrong = await thidua('three', 'import', at('wrong.zip'), ...library);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/^forms\/report\.json.*: /m)]);
    // Had the library been stored, the sound one would need none now.
    const without = await thidua('three', 'import', at('good.zip'));
    expect(without.code).toBe(1);
    expect((await thidua('three', 'export', 'minimal', at('d.zip'))).err).toContain('Chưa công bố');
  });

  it('say how they are called, and what cannot be read', async () => {
    for (const args of [['export', 'minimal'], ['import'], ['import', 'a.zip', 'b.zip']])
      expect(await thidua('four', ...args)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`thidua ${args[0]} `),
      });
    const none = await thidua('four', 'import', at('none.zip'));
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('ENOENT')]);
    const asFolder = await thidua('four', 'import', folder);
    expect([asFolder.code, asFolder.err]).toEqual([1, expect.stringContaining('không phải là tệp')]);
  });
});

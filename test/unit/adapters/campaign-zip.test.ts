import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCampaignFolder } from '../../../engine/adapters/files/definition-folder.ts';
import { unzipCampaign } from '../../../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../../../engine/adapters/files/zip-campaign.ts';
import { hash } from '../../../engine/adapters/node/hash.ts';
import { versionInput } from '../../../engine/compile/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import { type MadeEntry, makeZip } from './zip-maker.ts';

const definitions = join(import.meta.dirname, '../../../definitions');
const campaigns = readdirSync(definitions).filter((name) => /-\d{4}$|^cong-|^khoi-/.test(name));
const good: MadeEntry = { name: 'campaign.json', content: '{}' };
const big = 'x'.repeat(100_000);

async function filesOf(name: string): Promise<Record<string, string>> {
  const read = await readCampaignFolder(join(definitions, name));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

describe('a campaign that travels as a zip', () => {
  it.each(campaigns)('%s comes back byte for byte, with its version', async (name) => {
    const files = await filesOf(name);
    const back = await unzipCampaign(zipCampaign(files));
    expect(back.ok && back.value).toEqual(files);
    if (back.ok) expect(hash.json(versionInput(back.value))).toBe(hash.json(versionInput(files)));
  });

  it('is the same bytes twice, whatever the order of its files', async () => {
    const files = await filesOf(campaigns[0]!);
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(Buffer.from(zipCampaign(turned)).equals(zipCampaign(files))).toBe(true);
  });

  it('keeps line ends, marks, emptiness and names that objects have', async () => {
    const files = Object.fromEntries([
      ['campaign.json', '\ufeff{"a": "Tổ bảo vệ \u{1f33e}"}\r\n'],
      ['messages/empty.hbs', ''],
      ['__proto__', 'mine'],
      ['constructor', 'mine too'],
      ['forms/same.json', 'a'.repeat(3_900_000)],
    ]);
    const back = await unzipCampaign(zipCampaign(files));
    expect(back.ok && Object.entries(back.value).sort()).toEqual(Object.entries(files).sort());
  });

  it('is read by other tools', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'thidua-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), zipCampaign(await filesOf(campaigns[0]!)));
      const script =
        'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
      const tested = spawnSync('python3', ['-c', script, join(folder, 'a.zip')], { encoding: 'utf8' });
      // Not every machine has one.
      if (tested.error) return;
      expect(tested.stdout).toBe(`None ${Object.keys(await filesOf(campaigns[0]!)).length}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a zip that people made', () => {
  const taken: Record<string, [MadeEntry[], string[]]> = {
    'as it is': [
      [good, { name: 'forms/', attributes: 0o040755 * 0x10000 }, { name: 'forms/a.json' }],
      ['campaign.json', 'forms/a.json'],
    ],
    'with the folder itself': [
      [
        { name: 'Phong trào/' },
        { ...good, name: 'Phong trào/campaign.json' },
        { name: 'Phong trào/forms/a.json' },
      ],
      ['campaign.json', 'forms/a.json'],
    ],
    'on a Mac': [
      [{ ...good, name: 'x/campaign.json' }, { name: '__MACOSX/x/._campaign.json' }, { name: 'x/.DS_Store' }],
      ['campaign.json'],
    ],
    'stored, not deflated': [[{ ...good, method: 0 }], ['campaign.json']],
    'with data descriptors': [
      [
        { ...good, descriptor: true },
        { name: 'forms/a.json', content: '[]', descriptor: true },
      ],
      ['campaign.json', 'forms/a.json'],
    ],
    'of one folder of a campaign': [[{ name: 'forms/a.json', content: '{}' }], ['forms/a.json']],
  };

  it.each(Object.entries(taken))('%s', async (_, [entries, names]) => {
    const read = await unzipCampaign(makeZip(entries, { comment: 'a comment' }));
    expect(read.issues).toEqual([]);
    expect(read.ok && Object.keys(read.value)).toEqual(names);
  });
});

describe('a zip that is refused', () => {
  const unixLink = 0o120777 * 0x10000;
  const bomb = deflateRawSync(Buffer.alloc(3_000_000), { level: 9 });
  const many = Array.from({ length: 2_001 }, (_, n): MadeEntry => ({ name: `forms/f${n}.json`, method: 0 }));
  const refusals: [string, Uint8Array, ...string[]][] = [
    ['nothing', new Uint8Array(), 'archive.file.unreadable'],
    ['no zip', Buffer.from('campaign.json'), 'archive.file.unreadable'],
    ['one cut short', makeZip([good]).subarray(0, -5), 'archive.file.unreadable'],
    ['one without its beginning', makeZip([good, good]).subarray(40), 'archive.file.unreadable'],
    ['one that counts wrong', makeZip([good], { count: 3 }), 'archive.file.unreadable'],
    ['too many bytes', new Uint8Array(20_000_001), 'archive.file.too_large'],
    ['too many entries', makeZip(many), 'archive.file.too_many'],
    ['no entry', makeZip([]), 'archive.file.empty'],
    ['folders only', makeZip([{ name: 'forms/' }]), 'archive.file.empty'],
    ['a way out', makeZip([good, { name: '../evil.json' }]), 'archive.entry.path'],
    ['a way out within', makeZip([good, { name: 'forms/../../evil.json' }]), 'archive.entry.path'],
    ['a way out of a folder entry', makeZip([good, { name: '../' }]), 'archive.entry.path'],
    ['an absolute path', makeZip([good, { name: '/etc/passwd' }]), 'archive.entry.path'],
    ['a drive', makeZip([good, { name: 'C:/evil.json' }]), 'archive.entry.path'],
    ['a drive without a slash', makeZip([good, { name: 'c:evil.json' }]), 'archive.entry.path'],
    ['a backslash', makeZip([good, { name: 'forms\\evil.json' }]), 'archive.entry.path'],
    ['an empty part', makeZip([good, { name: 'forms//evil.json' }]), 'archive.entry.path'],
    ['a zero byte', makeZip([good, { name: 'a\0.json' }]), 'archive.entry.path'],
    ['no name', makeZip([good, { name: '' }]), 'archive.entry.path'],
    ['a long name', makeZip([good, { name: 'a'.repeat(401) }]), 'archive.entry.path'],
    [
      'a name that is not UTF-8',
      makeZip([good, { name: new Uint8Array([0xc4, 0x3f]) }]),
      'archive.entry.name',
    ],
    [
      'a link',
      makeZip([good, { name: 'forms/a.json', content: '/etc/passwd', attributes: unixLink }]),
      'archive.entry.link',
    ],
    ['a device', makeZip([good, { name: 'dev', attributes: 0o020666 * 0x10000 }]), 'archive.entry.link'],
    ['a locked entry', makeZip([{ ...good, flags: 0x0801 }]), 'archive.entry.encrypted'],
    ['a strongly locked entry', makeZip([{ ...good, flags: 0x0841 }]), 'archive.file.unreadable'],
    ['another method', makeZip([{ ...good, method: 12 }]), 'archive.entry.method'],
    ['a name twice', makeZip([good, good]), 'archive.entry.twice'],
    ['a name twice by case', makeZip([good, { name: 'Campaign.JSON' }]), 'archive.entry.twice'],
    [
      'a file and a folder of one name',
      makeZip([good, { name: 'a/' }, { name: 'a' }]),
      'archive.entry.twice',
    ],
    [
      'a large file',
      makeZip([good, { name: 'a', content: new Uint8Array(4_000_001), method: 0 }]),
      'archive.entry.too_large',
    ],
    [
      'much altogether',
      makeZip(
        Array.from(
          { length: 17 },
          (_, n): MadeEntry => ({ name: `${n}`, packed: new Uint8Array(30_000), size: 4_000_000 }),
        ),
      ),
      'archive.file.inflates',
    ],
    [
      'a bomb',
      makeZip([good, { name: 'a', packed: bomb, size: 3_000_000, crc: 0 }]),
      'archive.entry.ratio',
      'archive.file.ratio',
    ],
    [
      'a bomb that says it is small',
      makeZip([good, { name: 'a', packed: bomb, size: 100 }]),
      'archive.entry.damaged',
    ],
    [
      'one that says it is larger',
      makeZip([good, { name: 'a', content: big, size: 100_001 }]),
      'archive.entry.ratio',
      'archive.file.ratio',
    ],
    ['one that says it is a little larger', makeZip([{ ...good, size: 3 }]), 'archive.entry.damaged'],
    ['one that says it is a little smaller', makeZip([{ ...good, size: 1 }]), 'archive.entry.damaged'],
    [
      'a stored one that says it is smaller',
      makeZip([{ ...good, method: 0, size: 1 }]),
      'archive.entry.damaged',
    ],
    ['a wrong checksum', makeZip([{ ...good, crc: 1 }]), 'archive.entry.damaged'],
    [
      'another name in the local header',
      makeZip([{ ...good, localName: 'evil.json' }]),
      'archive.entry.damaged',
    ],
    [
      'something behind the data',
      makeZip([{ ...good, packed: Buffer.concat([deflateRawSync(Buffer.from('{}')), Buffer.from('more')]) }]),
      'archive.entry.damaged',
    ],
    [
      'data that is not deflated',
      makeZip([{ ...good, packed: Buffer.from([0xff, 0xff, 0xff]) }]),
      'archive.entry.damaged',
    ],
    ['data beyond the end', makeZip([{ ...good, packedSize: 4_000 }]), 'archive.entry.damaged'],
    [
      'bytes that are not text',
      makeZip([good, { name: 'a.json', content: new Uint8Array([0xff, 0xfe]) }]),
      'schema.file.not_text',
    ],
  ];

  it.each(refusals)('%s', async (_, bytes, ...codes) => {
    const read = await unzipCampaign(bytes);
    expect(read.ok).toBe(false);
    expect([...new Set(read.issues.map((one) => one.code))]).toEqual(codes);
    for (const one of read.issues)
      for (const language of ['vi', 'en'] as const)
        expect(sentence(one, language)).not.toMatch(/\{\w+\}|–\W/);
  });

  it('names every entry that is wrong, in letters that can be printed', async () => {
    const read = await unzipCampaign(
      makeZip([good, { name: '../a' }, { name: '/b' }, { name: 'c\u001b[2J' }]),
    );
    expect(read.issues.map((one) => one.source)).toEqual(['../a', '/b', 'c\ufffd[2J']);
  });

  it('is refused with the very entries of another laid over each other', async () => {
    // The directory names one place many times (a bomb without nesting).
    const content = big.slice(0, 10_000);
    const zip = Buffer.from(
      makeZip(Array.from({ length: 500 }, (_, n): MadeEntry => ({ name: String(n + 1_000), content }))),
    );
    const first = zip.indexOf('PK\u0001\u0002');
    for (let at = first; at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 1)) zip.writeUInt32LE(0, at + 42);
    const read = await unzipCampaign(zip);
    expect(read.ok).toBe(false);
  });
});

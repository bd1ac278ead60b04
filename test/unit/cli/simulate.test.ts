import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const seed = join(root, 'definitions/bac-lieu-2024');
const run = promisify(execFile);

async function simulate(folder: string, ...args: string[]): Promise<string> {
  const common = [
    folder,
    '--library',
    join(root, 'definitions'),
    '--entry',
    'bao-cao-thang-1',
    '--period',
    '2025-01',
  ];
  const { stdout } = await run(process.execPath, [
    join(root, 'bin/thidua.js'),
    'simulate',
    ...common,
    ...args,
  ]);
  return stdout;
}

function golden(name: string): Promise<string> {
  return readFile(join(root, 'test/fixtures/transcripts', `${name}.txt`), 'utf8');
}

describe('thidua simulate', () => {
  test.each(['approved', 'returned', 'late'])('a report that is %s goes as it did', async (script) => {
    expect(await simulate(seed, '--script', script)).toBe(await golden(script));
  });

  test('with --json it gives each step, who, when due, each message', async () => {
    const played = JSON.parse(await simulate(seed, '--script', 'late', '--json')) as {
      lines: { kind: string; at: string; dueAt?: string; template?: string }[];
    };
    expect(played.lines.filter((line) => line.dueAt)).toHaveLength(1);
    expect(played.lines.filter((line) => line.kind === 'message').map((line) => line.template)).toEqual([
      'viec-moi',
      'sap-den-han',
      'den-han-hom-nay',
      'cham-nop-bao-xa',
      'cham-nop-bao-tinh',
    ]);
  });

  test('an entry that is not there is refused with those that are', async () => {
    const refused = run(process.execPath, [
      join(root, 'bin/thidua.js'),
      'simulate',
      seed,
      '--entry',
      'bao-cao',
    ]);
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('bao-cao-thang-1'),
    });
  });

  describe('with answers from a file', () => {
    const transcripts = join(root, 'test/fixtures/transcripts');
    const play = (answers: string) =>
      run(process.execPath, [
        join(root, 'bin/thidua.js'),
        'simulate',
        join(root, 'definitions/khoi-thi-dua-nnmt'),
        '--entry',
        'binh-xet-co-thi-dua',
        '--script',
        'refused',
        '--answers',
        answers,
      ]);

    test('a case is played with them', async () => {
      const { stdout } = await play(join(transcripts, 'khoi-thi-dua-nnmt.answers.json'));
      const all = await golden('khoi-thi-dua-nnmt-refused');
      expect(all).toContain(`\n${stdout}`);
    });

    test.each([
      'khoi-thi-dua-nnmt-refused.txt',
      'no-such-file.json',
    ])('%s is no file of answers', async (file) => {
      await expect(play(join(transcripts, file))).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(file),
      });
    });
  });

  describe('a copy whose deadline is changed from 4 to 2 days', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'thidua-copy-'));
      await cp(seed, folder, { recursive: true });
      const file = join(folder, 'workflows/bao-cao-thang.json');
      const text = await readFile(file, 'utf8');
      const changed = text.replace('"deadline": { "offset": 4,', '"deadline": { "offset": 2,');
      expect(changed).not.toBe(text);
      await writeFile(file, changed);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test('shows the new due time and the reminders that follow it', async () => {
      expect(await simulate(folder, '--script', 'late')).toBe(await golden('late-two-days'));
    });
  });
});

describe('thidua simulate where bodies are asked', () => {
  const play = (...args: string[]) =>
    run(process.execPath, [
      join(root, 'bin/thidua.js'),
      'simulate',
      join(root, 'definitions/cong-dan-thu-do'),
      '--entry',
      'de-cu-danh-hieu',
      ...args,
    ]);

  test('a body may stay silent, and the case goes on when its time is over', async () => {
    const { stdout } = await play('--silent', 'thanh-uy');
    expect(stdout).toContain('Hết thời gian lấy ý kiến, coi như không có ý kiến: Thành ủy Hà Nội');
    expect(stdout).toContain('văn bản số 01/QĐ-UBND');
  });

  test('or answer what it is told to; a body that is not asked is refused with those that are', async () => {
    const { stdout } = await play('--opinion', 'thanh-uy=dang-khong-dong-y');
    expect(stdout).toContain('cho ý kiến thay mặt Thành ủy Hà Nội');
    await expect(play('--opinion', 'thanh-uy=co')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('dang-dong-y'),
    });
    await expect(play('--silent', 'thanh')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('thanh-uy'),
    });
  });
});

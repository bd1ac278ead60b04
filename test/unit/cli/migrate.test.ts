import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type MigrateCall, migrate, migrateBy } from '../../../engine/cli/commands/migrate.ts';
import type { MigrationPlan } from '../../../engine/model/migration.ts';
import type { TestComposition } from '../../compose-memory.ts';
import { migrationTown, played } from '../app/migration/migration-town.ts';
import { caseOf } from '../app/town.ts';

const folder = mkdtempSync(join(tmpdir(), 'thidua-migrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command line over a town: what it prints, what it warns of, and how far it said it was. */
function commandLine(town: TestComposition) {
  const lines: string[] = [];
  const warned: string[] = [];
  const told: string[] = [];
  const process = {
    app: town.app,
    now: town.now,
    print: (line: string) => void lines.push(line),
    warn: (line: string) => void warned.push(line),
    progress: { tell: (done: number, total: number) => void told.push(`${done}/${total}`), end() {} },
  };
  const run = (call: MigrateCall, by?: Parameters<typeof migrateBy>[2]) => migrateBy(process, call, by);
  const id = () => lines.at(-1)!.split(':')[0]!;
  return { run, id, lines, warned, told };
}

/** The plan as it is proposed. */
async function proposed(town: TestComposition): Promise<MigrationPlan> {
  let text = '';
  const { run } = commandLine(town);
  const write = (written: string) => {
    text = written;
    return null;
  };
  expect(await run({ campaign: 'minimal', write })).toBe(0);
  return JSON.parse(text);
}

const edited = (
  plan: MigrationPlan,
  change: (report: NonNullable<MigrationPlan['entries'][string]>) => void,
) => {
  const copy = structuredClone(plan);
  change(copy.entries['report']!);
  return { text: JSON.stringify(copy, null, 2), source: 'plan.json' };
};

describe('migrating by the command line', () => {
  it('rehearses, runs and undoes, and tells how far it is', async () => {
    const { town, from, to } = await migrationTown();
    const { run, id, lines, warned, told } = commandLine(town);
    expect(await run({ campaign: 'minimal' })).toBe(0);
    expect(warned).toEqual(['minimal: 1 → 2, 10 hồ sơ / 10 cases']);
    expect(lines).toEqual([
      '  Mất câu trả lời / Answers lost  4',
      '  Hạn sớm hơn / Due earlier       4',
      '  Đã kết thúc / Ended             2',
      '  – Báo cáo tháng: Ghi chú: 3 đã gửi, 1 đang gõ / 3 sent, 1 typed',
      expect.stringMatching(/^migration-\S+: rehearsed, 10$/),
    ]);
    expect(told.at(-1)).toBe('10/10');
    const batch = id();
    expect((await town.load(caseOf(played.sent))).version).toBe(from);
    expect(await run({ run: batch })).toBe(0);
    expect((await town.load(caseOf(played.sent))).version).toBe(to);
    expect(await run({ run: batch })).toBe(1);
    expect(warned.at(-1)).toContain('đang ở trạng thái khác');
    expect(await run({ undo: batch })).toBe(0);
    expect(lines.at(-1)).toBe(`${batch}: undone, 10`);
    expect((await town.load(caseOf(played.sent))).version).toBe(from);
  });

  it('writes the proposed plan and rehearses nothing; the plan comes back as it was written', async () => {
    const { town, admin } = await migrationTown();
    const plan = await proposed(town);
    expect(plan.entries['report']).toMatchObject({ steps: { check: 'verify' }, fields: { note: null } });
    expect(await town.app.migrations.list(admin, 'minimal', 'vi')).toEqual([]);
    const { run, warned } = commandLine(town);
    expect(await run({ campaign: 'minimal', write: () => 'không ghi được' })).toBe(1);
    expect(warned.at(-1)).toBe('không ghi được');
    expect(await town.app.migrations.read('system', 'minimal', plan)).toMatchObject({
      ok: true,
      value: plan,
    });
  });

  it('rehearses a plan that was changed in a file, and signs it where nothing stays behind or is lost', async () => {
    const { town, to } = await migrationTown();
    const plan = await proposed(town);
    const { run, id, lines, warned } = commandLine(town);
    const harmed = edited(plan, ({ steps }) => {
      steps['check'] = null;
    });
    expect(await run({ campaign: 'minimal', plan: harmed, sign: true, note: 'Rút hạn' })).toBe(1);
    expect(lines).toContain('  Không chuyển được / Refused     3');
    expect(warned.at(-1)).toContain(`thidua migrate --run ${id()}`);
    const admin = await town.account('admin');
    expect(await town.app.migrations.view(admin, id(), 'vi')).toMatchObject({
      state: 'rehearsed',
      note: 'Rút hạn',
    });
    expect(await run({ run: id() }, admin)).toBe(0);
    expect((await town.load(caseOf(played.due))).version).toBe(to);
    expect((await town.app.migrations.view(admin, id(), 'vi'))!.signedOff?.by).toContain('admin');
  });

  it('signs at once where every case comes along whole', async () => {
    const { town } = await migrationTown();
    const { run, lines } = commandLine(town);
    // Back from the version that lost the note to one that has it: nothing more is lost.
    const stored = (await town.ports.definitions.versions('minimal')).find(({ number }) => number === 1)!;
    const first = (await town.ports.definitions.version('minimal', stored.version))!;
    expect(await run({ campaign: 'minimal' })).toBe(0);
    expect(await run({ run: lines.at(-1)!.split(':')[0]! })).toBe(0);
    await town.app.campaigns.publish(first.files, 'admin');
    expect(await run({ campaign: 'minimal', sign: true, note: 'Trả lại hạn cũ' })).toBe(0);
    expect(lines.at(-1)).toMatch(/: done, 8$/);
    expect((await town.load(caseOf(played.due))).version).toBe(stored.version);
  });

  it.each<[string, (plan: MigrationPlan) => string, string[]]>([
    [
      'text that is no JSON',
      () => '{ "from": ',
      [expect.stringMatching(/^plan\.json: Tệp không phải JSON hợp lệ: tệp hết ở dòng 1/)],
    ],
    ['a list', () => '[]', ['plan.json:1:1: Chỗ này phải là một đối tượng { … }. Hãy sửa phương án.']],
    [
      'another version',
      (plan) => JSON.stringify({ ...plan, from: 'x' }),
      [expect.stringContaining('Phương án này dành cho hai phiên bản khác')],
    ],
    [
      'a part no plan has, one that is missing and one of another type',
      ({ ended: _, ...plan }) =>
        JSON.stringify({ ...plan, from: plan.from, entrys: {}, entries: { report: [] } }, null, 2),
      [
        expect.stringMatching(
          /^plan\.json:\d+:\d+ \/entrys: Phương án không có phần “entrys” ở chỗ này\. Gần giống: entries/,
        ),
        'plan.json:1:1: Phương án thiếu phần “ended” ở chỗ này. Hãy thêm vào; null nghĩa là không có gì thay nó.',
        expect.stringMatching(/^plan\.json:\d+:\d+ \/entries\/report: Chỗ này phải là một đối tượng/),
      ],
    ],
    [
      'a step neither version has, one that is missing, a number',
      (plan) =>
        edited(plan, (report) => {
          const { check: _, ...steps } = report.steps;
          report.steps = { ...steps, chek: 'verify', fill: 7 as never };
        }).text,
      [
        expect.stringContaining(
          '/entries/report/steps/chek: Phương án không có phần “chek” ở chỗ này. Gần giống: check',
        ),
        expect.stringContaining('/entries/report/steps: Phương án thiếu phần “check”'),
        expect.stringContaining(
          '/entries/report/steps/fill: Chỗ này phải là một mã trong ngoặc kép, hoặc null',
        ),
      ],
    ],
    [
      'a step the new version does not have',
      (plan) =>
        edited(plan, ({ steps }) => {
          steps['check'] = 'verifi';
        }).text,
      [
        expect.stringMatching(
          /^plan\.json:\d+:\d+ \/entries\/report\/steps\/check: .*“verifi”\. Gần giống: verify/,
        ),
      ],
    ],
    [
      'an entry that is another',
      (plan) =>
        edited(plan, (report) => {
          report.entry = 'reports';
        }).text,
      [expect.stringMatching(/\/entries\/report\/entry: .*“reports”\. Gần giống: report/)],
    ],
  ])('refuses a plan with %s, at its line', async (_, text, expected) => {
    const { town, admin } = await migrationTown();
    const plan = await proposed(town);
    const { run, warned } = commandLine(town);
    expect(await run({ campaign: 'minimal', plan: { text: text(plan), source: 'plan.json' } })).toBe(1);
    expect(warned).toEqual(expected);
    expect(await town.app.migrations.list(admin, 'minimal', 'vi')).toEqual([]);
  });

  it('says when there is nothing to do, or it is not theirs', async () => {
    const { town } = await migrationTown();
    const { run, warned, lines } = commandLine(town);
    expect(await run({ campaign: 'none' })).toBe(2);
    expect(await run({ campaign: 'minimal', from: 7 })).toBe(2);
    expect(await run({ campaign: 'minimal' }, await town.account('leader-1'))).toBe(2);
    expect(warned).toEqual([
      'Không có phong trào “none”. / There is no campaign “none”.',
      'Không có hồ sơ nào theo phiên bản cũ ấy. / No case follows such an older version.',
      'Không có phong trào “minimal”. / There is no campaign “minimal”.',
    ]);
    expect(await run({ undo: 'migration-none' })).toBe(1);
    expect(lines).toEqual([]);
  });

  it('keeps to the second person where the campaign asks for one', async () => {
    const { town, admin } = await migrationTown({ teams: 10, secondPerson: true });
    const { run, id, warned } = commandLine(town);
    expect(await run({ campaign: 'minimal', note: 'Rút hạn' }, admin)).toBe(0);
    expect(await run({ run: id() }, admin)).toBe(1);
    expect(warned.at(-1)).toContain('người thứ hai');
    expect(await run({ run: id() }, await town.account('admin-2'))).toBe(0);
  });

  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  afterEach(() => void silent.mockClear());

  it.each<[string[], string]>([
    [[], 'thidua migrate'],
    [['a', 'b'], 'thidua migrate'],
    [['a', '--run', 'x'], 'thidua migrate'],
    [['--run', 'x', '--undo', 'y'], 'thidua migrate'],
    [['--run', 'x', '--note', 'y'], 'thidua migrate'],
    [['a', '--plan', 'x.json', '--plan-out', 'y.json'], 'thidua migrate'],
    [['a', '--plan', 'x.json', '--from', '1'], 'thidua migrate'],
    [['a', '--plan-out', 'y.json', '--sign', '--note', 'z'], 'thidua migrate'],
    [['a', '--sign'], 'thêm --note'],
    [['a', '--sign', '--note', ' '], 'thêm --note'],
    [['a', '--from', 'x'], 'số nguyên, không phải “x”'],
    [['a', '--plan', '/nowhere/plan.json'], 'Không đọc được tệp “/nowhere/plan.json” (ENOENT)'],
  ])('refuses a wrong call: %j', async (args, why) => {
    expect(await migrate.run(args, {})).toBe(2);
    expect(silent).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(why));
  });
});

describe('thidua migrate in a process of its own', () => {
  const root = join(import.meta.dirname, '../../..');
  const thidua = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const { PATH = '', HOME = '' } = process.env;
      execFile(
        process.execPath,
        [join(root, 'bin/thidua.js'), ...args],
        { env: { PATH, HOME, THIDUA_DATA: join(folder, 'data') } },
        (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
      );
    });

  it('keeps what is for a program apart from what is for people', async () => {
    const minimal = join(root, 'test/fixtures/definitions/minimal');
    expect(await thidua('publish', minimal, '--production')).toMatchObject({ code: 0 });
    const file = join(folder, 'plan.json');
    const nothing = await thidua('migrate', 'minimal', '--plan-out', file);
    expect(nothing).toEqual({
      code: 2,
      out: '',
      err: 'Không có hồ sơ nào theo phiên bản cũ ấy. / No case follows such an older version.\n',
    });
    writeFileSync(file, '{"from": "x", "to": "y"}');
    const other = await thidua('migrate', 'minimal', '--plan', file);
    expect(other).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${file}:1:1`) });
    expect(readFileSync(file, 'utf8')).toBe('{"from": "x", "to": "y"}');
    const nobody = await thidua('migrate', 'minimal', '--by', 'ai-do');
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('“ai-do”') });
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { migrate, migrateBy } from '../../../engine/cli/commands/migrate.ts';
import { migrationTown, played } from '../app/migration/migration-town.ts';
import { caseOf } from '../app/town.ts';

describe('migrating by the command line', () => {
  it('rehearses, runs and undoes', async () => {
    const { town, from, to } = await migrationTown();
    const lines: string[] = [];
    const process = { app: town.app, now: town.now, print: (line: string) => void lines.push(line) };
    expect(await migrateBy(process, { campaign: 'minimal' })).toBe(0);
    expect(lines[0]).toBe('minimal: 1 → 2, 10');
    expect(lines).toContain('  answersLost: 4');
    const id = lines.at(-1)!.split(':')[0]!;
    expect((await town.load(caseOf(played.sent))).version).toBe(from);
    expect(await migrateBy(process, { run: id })).toBe(0);
    expect((await town.load(caseOf(played.sent))).version).toBe(to);
    expect(await migrateBy(process, { run: id })).toBe(1);
    expect(lines.at(-1)).toContain('đang ở trạng thái khác');
    expect(await migrateBy(process, { undo: id })).toBe(0);
    expect(lines.at(-1)).toBe(`${id}: undone, 10`);
    expect((await town.load(caseOf(played.sent))).version).toBe(from);
  });

  it('says when there is nothing to do', async () => {
    const { town } = await migrationTown();
    const lines: string[] = [];
    const process = { app: town.app, now: town.now, print: (line: string) => void lines.push(line) };
    expect(await migrateBy(process, { campaign: 'none' })).toBe(2);
    expect(await migrateBy(process, { campaign: 'minimal', from: 7 })).toBe(2);
    expect(lines).toEqual([
      'Không có phong trào “none”. / There is no campaign “none”.',
      'Không có hồ sơ nào theo phiên bản cũ ấy. / No case follows such an older version.',
    ]);
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--run', 'x']],
    [['--run', 'x', '--undo', 'y']],
  ])('refuses a wrong call: %j', async (args) => {
    expect(await migrate.run(args, {})).toBe(2);
  });
});

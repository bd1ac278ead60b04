import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { diff } from '../../../engine/cli/commands/diff.ts';
import { fixtures } from '../compile/campaign-fixture.ts';

const before = join(fixtures, 'minimal');
let folder: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'));
  cpSync(before, join(folder, 'minimal'), { recursive: true });
  for (const name of ['calendars', 'organisations'])
    cpSync(join(fixtures, name), join(folder, name), { recursive: true });
  lines = [];
  for (const method of ['log', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it('tells two folders apart in sentences, with the titles of the library beside the new one', async () => {
  const after = join(folder, 'minimal');
  const file = join(after, 'workflows/report.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace('"offset": 3', '"offset": 5').replace('"role": "clerk"', '"role": "head"'),
  );
  expect(await diff.run([before, after], {})).toBe(0);
  expect(lines).toEqual([
    '- Bước Lập báo cáo, báo cấp trên “1 ngày làm việc sau hạn”: vai trò “Cán bộ phường” → “Trưởng thị xã”',
    '- Bước Phường xác nhận: hạn 3 → 5 ngày làm việc',
  ]);
  lines = [];
  expect(await diff.run([after, after, '--en'], {})).toBe(0);
  expect(lines).toEqual(['Không có khác biệt. / No differences.']);
});

it.each([
  [[]],
  [['only']],
  [['a', 'b', 'c']],
  [['a', 'b', '--unknown']],
])('calls itself wrong: %j', async (args) => {
  expect(await diff.run(args, {})).toBe(2);
  expect(lines.join()).toContain('thidua diff');
});

it('says when a folder is not there', async () => {
  expect(await diff.run([before, join(folder, 'nowhere')], {})).toBe(1);
  expect(lines.length).toBeGreaterThan(0);
});

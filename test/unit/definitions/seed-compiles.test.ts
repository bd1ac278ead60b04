import { expect, it } from 'vitest';
import { compile, staffing } from '../../../engine/compile/index.ts';
import { periodsOf } from '../../../engine/workflow/index.ts';
import { seed } from './seed-files.ts';
import { directoryOf2025, library } from './seed-library.ts';

const { ok, campaign, issues } = compile(Object.fromEntries(seed), library);

it('the seed campaign compiles without an error, a warning or a note', () => {
  expect(issues).toEqual([]);
  expect(ok).toBe(true);
  expect(Object.keys(campaign!.entries)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => `bao-cao-thang-${n}`),
    ...['khen-thuong-to', 'khen-thuong-ca-nhan', 'khen-thuong-ho'],
    ...['to-trinh-giay-khen', 'to-trinh-bang-khen'],
  ]);
});

it('its periods run from the 21st to the 20th, cut where the phase changes, the last one short', () => {
  const periods = periodsOf(campaign!, 'bao-cao-thang-1', library.calendars['vn-office']!);
  expect(periods.map(({ id, from, until, phase }) => [id, from, until, phase])).toEqual([
    ['2024-12', '2024-11-21', '2024-12-20', 'dot-1'],
    ['2025-01', '2024-12-21', '2025-01-20', 'dot-1'],
    ['2025-02-p1', '2025-01-21', '2025-02-03', 'dot-1'],
    ['2025-02-p2', '2025-02-04', '2025-02-20', 'dot-2'],
    ['2025-03', '2025-02-21', '2025-03-20', 'dot-2'],
    ['2025-04', '2025-03-21', '2025-04-20', 'dot-2'],
    ['2025-05', '2025-04-21', '2025-05-20', 'dot-2'],
    ['2025-06', '2025-05-21', '2025-06-20', 'dot-2'],
    ['2025-07', '2025-06-21', '2025-07-20', 'dot-2'],
    ['2025-08', '2025-07-21', '2025-08-19', 'dot-2'],
  ]);
  // Six in the morning of the last day, in Bạc Liêu.
  for (const { until, opensAt } of periods)
    expect(Date.parse(opensAt)).toBe(Date.parse(`${until}T06:00:00+07:00`));
});

it.each([
  ['in the first phase', '2025-01-20'],
  ['after the district police ended', '2025-03-01'],
  ['after the communes were merged', '2025-07-01'],
])('the demo’s people can carry it %s', (_, day) => {
  expect(staffing(campaign!, directoryOf2025, day)).toEqual([]);
});

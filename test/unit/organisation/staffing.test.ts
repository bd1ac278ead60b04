import { describe, expect, it } from 'vitest';
import { sentence } from '../../../engine/issues/index.ts';
import type { Directory } from '../../../engine/model/organisation.ts';
import {
  checkMemberships,
  indexDirectory,
  type StaffingNeed,
  staffingFindings,
} from '../../../engine/organisation/index.ts';
import { smallDirectory } from './small-directory.ts';

const directory = indexDirectory(smallDirectory);
const place = { source: 'workflows/report.json', pointer: '/steps/1/assignee' };
const find = (need: Omit<StaffingNeed, 'place'>, day: string, asked = directory) =>
  staffingFindings(asked, [{ ...need, place }], day);

describe('what stands in the way for lack of people', () => {
  it('is nothing where everybody is there', () => {
    expect(find({ role: 'small/officer', level: 'commune', line: 'police' }, '2025-01-20')).toEqual([]);
    expect(find({ role: 'spring/council' }, '2025-01-20')).toEqual([]);
  });

  it('is a role nobody holds, once with how many units and the first of them', () => {
    const issues = find({ role: 'small/chief', level: 'commune', line: 'police' }, '2025-01-20');
    expect(issues).toEqual([
      {
        code: 'staffing.role.nobody',
        severity: 'error',
        ...place,
        params: {
          role: 'small/chief',
          day: '2025-01-20',
          count: 3,
          of: 3,
          units: ['Xã north', 'Xã south', 'Xã wide'],
        },
      },
    ]);
    expect(sentence(issues[0]!)).toContain('3/3 nơi cần có: Xã north, Xã south, Xã wide');
    expect(find({ role: 'small/leader', level: 'team' }, '2025-01-20')[0]?.params).toMatchObject({
      count: 1,
      of: 2,
    });
  });

  it('asks only units with a place on the line', () => {
    expect(find({ role: 'small/officer', level: 'commune', line: 'committee' }, '2025-01-20')).toEqual([]);
    expect(find({ role: 'small/police', level: 'district', line: 'police' }, '2025-03-01')).toMatchObject([
      { code: 'staffing.ref.no_unit', severity: 'warning', params: { level: 'district', line: 'police' } },
    ]);
    expect(find({ role: 'small/desk', level: 'district', line: 'committee' }, '2025-03-01')).toMatchObject([
      { code: 'staffing.role.nobody', params: { count: 1 } },
    ]);
    expect(
      find({ role: 'small/officer', level: 'commune', organisation: 'other' }, '2025-01-20'),
    ).toMatchObject([{ code: 'staffing.ref.no_unit' }]);
  });

  it('names five units at most', () => {
    const [organisation] = smallDirectory.organisations;
    const units = Array.from({ length: 9 }, (_, n) => ({
      uid: `u${n}`,
      name: `Xã ${n}`,
      level: 'commune',
      parents: [],
    }));
    const many = indexDirectory({ ...smallDirectory, organisations: [{ ...organisation!, units }] });
    expect(find({ role: 'small/officer', level: 'commune' }, '2025-01-20', many)[0]?.params).toMatchObject({
      count: 9,
      units: ['Xã 0', 'Xã 1', 'Xã 2', 'Xã 3', 'Xã 4', '…'],
    });
  });

  it('is a separation that leaves nobody: the only holder holds the other role there, above or below', () => {
    const need = { role: 'small/chief', level: 'commune', line: 'police', apartFrom: ['small/officer'] };
    const codes = (asked = directory) =>
      find(need, '2025-07-01', asked).map(({ code, params }) => [code, params['units']]);
    expect(codes()).toEqual([
      ['staffing.role.nobody', ['Xã east', 'Xã west']],
      ['staffing.separation.nobody_left', ['Xã joined']],
    ]);
    const second = { id: 'm9', account: 'dung', role: 'small/chief', unit: 'joined', from: '2025-07-01' };
    const relieved = indexDirectory({
      ...smallDirectory,
      memberships: [...smallDirectory.memberships, second],
    });
    expect(codes(relieved)).toEqual([['staffing.role.nobody', ['Xã east', 'Xã west']]]);
    const leader = {
      id: 'm9',
      account: 'binh',
      role: 'small/leader',
      unit: 'team-north',
      from: '2024-01-01',
    };
    const below = indexDirectory({
      ...smallDirectory,
      memberships: [{ ...leader, account: 'an' }, ...smallDirectory.memberships],
    });
    const officer = { role: 'small/officer', level: 'commune', line: 'police', apartFrom: ['small/leader'] };
    expect(find(officer, '2025-01-20', below)).toMatchObject([{ params: { count: 1, units: ['Xã north'] } }]);
    const elsewhere = indexDirectory({
      ...smallDirectory,
      memberships: [leader, ...smallDirectory.memberships],
    });
    expect(find(officer, '2025-01-20', elsewhere)).toEqual([]);
  });
});

describe('memberships themselves', () => {
  const check = (memberships: Directory['memberships']) =>
    checkMemberships(indexDirectory({ ...smallDirectory, memberships }));
  const good = smallDirectory.memberships[0]!;

  it('are in order', () => expect(check([good, smallDirectory.memberships[5]!])).toEqual([]));

  it('name what they do not know, once a name with how often', () => {
    const issues = check([
      good,
      { ...good, account: 'zed' },
      { ...good, unit: 'norht' },
      { ...good, unit: 'norht' },
      { ...good, role: 'small/oficer' },
      { ...good, unit: 'team-north' },
      { ...good, from: '2025-02-01', to: '2025-01-01' },
    ]);
    expect(issues.map(({ code, pointer, params }) => [code, pointer, params['count']])).toEqual([
      ['staffing.ref.unknown_account', '/memberships/1/account', 1],
      ['staffing.ref.unknown_unit', '/memberships/2/unit', 2],
      ['staffing.ref.unknown_role', '/memberships/4/role', 1],
      ['staffing.incompatible.level', '/memberships/5/unit', 1],
      ['staffing.incompatible.dates', '/memberships/6/to', 1],
    ]);
    expect(issues[1]?.params['nearest']).toContain('north');
    for (const one of issues)
      for (const language of ['vi', 'en'] as const) expect(sentence(one, language)).not.toMatch(/\{\w+\}/);
  });
});

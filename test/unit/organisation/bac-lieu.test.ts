import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validators } from '../../../engine/compile/generated/definitions.js';
import type { OrganisationFile, ReorganisationFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory, Membership } from '../../../engine/model/organisation.ts';
import {
  applyReorganisation,
  checkMemberships,
  checkOrganisation,
  checkReorganisation,
  indexDirectory,
  moveMemberships,
  type StaffingNeed,
  staffingFindings,
} from '../../../engine/organisation/index.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../definitions/${path}`, import.meta.url), 'utf8'));
const organisation = read('organisations/bac-lieu.json') as OrganisationFile;
const people = read('demo/bac-lieu-people.json') as {
  accounts: { id: string; login: string; name: string; administrator?: true }[];
  memberships: Membership[];
};
const acts = ['2025-03', '2025-07'].map(
  (when) => read(`reorganisations/bac-lieu-${when}.json`) as ReorganisationFile,
);
const [endOfDistrictPolice, newCommunes] = acts as [ReorganisationFile, ReorganisationFile];

/** The memberships with what a reorganisation does to them. */
function moved(memberships: readonly Membership[], act: ReorganisationFile): Membership[] {
  const { ended, begun } = moveMemberships(memberships, act);
  const changed = new Map(ended.map(({ after }) => [after.id, after]));
  return [...memberships.map((one) => changed.get(one.id) ?? one), ...begun];
}

/** As it is once both reorganisations of 2025 were applied. */
const record: Directory = {
  revision: 1,
  organisations: [acts.reduce(applyReorganisation, { ...organisation, revision: 1 })],
  memberships: acts.reduce(moved, people.memberships),
  substitutes: [],
  names: Object.fromEntries(people.accounts.map(({ id, name }) => [id, name])),
};
const directory = indexDirectory(record);
const byLogin = (login: string) => people.accounts.find((one) => one.login === login)!;
const before = '2025-06-30';
const after = '2025-07-01';
const names = (level: string, day: string) => directory.unitsOfLevel(level, day).map(({ name }) => name);

describe('the units', () => {
  it('match the schema and their own rules', () => {
    expect(validators.organisation(organisation) ? [] : validators.organisation.errors).toEqual([]);
    expect(checkOrganisation(organisation)).toEqual([]);
  });

  it('know nothing of 2025 by themselves', () => {
    expect(JSON.stringify([organisation, people.memberships])).not.toContain('2025-');
    expect(people.memberships.filter(({ from, to }) => from > '2024-07-01' || to !== undefined)).toEqual([]);
  });

  it('take both reorganisations without a finding', () => {
    const start = { ...organisation, revision: 1 };
    for (const act of acts)
      expect(validators.reorganisation(act) ? [] : validators.reorganisation.errors).toEqual([]);
    expect(checkReorganisation(start, endOfDistrictPolice)).toEqual([]);
    expect(checkReorganisation(applyReorganisation(start, endOfDistrictPolice), newCommunes)).toEqual([]);
  });

  it('are 7 districts and 64 communes before 1 July 2025, 25 communes after, 500 teams throughout', () => {
    const counts = (day: string) =>
      ['province', 'district', 'commune', 'team'].map((level) => directory.unitsOfLevel(level, day).length);
    expect(counts('2024-08-19')).toEqual([1, 7, 64, 500]);
    expect(counts(before)).toEqual([1, 7, 64, 500]);
    expect(counts(after)).toEqual([1, 0, 25, 500]);
    const kinds = (day: string) =>
      ['Xã ', 'Phường ', 'Thị trấn '].map(
        (kind) => names('commune', day).filter((one) => one.startsWith(kind)).length,
      );
    expect(kinds(before)).toEqual([49, 10, 5]);
    expect(kinds(after)).toEqual([20, 5, 0]);
    expect([names('province', before), names('province', after)]).toEqual([
      ['Tỉnh Bạc Liêu'],
      ['Tỉnh Cà Mau'],
    ]);
  });

  it.each([
    ['tp-bac-lieu', '954', 10],
    ['huyen-hong-dan', '956', 9],
    ['huyen-phuoc-long', '957', 8],
    ['huyen-vinh-loi', '958', 8],
    ['tx-gia-rai', '959', 10],
    ['huyen-dong-hai', '960', 11],
    ['huyen-hoa-binh', '961', 8],
  ])('%s has code %s and %i communes', (uid, code, communes) => {
    expect(directory.unit(uid)?.code).toBe(code);
    expect(directory.childrenOf(uid, 'committee', before)).toHaveLength(communes);
    expect(directory.childrenOf(uid, 'police', '2025-02-28')).toHaveLength(communes);
    expect(directory.childrenOf(uid, 'police', '2025-03-01')).toHaveLength(0);
  });

  // NQ 1655/NQ-UBTVQH15, article 1, items 35 to 59.
  it.each([
    ['Xã Phong Thạnh', '31957', ['Xã Tân Phong', 'Xã Phong Thạnh Tây', 'Xã Tân Thạnh']],
    ['Xã Hồng Dân', '31843', ['Thị trấn Ngan Dừa', 'Xã Ninh Hòa', 'Xã Lộc Ninh']],
    ['Xã Vĩnh Lộc', '31858', ['Xã Vĩnh Lộc', 'Xã Vĩnh Lộc A']],
    ['Xã Ninh Thạnh Lợi', '31864', ['Xã Ninh Thạnh Lợi A', 'Xã Ninh Thạnh Lợi']],
    ['Xã Ninh Quới', '31849', ['Xã Ninh Quới', 'Xã Ninh Quới A']],
    ['Xã Gành Hào', '31972', ['Thị trấn Gành Hào', 'Xã Long Điền Tây']],
    ['Xã Định Thành', '31993', ['Xã An Phúc', 'Xã Định Thành', 'Xã Định Thành A']],
    ['Xã An Trạch', '31988', ['Xã An Trạch', 'Xã An Trạch A']],
    ['Xã Long Điền', '31985', ['Xã Long Điền', 'Xã Điền Hải']],
    ['Xã Đông Hải', '31975', ['Xã Long Điền Đông', 'Xã Long Điền Đông A']],
    ['Xã Hòa Bình', '31891', ['Xã Long Thạnh', 'Thị trấn Hòa Bình', 'Xã Vĩnh Mỹ A']],
    ['Xã Vĩnh Mỹ', '31918', ['Xã Minh Diệu', 'Xã Vĩnh Bình', 'Xã Vĩnh Mỹ B']],
    ['Xã Vĩnh Hậu', '31927', ['Xã Vĩnh Hậu', 'Xã Vĩnh Hậu A', 'Xã Vĩnh Thịnh']],
    ['Xã Phước Long', '31867', ['Thị trấn Phước Long', 'Xã Vĩnh Phú Đông']],
    ['Xã Vĩnh Phước', '31876', ['Xã Vĩnh Phú Tây', 'Xã Phước Long']],
    ['Xã Phong Hiệp', '31885', ['Xã Phong Thạnh Tây A', 'Xã Phong Thạnh Tây B']],
    ['Xã Vĩnh Thanh', '31882', ['Xã Hưng Phú', 'Xã Vĩnh Thanh']],
    ['Xã Vĩnh Lợi', '31900', ['Thị trấn Châu Hưng', 'Xã Châu Hưng A']],
    ['Xã Hưng Hội', '31906', ['Xã Hưng Thành', 'Xã Hưng Hội']],
    ['Xã Châu Thới', '31894', ['Xã Vĩnh Hưng', 'Xã Vĩnh Hưng A', 'Xã Châu Thới']],
    ['Phường Bạc Liêu', '31825', ['Phường 1', 'Phường 2', 'Phường 3', 'Phường 7', 'Phường 8']],
    ['Phường Vĩnh Trạch', '31834', ['Phường 5', 'Xã Vĩnh Trạch']],
    ['Phường Hiệp Thành', '31840', ['Phường Nhà Mát', 'Xã Vĩnh Trạch Đông', 'Xã Hiệp Thành']],
    ['Phường Giá Rai', '31942', ['Phường 1', 'Phường Hộ Phòng', 'Xã Phong Thạnh', 'Xã Phong Thạnh A']],
    ['Phường Láng Tròn', '31951', ['Phường Láng Tròn', 'Xã Phong Thạnh Đông', 'Xã Phong Tân']],
  ])('%s (%s) takes over %j', (name, code, old) => {
    const unit = directory.unitsOfLevel('commune', after).find((one) => one.name === name)!;
    expect(unit.code).toBe(code);
    expect(directory.predecessors(unit.uid, after).map((one) => one.name)).toEqual(old);
  });

  it('leave no commune of 2024 without its single successor', () => {
    for (const { uid } of directory.unitsOfLevel('commune', before))
      expect(directory.currentUnit(uid, after)).toMatchObject({ kind: 'unit', unit: { level: 'commune' } });
  });

  it('keep every team below its commune on both lines, and below the commune that takes over', () => {
    for (const { uid } of directory.unitsOfLevel('team', before))
      for (const line of ['police', 'committee']) {
        const then = directory.ancestorAt(uid, 'commune', line, before);
        const now = directory.ancestorAt(uid, 'commune', line, after);
        if (then.kind !== 'unit' || now.kind !== 'unit') throw new Error(uid);
        expect(now.unit.uid).toBe(then.unit.successors?.[0]);
        expect(directory.ancestorAt(uid, 'province', line, before).kind).toBe('unit');
        expect(directory.ancestorAt(uid, 'province', line, after).kind).toBe('unit');
      }
  });

  it('lose the district police on 1 March 2025 and the districts on 1 July', () => {
    const district = (line: string, day: string) =>
      directory.ancestorAt(directory.unitsOfLevel('team', day)[0]!.uid, 'district', line, day).kind;
    expect([district('police', '2025-02-28'), district('police', '2025-03-01')]).toEqual(['unit', 'none']);
    expect([district('committee', before), district('committee', after)]).toEqual(['unit', 'none']);
  });

  it('mark what is made up, and tell teams apart by name', () => {
    const teams = organisation.units.filter(({ level }) => level === 'team');
    for (const team of teams) expect(team).toMatchObject({ assumption: true, reason: 'Số liệu minh họa' });
    expect(new Set(teams.map(({ name }) => name)).size).toBe(500);
    expect(JSON.stringify(organisation)).toBe(JSON.stringify(organisation).normalize('NFC'));
  });
});

describe('the invented people', () => {
  it('have logins and names of their own and memberships that are in order', () => {
    expect(new Set(people.accounts.map(({ id }) => id)).size).toBe(people.accounts.length);
    expect(new Set(people.accounts.map(({ login }) => login)).size).toBe(people.accounts.length);
    expect(new Set(people.accounts.map(({ name }) => name)).size).toBe(people.accounts.length);
    expect(new Set(people.memberships.map(({ id }) => id)).size).toBe(people.memberships.length);
    expect(checkMemberships(directory)).toEqual([]);
  });

  it.each([
    '2024-08-19',
    '2025-01-20',
    '2025-02-28',
    '2025-03-01',
    before,
    after,
    '2025-08-19',
  ])('hold every role at every unit that needs one on %s', (day) => {
    const needs: StaffingNeed[] = organisation.roles.map(({ id, level, line }, index) => ({
      role: `bac-lieu/${id}`,
      ...(level && { level }),
      ...(line && { line }),
      place: { source: 'organisations/bac-lieu.json', pointer: `/roles/${index}` },
    }));
    const findings = staffingFindings(directory, needs, day);
    expect(findings.filter(({ code }) => code !== 'staffing.ref.no_unit')).toEqual([]);
    const gone = findings.map(({ params }) => params['role']);
    expect(gone).toEqual([
      ...(day > '2025-02-28' ? ['bac-lieu/district-police-officer'] : []),
      ...(day > before ? ['bac-lieu/district-steering-desk', 'bac-lieu/district-steering-member'] : []),
    ]);
  });

  it('include those the demo signs in as', () => {
    const day = '2025-01-20';
    const team = directory.unitsOfLevel('team', day)[0]!.uid;
    const commune = directory.ancestorAt(team, 'commune', 'police', day);
    if (commune.kind !== 'unit') throw new Error('no commune');
    const asked = (role: string, unit: string) => directory.holders(`bac-lieu/${role}@${unit}`, day);
    expect(asked('team-leader', team)).toEqual([byLogin('totruong').id]);
    expect(asked('commune-police-officer', commune.unit.uid)).toContain(byLogin('congan').id);
    expect(asked('commune-police-chief', commune.unit.uid)).toEqual([byLogin('truongcax').id]);
    expect(asked('provincial-desk', 'tinh-bac-lieu')).toContain(byLogin('thidua').id);
    expect(asked('provincial-director', 'tinh-bac-lieu')).toEqual([byLogin('giamdoc').id]);
    expect(byLogin('quantri').administrator).toBe(true);
    expect(people.accounts.filter(({ administrator }) => administrator)).toHaveLength(1);
  });

  it('find the work of their old commune under the keys of the new one', () => {
    const old = directory.membershipsOf(byLogin('congan').id, before)[0]!.unit!;
    expect(directory.keysOf(byLogin('congan').id, after)).toContain(`bac-lieu/commune-police-officer@${old}`);
    expect(directory.keysOf(byLogin('bcd').id, after)).toEqual([byLogin('bcd').id]);
  });
});

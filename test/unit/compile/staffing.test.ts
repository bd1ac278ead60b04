import { expect, test } from 'vitest';
import { readOrganisation, staffing } from '../../../engine/compile/index.ts';
import type { Directory, OrganisationRecord } from '../../../engine/model/organisation.ts';
import { compileFolder, readFixture } from './campaign-fixture.ts';

const folder = readFixture('validity');
const campaign = compileFolder(folder).campaign!;
const town = readOrganisation(folder.library['organisations/town.json']!, 'organisations/town.json');
if (!town.ok) throw new Error('The fixture of the organisation is not valid.');

/** A directory in which each account holds one role at one unit from 2025 on. */
function directory(...held: [account: string, role: string, unit: string, to?: string][]): Directory {
  return {
    revision: 4,
    organisations: [{ ...town, ...(town.ok ? town.value : {}), revision: 1 } as never as OrganisationRecord],
    memberships: held.map(([account, role, unit, to], n) => ({
      id: `m${n}`,
      account,
      role: `town/${role}`,
      unit,
      from: '2025-01-01',
      ...(to === undefined ? {} : { to }),
    })),
    substitutes: [],
    names: {},
  };
}

const full = [
  ['an', 'leader', 'team-1'],
  ['binh', 'leader', 'team-2'],
  ['chi', 'leader', 'team-3'],
  ['dung', 'clerk', 'ward-1'],
  ['em', 'clerk', 'ward-2'],
  ['giang', 'inspector', 'north'],
] as const;

const found = (one: Directory, day: string) =>
  staffing(campaign, one, day).map(({ code, source, pointer }) => [code, source, pointer]);

test('nothing is found when every role is held', () => {
  expect(found(directory(...full.map((one) => [...one] as never)), '2025-02-01')).toEqual([]);
});

test('a role nobody holds at some unit is found where the definition asks for it', () => {
  const held = full.filter(([account]) => account !== 'chi' && account !== 'giang');
  expect(found(directory(...held.map((one) => [...one] as never)), '2025-02-01')).toEqual([
    ['staffing.role.nobody', 'groups/awards.json', '/entries/0/submitter'],
    ['staffing.role.nobody', 'workflows/award.json', '/steps/3/assignee'],
  ]);
});

test('a step that is no longer valid asks for nobody', () => {
  const held = full.filter(([account]) => account !== 'giang');
  expect(found(directory(...held.map((one) => [...one] as never)), '2025-04-01')).toEqual([]);
});

test('a membership that has ended is not held', () => {
  const held = full.map((one) => (one[0] === 'em' ? [...one, '2025-02-28'] : [...one]));
  expect(found(directory(...(held as never[])), '2025-03-01')).toEqual([
    ['staffing.role.nobody', 'workflows/award.json', '/steps/2/assignee'],
  ]);
});

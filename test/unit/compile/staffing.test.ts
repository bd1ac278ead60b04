import { describe, expect, test } from 'vitest';
import { readOrganisation, staffing } from '../../../engine/compile/index.ts';
import type { Directory, OrganisationRecord } from '../../../engine/model/organisation.ts';
import {
  compileFolder,
  patched,
  readFixture,
  type StaffingFixture,
  staffingFixtures,
} from './campaign-fixture.ts';

describe('what is missing of people is told exactly', () => {
  test.each(staffingFixtures())('$name', ({ fixture }) => {
    expect(found(fixture)).toEqual(fixture.issues);
  });
});

test('it is no part of whether a campaign is right, nor of its version', () => {
  const compiled = compileFolder(readFixture('validity'));
  expect(compiled.ok).toBe(true);
  expect(compiled.issues).toEqual([]);
});

function found({ base, patch = [], day, memberships }: StaffingFixture) {
  const folder = patched(readFixture(base), patch);
  const { campaign, issues } = compileFolder(folder);
  if (!campaign) throw new Error(`The fixture does not compile: ${JSON.stringify(issues)}`);
  const town = readOrganisation(folder.library['organisations/town.json']!, 'organisations/town.json');
  if (!town.ok) throw new Error('The fixture of the organisation is not valid.');
  const directory: Directory = {
    revision: 4,
    organisations: [{ ...town.value, revision: 1 } as OrganisationRecord],
    memberships: memberships.map(([account, role, unit, to], n) => ({
      id: `m${n}`,
      account,
      role,
      unit,
      from: '2025-01-01',
      ...(to === undefined ? {} : { to }),
    })),
    substitutes: [],
    names: {},
  };
  return staffing(campaign, directory, day);
}

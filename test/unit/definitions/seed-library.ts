import { type Library, readCalendar, readOrganisation } from '../../../engine/compile/index.ts';
import type { Result } from '../../../engine/issues/index.ts';
import type { ReorganisationFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory, Membership } from '../../../engine/model/organisation.ts';
import { applyReorganisation, moveMemberships } from '../../../engine/organisation/index.ts';
import { jsonOf, textOf } from './seed-files.ts';

const sound = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error('a file of the library is not sound');
  return result.value;
};
const path = (kind: string, id: string) => `definitions/${kind}/${id}.json`;

/** The calendar and the organisation the seed campaign names, at their first revision. */
export const library: Library = {
  calendars: {
    'vn-office': {
      ...sound(readCalendar(textOf(path('calendars', 'vn-office')), path('calendars', 'vn-office'))),
      revision: 1,
    },
  },
  organisations: {
    'bac-lieu': {
      ...sound(
        readOrganisation(textOf(path('organisations', 'bac-lieu')), path('organisations', 'bac-lieu')),
      ),
      revision: 1,
    },
  },
};

const people = jsonOf<{ accounts: { id: string; login: string; name: string }[]; memberships: Membership[] }>(
  'definitions/demo/bac-lieu-people.json',
);

/** The invented people of the demo in the seed's organisation. */
export const directory: Directory = {
  revision: 1,
  organisations: Object.values(library.organisations).map(
    ({ id, revision, title, levels, lines, roles, units }) => ({
      id,
      revision,
      title,
      levels,
      lines,
      roles,
      units,
    }),
  ),
  memberships: people.memberships,
  substitutes: [],
  names: Object.fromEntries(people.accounts.map(({ id, name }) => [id, name])),
};

/** The same once the reorganisations of 2025 were applied. */
export const directoryOf2025: Directory = ['2025-03', '2025-07'].reduce(reorganised, directory);

function reorganised(before: Directory, when: string): Directory {
  const act = jsonOf<ReorganisationFile>(path('reorganisations', `bac-lieu-${when}`));
  const { ended, begun } = moveMemberships(before.memberships, act);
  const changed = new Map(ended.map(({ after }) => [after.id, after]));
  return {
    ...before,
    organisations: before.organisations.map((one) => applyReorganisation(one, act)),
    memberships: [...before.memberships.map((one) => changed.get(one.id) ?? one), ...begun],
  };
}

/** The account of a login of the demo. */
export const accountOf = (login: string): string => people.accounts.find((one) => one.login === login)!.id;

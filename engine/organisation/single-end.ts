import type { ReorganisationFile } from '../model/generated/definitions.ts';
import type { Membership, OrganisationRecord, Role, Unit } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { membershipKey } from './assignee-key.ts';
import { addDays } from './days.ts';

/** How one unit ends: its last day, who takes over, and whether whoever holds a role there holds it at the successor. */
export interface UnitEnding {
  lastDay: Day;
  successors: readonly string[];
  peopleFollow: boolean;
  /** Why, as a reorganisation names its source. */
  source?: string;
}

/** The end of one unit as a reorganisation with the id given. */
export function endOfUnit(
  id: string,
  organisation: Pick<OrganisationRecord, 'id' | 'roles'>,
  unit: Unit,
  { lastDay, successors, peopleFollow, source }: UnitEnding,
): ReorganisationFile {
  return {
    thidua: 1,
    id,
    title: { vi: `Kết thúc ${unit.name}`, en: `${unit.name} ends` },
    organisation: organisation.id,
    from: addDays(lastDay, 1),
    ends: [{ unit: unit.uid, ...(successors.length > 0 ? { successors: [...new Set(successors)] } : {}) }],
    ...(peopleFollow
      ? { roles: organisation.roles.map((one) => ({ role: one.id, units: [unit.uid], people: 'follow' })) }
      : {}),
    ...(source ? { source } : {}),
  };
}

/**
 * The end of a role at a unit that nobody holds any more afterwards, as a reorganisation of nothing else: whoever
 * holds it on the last day holds it no more, so it is for a membership of which `isLastHolder` is true.
 */
export function endOfRole(
  id: string,
  organisation: Pick<OrganisationRecord, 'id'>,
  role: Role,
  unit: Unit,
  lastDay: Day,
): ReorganisationFile {
  return {
    thidua: 1,
    id,
    title: {
      vi: `Thôi giữ vai trò ${role.title.vi}, ${unit.name}`,
      en: `${role.title.en ?? role.title.vi} of ${unit.name} ends`,
    },
    organisation: organisation.id,
    from: addDays(lastDay, 1),
    roles: [{ role: role.id, units: [unit.uid], people: 'end' }],
  };
}

/** Would nobody hold the role at the unit on the day after, if the membership ended with `lastDay`? */
export function isLastHolder(
  memberships: readonly Membership[],
  membership: Membership,
  lastDay: Day,
): boolean {
  const day = addDays(lastDay, 1);
  const key = membershipKey(membership);
  return !memberships.some(
    (one) =>
      one.id !== membership.id &&
      membershipKey(one) === key &&
      one.from <= day &&
      (one.to === undefined || one.to >= day),
  );
}

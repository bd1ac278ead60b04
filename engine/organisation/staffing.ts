import { type Issue, issue, nearest, type Place } from '../issues/index.ts';
import type { Membership, Unit } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { membershipKey } from './assignee-key.ts';
import type { DirectoryIndex } from './directory-index.ts';

/** A role some definition asks for, and where it does. */
export interface StaffingNeed {
  /** `<organisation or campaign>/<role>`. */
  role: string;
  /** The level of the units it is asked at; absent for a role held without a unit. */
  level?: string;
  /** Only units that have a place on this line that day are asked. */
  line?: string;
  /** Only units of this organisation are asked. */
  organisation?: string;
  /** Roles whose holder may not act here on the same case. */
  apartFrom?: string[];
  place: Place;
}

/** How many units an Issue names; the rest are counted. */
const NAMED = 5;

/**
 * What stands in the way of the needs on a day, for lack of people: a role nobody holds, a level without any
 * unit, a separation of duties that leaves nobody. One Issue a need and kind, with how many units it concerns
 * and the first of them. Substitutes are not counted on.
 */
export function staffingFindings(
  directory: DirectoryIndex,
  needs: readonly StaffingNeed[],
  day: Day,
): Issue[] {
  return needs.flatMap((need) => {
    const units = need.level === undefined ? [null] : unitsAsked(directory, need, day);
    if (units.length === 0)
      return [
        issue('staffing.ref.no_unit', need.place, {
          role: need.role,
          level: need.level!,
          line: need.line ?? null,
          day,
        }),
      ];
    const found: Issue[] = [];
    const holders = units.map((unit) => directory.holders(keyAt(need.role, unit), day));
    const empty = units.filter((_, n) => holders[n]!.length === 0);
    if (empty.length > 0)
      found.push(
        issue('staffing.role.nobody', need.place, { role: need.role, day, ...counted(empty, units.length) }),
      );
    for (const other of need.apartFrom ?? []) {
      const blocked = units.filter((unit, n) => {
        const [only, ...more] = holders[n]!;
        return (
          only !== undefined && more.length === 0 && alsoHolds(directory, only, other, unit, need.line, day)
        );
      });
      if (blocked.length > 0)
        found.push(
          issue('staffing.separation.nobody_left', need.place, {
            role: need.role,
            other,
            day,
            ...counted(blocked, units.length),
          }),
        );
    }
    return found;
  });
}

/**
 * What is wrong with the memberships themselves: unknown accounts, units and roles, a role held at a unit of
 * another level, dates the wrong way round. One Issue a kind and name, at the first membership it concerns.
 */
export function checkMemberships(directory: DirectoryIndex, source = 'directory'): Issue[] {
  const found = new Map<string, Issue>();
  const { memberships, organisations, names } = directory.directory;
  const uids = organisations.flatMap(({ units }) => units.map(({ uid }) => uid));
  memberships.forEach((membership, index) => {
    for (const problem of problemsOf(directory, membership, uids, names)) {
      const key = `${problem.code} ${problem.about}`;
      const known = found.get(key);
      const count = Number(known?.params['count'] ?? 0) + 1;
      const place = known ?? { source, pointer: `/memberships/${index}${problem.at}` };
      found.set(
        key,
        issue(problem.code, { source: place.source, pointer: place.pointer }, { ...problem.params, count }),
      );
    }
  });
  return [...found.values()];
}

interface Problem {
  code:
    | 'staffing.ref.unknown_account'
    | 'staffing.ref.unknown_role'
    | 'staffing.ref.unknown_unit'
    | 'staffing.incompatible.level'
    | 'staffing.incompatible.dates';
  about: string;
  at: string;
  params: Record<string, string | string[]>;
}

function* problemsOf(
  directory: DirectoryIndex,
  { id, account, role, unit: uid, from, to }: Membership,
  uids: readonly string[],
  names: Readonly<Record<string, string>>,
): Generator<Problem> {
  if (!Object.hasOwn(names, account))
    yield { code: 'staffing.ref.unknown_account', about: account, at: '/account', params: { account } };
  if (to !== undefined && to < from)
    yield { code: 'staffing.incompatible.dates', about: id, at: '/to', params: { membership: id, from, to } };
  const [owner = '', name = ''] = role.split('/');
  // A role of a campaign is the campaign's to know.
  const roles = directory.organisation(owner)?.roles;
  const known = roles?.find((one) => one.id === name);
  if (roles && !known)
    yield {
      code: 'staffing.ref.unknown_role',
      about: role,
      at: '/role',
      params: {
        role,
        nearest: nearest(
          name,
          roles.map((one) => one.id),
        ),
      },
    };
  if (uid === undefined) return;
  const unit = directory.unit(uid);
  if (!unit)
    yield {
      code: 'staffing.ref.unknown_unit',
      about: uid,
      at: '/unit',
      params: { unit: uid, nearest: nearest(uid, uids) },
    };
  else if (known?.level !== undefined && known.level !== unit.level)
    yield {
      code: 'staffing.incompatible.level',
      about: `${role} ${unit.level}`,
      at: '/unit',
      params: { role, level: known.level, unit: unit.name, unitLevel: unit.level },
    };
}

function unitsAsked(
  directory: DirectoryIndex,
  { level, line, organisation }: StaffingNeed,
  day: Day,
): Unit[] {
  const units = directory.unitsOfLevel(level!, day, organisation);
  if (line === undefined) return units;
  return units.filter(
    ({ uid }) =>
      directory.parentOn(uid, line, day).kind === 'unit' || directory.childrenOf(uid, line, day).length > 0,
  );
}

/** Does somebody hold a role where it meets the unit: there, above it or below it on the line, or everywhere? */
function alsoHolds(
  directory: DirectoryIndex,
  account: string,
  role: string,
  unit: Unit | null,
  line: string | undefined,
  day: Day,
): boolean {
  return directory.membershipsOf(account, day).some((held) => {
    if (held.role !== role) return false;
    if (unit === null || held.unit === undefined || held.unit === unit.uid) return true;
    return (
      line !== undefined &&
      (directory.isAtOrBelow(held.unit, unit.uid, line, day) ||
        directory.isAtOrBelow(unit.uid, held.unit, line, day))
    );
  });
}

function keyAt(role: string, unit: Unit | null): string {
  return unit === null ? role : membershipKey({ role, unit: unit.uid });
}

function counted(
  units: readonly (Unit | null)[],
  of: number,
): { count: number; of: number; units: string[] } {
  const named = units.flatMap((unit) => (unit === null ? [] : [unit.name]));
  const shown = named.slice(0, NAMED);
  return { count: units.length, of, units: named.length > NAMED ? [...shown, '…'] : shown };
}

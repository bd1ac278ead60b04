import type { Directory, Membership, OrganisationRecord, Substitute, Unit } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { membershipKey, parseAssigneeKey, unroutedKey } from './assignee-key.ts';

/**
 * Where a search for a unit ended. `undecided`: it came to a unit that has ended with several successors, which
 * is never read through, since only a person can say which of them takes over. `none`: there is no such unit on
 * that day.
 */
export type Located =
  | { kind: 'unit'; unit: Unit }
  | { kind: 'undecided'; unit: Unit; successors: string[] }
  | { kind: 'none' };

/** By what right somebody acts. */
export interface Authority {
  /** The account stood in for; absent when it is one's own right. */
  onBehalfOf?: string;
  /** The membership that gives it; absent where an account itself is asked. */
  membership?: string;
}

/**
 * Questions to a directory about a day. All are answered from maps made once, in time that depends on the
 * answer's size and the depth of the organisation, not on how many units or people there are.
 *
 * A unit exists from `validFrom` to `validTo`, both included. A membership holds between its dates, both
 * included, and only while its unit exists. What was asked of a unit that has ended is read through to its
 * successor where there is exactly one, again and again.
 */
export interface DirectoryIndex {
  readonly directory: Directory;
  /** The organisation with an id. */
  organisation(id: string): OrganisationRecord | null;
  /** The organisation a unit belongs to. */
  organisationOf(uid: string): OrganisationRecord | null;
  /** The unit with a uid, whether or not it exists on any given day. */
  unit(uid: string): Unit | null;
  /** The unit, if it exists on the day. */
  unitOn(uid: string, day: Day): Unit | null;
  /** The unit that answers for `uid` on the day: itself, or its single successor and so on. */
  currentUnit(uid: string, day: Day): Located;
  /** The ended units that are read through to `uid` on the day, nearest first. */
  predecessors(uid: string, day: Day): Unit[];
  /** The unit above on a line. */
  parentOn(uid: string, line: string, day: Day): Located;
  /** The unit of a level at or above `uid` on a line. */
  ancestorAt(uid: string, level: string, line: string, day: Day): Located;
  /** Is `uid` the unit `above`, or below it on the line? False where either is undecided. */
  isAtOrBelow(uid: string, above: string, line: string, day: Day): boolean;
  /** The units directly below on a line, in the organisation's order. */
  childrenOf(uid: string, line: string, day: Day): Unit[];
  /** All units below on a line, not the unit itself, in the organisation's order. */
  unitsBelow(uid: string, line: string, day: Day): Unit[];
  /** The units of a level that exist on the day, of one organisation or of all, in the organisation's order. */
  unitsOfLevel(level: string, day: Day, organisation?: string): Unit[];
  /** The accounts an assignee key asks on the day; an account's own key asks the account. No substitutes. */
  holders(key: string, day: Day): string[];
  /** What an account holds on the day. */
  membershipsOf(account: string, day: Day): Membership[];
  /** The accounts somebody stands in for on the day. */
  actingFor(account: string, day: Day): string[];
  /** The accounts that stand in for somebody on the day. */
  substitutesOf(account: string, day: Day): string[];
  /**
   * Every key under which work waits for an account on the day: the account itself, its roles, the same roles
   * at the units read through to its own, unrouted work where one of them looks after it, and all these of the
   * people it stands in for.
   */
  keysOf(account: string, day: Day): string[];
  /** By what right an account may act on a key on the day; its own right before another's. Null: by none. */
  mayAct(account: string, key: string, day: Day): Authority | null;
  /** The name to show for an account; its id where the directory holds none. */
  nameOf(account: string): string;
}

const indexed = new WeakMap<Directory, DirectoryIndex>();
const none: Located = { kind: 'none' };

/** Makes a directory ready to be asked; once per object, which must not be changed afterwards. */
export function indexDirectory(directory: Directory): DirectoryIndex {
  let made = indexed.get(directory);
  if (!made) {
    made = index(directory);
    indexed.set(directory, made);
  }
  return made;
}

interface Entry {
  unit: Unit;
  organisation: OrganisationRecord;
  /** Place in the directory, for answers in the organisation's order. */
  place: number;
}

function index(directory: Directory): DirectoryIndex {
  const entries = new Map<string, Entry>();
  const organisations = new Map(directory.organisations.map((one) => [one.id, one]));
  const byLevel = new Map<string, Entry[]>();
  const children = new Map<string, { child: Entry; line: string; from?: Day; to?: Day }[]>();
  const continuedBy = new Map<string, Unit[]>();
  /** The key of unrouted work by each role that looks after it. */
  const unrouted = new Map<string, string>();
  for (const { id, roles } of directory.organisations)
    for (const role of roles) if (role.administers) unrouted.set(`${id}/${role.id}`, unroutedKey(id));
  for (const organisation of directory.organisations)
    for (const unit of organisation.units) {
      if (entries.has(unit.uid)) continue;
      const entry = { unit, organisation, place: entries.size };
      entries.set(unit.uid, entry);
      append(byLevel, unit.level, entry);
      for (const parent of unit.parents) append(children, parent.unit, { child: entry, ...parent });
      if (unit.successors?.length === 1) append(continuedBy, unit.successors[0]!, unit);
    }
  const byKey = groupBy(directory.memberships, membershipKey);
  const byAccount = groupBy(directory.memberships, ({ account }) => account);
  const byAbsent = groupBy(directory.substitutes, ({ account }) => account);
  const bySubstitute = groupBy(directory.substitutes, ({ substitute }) => substitute);
  const administrators = groupBy(
    directory.memberships.filter(({ role }) => unrouted.has(role)),
    ({ role }) => unrouted.get(role)!,
  );

  function unitOn(uid: string, day: Day): Unit | null {
    const unit = entries.get(uid)?.unit;
    return unit && exists(unit, day) ? unit : null;
  }

  function currentUnit(uid: string, day: Day): Located {
    let unit = entries.get(uid)?.unit;
    // As many hops as there are units can only be a ring of successors, which `checkOrganisation` reports.
    for (let hops = 0; unit && hops <= entries.size; hops += 1) {
      if (exists(unit, day)) return { kind: 'unit', unit };
      if (!ended(unit, day)) return none;
      const successors: string[] = unit.successors ?? [];
      if (successors.length > 1) return { kind: 'undecided', unit, successors };
      unit = entries.get(successors[0] ?? '')?.unit;
    }
    return none;
  }

  function predecessors(uid: string, day: Day): Unit[] {
    if (!unitOn(uid, day)) return [];
    const found: Unit[] = [];
    let layer = [uid];
    while (layer.length > 0) {
      const before = layer.flatMap((at) => continuedBy.get(at) ?? []).filter((unit) => ended(unit, day));
      found.push(...before);
      layer = before.map((unit) => unit.uid);
    }
    return found;
  }

  function above(unit: Unit, line: string, day: Day): Located {
    const parent = unit.parents.find((one) => one.line === line && within(one, day));
    return parent ? currentUnit(parent.unit, day) : none;
  }

  /** Climbs from a unit until `wanted` holds; gives where it came to. */
  function climb(uid: string, line: string, day: Day, wanted: (unit: Unit) => boolean): Located {
    let at = currentUnit(uid, day);
    for (let steps = 0; at.kind === 'unit' && steps <= entries.size; steps += 1) {
      if (wanted(at.unit)) return at;
      at = above(at.unit, line, day);
    }
    return at.kind === 'unit' ? none : at;
  }

  function below(unit: Unit, line: string, day: Day): Entry[] {
    const found = new Set<Entry>();
    for (const { uid } of [unit, ...predecessors(unit.uid, day)])
      for (const { child, ...parent } of children.get(uid) ?? [])
        if (parent.line === line && within(parent, day) && exists(child.unit, day)) found.add(child);
    return [...found];
  }

  function unitsBelow(uid: string, line: string, day: Day): Unit[] {
    const top = currentUnit(uid, day);
    if (top.kind !== 'unit') return [];
    const found = new Set<Entry>();
    const waiting = below(top.unit, line, day);
    for (let entry = waiting.pop(); entry; entry = waiting.pop())
      if (entry.unit !== top.unit && !found.has(entry)) {
        found.add(entry);
        waiting.push(...below(entry.unit, line, day));
      }
    return inOrder(found);
  }

  const holds = (membership: Membership, day: Day): boolean =>
    within(membership, day) && (membership.unit === undefined || unitOn(membership.unit, day) !== null);

  const membershipsOf = (account: string, day: Day): Membership[] =>
    (byAccount.get(account) ?? []).filter((one) => holds(one, day));

  /** The key as it is held today: at the unit that answers for the one it names. Null where none does. */
  function keyToday(key: string, day: Day): string | null {
    const parsed = parseAssigneeKey(key);
    if (parsed.kind === 'account' || parsed.unit === undefined) return key;
    const located = currentUnit(parsed.unit, day);
    return located.kind === 'unit'
      ? membershipKey({ role: `${parsed.owner}/${parsed.role}`, unit: located.unit.uid })
      : null;
  }

  /** The person's own right to a key as held today. */
  function ownRight(account: string, today: string, day: Day): Authority | null {
    if (account === today) return {};
    const membership = membershipsOf(account, day).find((one) => membershipKey(one) === today);
    return membership ? { membership: membership.id } : null;
  }

  /** The memberships that look after the unrouted work of a key; none where it is another key. */
  function administratorsOf(key: string, day: Day): Membership[] {
    return (administrators.get(key) ?? []).filter((one) => holds(one, day));
  }

  function actingFor(account: string, day: Day): string[] {
    return accountsOf(bySubstitute.get(account), day, (one) => one.account);
  }

  return {
    directory,
    organisation: (id) => organisations.get(id) ?? null,
    organisationOf: (uid) => entries.get(uid)?.organisation ?? null,
    unit: (uid) => entries.get(uid)?.unit ?? null,
    unitOn,
    currentUnit,
    predecessors,
    parentOn(uid, line, day) {
      const at = currentUnit(uid, day);
      return at.kind === 'unit' ? above(at.unit, line, day) : at;
    },
    ancestorAt: (uid, level, line, day) => climb(uid, line, day, (unit) => unit.level === level),
    isAtOrBelow(uid, upper, line, day) {
      const top = currentUnit(upper, day);
      return top.kind === 'unit' && climb(uid, line, day, (unit) => unit === top.unit).kind === 'unit';
    },
    childrenOf(uid, line, day) {
      const at = currentUnit(uid, day);
      return at.kind === 'unit' ? inOrder(below(at.unit, line, day)) : [];
    },
    unitsBelow,
    unitsOfLevel(level, day, organisation) {
      return (byLevel.get(level) ?? [])
        .filter((entry) => organisation === undefined || entry.organisation.id === organisation)
        .map(({ unit }) => unit)
        .filter((unit) => exists(unit, day));
    },
    holders(key, day) {
      const today = keyToday(key, day);
      if (today === null) return [];
      if (parseAssigneeKey(today).kind === 'account') return [today];
      const held = (byKey.get(today) ?? []).filter((one) => holds(one, day));
      return [...new Set([...held, ...administratorsOf(today, day)].map(({ account }) => account))];
    },
    membershipsOf,
    actingFor,
    substitutesOf: (account, day) => accountsOf(byAbsent.get(account), day, (one) => one.substitute),
    keysOf(account, day) {
      const keys = new Set<string>();
      for (const person of [account, ...actingFor(account, day)]) {
        keys.add(person);
        for (const { role, unit } of membershipsOf(person, day)) {
          keys.add(membershipKey({ role, unit }));
          const looksAfter = unrouted.get(role);
          if (looksAfter !== undefined) keys.add(looksAfter);
          if (unit !== undefined)
            for (const { uid } of predecessors(unit, day)) keys.add(membershipKey({ role, unit: uid }));
        }
      }
      return [...keys];
    },
    mayAct(account, key, day) {
      const today = keyToday(key, day);
      if (today === null) return null;
      const own = ownRight(account, today, day);
      if (own) return own;
      for (const absent of actingFor(account, day)) {
        const right = ownRight(absent, today, day);
        if (right) return { ...right, onBehalfOf: absent };
      }
      return null;
    },
    nameOf: (account) => directory.names[account] ?? account,
  };
}

/** Does the unit exist on the day? */
function exists({ validFrom, validTo }: Unit, day: Day): boolean {
  return (validFrom === undefined || day >= validFrom) && (validTo === undefined || day <= validTo);
}

function ended({ validTo }: Unit, day: Day): boolean {
  return validTo !== undefined && day > validTo;
}

function within({ from, to }: { from?: Day; to?: Day }, day: Day): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

function accountsOf(
  substitutes: readonly Substitute[] | undefined,
  day: Day,
  account: (one: Substitute) => string,
): string[] {
  return [...new Set((substitutes ?? []).filter((one) => within(one, day)).map(account))];
}

function inOrder(entries: Iterable<Entry>): Unit[] {
  return [...entries].sort((a, b) => a.place - b.place).map(({ unit }) => unit);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) append(groups, key(item), item);
  return groups;
}

function append<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

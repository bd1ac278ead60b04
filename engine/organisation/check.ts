import { type Issue, issue, nearest } from '../issues/index.ts';
import type { OrganisationFile, Unit } from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import { addDays } from './days.ts';

/**
 * What is wrong inside an organisation that already matches its schema: ids given twice, levels, lines, parents
 * and successors that are not there, dates that exclude each other, two parents at once on one line, circles.
 * `source` is the file the Issues name, by default the organisation's own.
 */
export function checkOrganisation(
  organisation: OrganisationFile,
  source = `organisations/${organisation.id}.json`,
): Issue[] {
  const { levels, lines, roles, units, clusters = [] } = organisation;
  const at = (pointer: string) => ({ source, pointer });
  const issues: Issue[] = [];
  const byUid = new Map<string, Unit>();
  const levelIds = new Set(levels.map(({ id }) => id));
  const lineIds = new Set(lines.map(({ id }) => id));

  for (const [list, named] of Object.entries({ levels, lines, roles, clusters })) {
    const ids = named.map(({ id }) => id);
    issues.push(...repeated(source, list, 'id', ids));
  }
  const everyUid = units.map(({ uid }) => uid);
  issues.push(...repeated(source, 'units', 'uid', everyUid));
  for (const unit of units) if (!byUid.has(unit.uid)) byUid.set(unit.uid, unit);
  const uids = new Set(everyUid);

  let hints = HINTS;
  const refer: Refer = (what, pointer, name, known) => {
    if (known.has(name)) return;
    hints -= 1;
    issues.push(
      issue(`organisation.ref.unknown_${what}`, at(pointer), {
        name,
        nearest: hints >= 0 ? nearest(name, known) : [],
      }),
    );
  };
  const dates = (pointer: string, from: Day | undefined, to: Day | undefined) => {
    for (const day of [from, to])
      if (day !== undefined && !isDay(day))
        issues.push(issue('organisation.type.not_a_day', at(pointer), { date: day }));
    if (from !== undefined && to !== undefined && to < from)
      issues.push(issue('organisation.incompatible.dates', at(pointer), { from, to }));
  };

  roles.forEach(({ level, line }, index) => {
    if (level !== undefined) refer('level', `/roles/${index}/level`, level, levelIds);
    if (line !== undefined) refer('line', `/roles/${index}/line`, line, lineIds);
  });
  clusters.forEach((cluster, index) => {
    dates(`/clusters/${index}`, cluster.from, cluster.to);
    for (const [n, uid] of cluster.units.entries()) refer('unit', `/clusters/${index}/units/${n}`, uid, uids);
    if (cluster.head !== undefined)
      refer('unit', `/clusters/${index}/head`, cluster.head, new Set(cluster.units));
  });

  units.forEach((unit, index) => {
    const pointer = `/units/${index}`;
    refer('level', `${pointer}/level`, unit.level, levelIds);
    dates(pointer, unit.validFrom, unit.validTo);
    unit.parents.forEach((parent, n) => {
      const place = `${pointer}/parents/${n}`;
      refer('line', `${place}/line`, parent.line, lineIds);
      refer('unit', `${place}/unit`, parent.unit, uids);
      dates(place, parent.from, parent.to);
      const twin = unit.parents
        .slice(0, n)
        .find((other) => other.line === parent.line && meet(other, parent));
      if (twin)
        issues.push(
          issue('organisation.incompatible.two_parents', at(place), {
            unit: unit.uid,
            line: parent.line,
            parents: [twin.unit, parent.unit],
          }),
        );
      const missing = dayWithoutParent(unit, parent, byUid);
      if (missing)
        issues.push(
          issue('organisation.incompatible.parent_missing', at(place), {
            unit: unit.uid,
            parent: parent.unit,
            line: parent.line,
            day: missing,
          }),
        );
    });
    unit.successors?.forEach((successor, n) => {
      refer('unit', `${pointer}/successors/${n}`, successor, uids);
    });
    issues.push(...checkSuccessors(unit, pointer, byUid, source));
  });
  for (const line of lineIds) issues.push(...circles(units, line, source));
  issues.push(...circlesOfSuccession(units, byUid, source));
  return issues;
}

/** How many unknown names are compared with all known ones; a file with more has another problem. */
const HINTS = 50;

type Refer = (
  what: 'level' | 'line' | 'unit',
  pointer: string,
  name: string,
  known: ReadonlySet<string>,
) => void;
type Parent = Unit['parents'][number];
/** A unit with its place in the file and its parents on one line. */
interface Suspect {
  unit: Unit;
  index: number;
  parents: Parent[];
}
interface Dated {
  from?: Day;
  to?: Day;
}

function repeated(source: string, list: string, key: string, ids: readonly string[]): Issue[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      issue('organisation.unique.id', { source, pointer: `/${list}/${index}/${key}` }, { id }, [
        { source, pointer: `/${list}/${earlier}/${key}`, role: 'first' },
      ]),
    ];
  });
}

function checkSuccessors(
  { uid, validTo, successors = [] }: Unit,
  pointer: string,
  byUid: ReadonlyMap<string, Unit>,
  source: string,
): Issue[] {
  const place = { source, pointer: `${pointer}/successors` };
  if (successors.length > 0 && validTo === undefined)
    return [issue('organisation.incompatible.successors_without_end', place, { unit: uid })];
  if (validTo === undefined || !isDay(validTo)) return [];
  const day = addDays(validTo, 1);
  return successors.flatMap((successor, n) => {
    const unit = byUid.get(successor);
    if (!unit || existsOn(unit, day)) return [];
    return [
      issue(
        'organisation.incompatible.successor_missing',
        { source, pointer: `${place.pointer}/${n}` },
        { unit: uid, successor, day },
      ),
    ];
  });
}

/** Circles of parents on one line: each is reported once, on the first day it exists, with every member. */
function circles(units: readonly Unit[], line: string, source: string): Issue[] {
  // Units that hang from a top cannot be in a circle on any day; what remains is looked at day by day.
  const suspects = notHangingFromTop(units, line);
  const days = new Set<Day>();
  for (const { unit, parents } of suspects) {
    if (unit.validFrom !== undefined) days.add(unit.validFrom);
    for (const { from } of parents) if (from !== undefined) days.add(from);
  }
  const found = new Map<string, Issue>();
  for (const day of ['0000-01-01', ...[...days].sort()]) {
    const up = new Map<string, { to: string; index: number }>();
    for (const { unit, index, parents } of suspects) {
      const parent = existsOn(unit, day) ? parents.find((one) => covers(one, day)) : undefined;
      if (parent) up.set(unit.uid, { to: parent.unit, index });
    }
    for (const ring of rings(up)) {
      const members = ring.map((uid) => ({ uid, index: up.get(uid)!.index }));
      const key = ring.toSorted().join(' ');
      if (!found.has(key)) found.set(key, ringIssue('organisation.cycle.parents', source, members, { line }));
    }
  }
  return [...found.values()];
}

function notHangingFromTop(units: readonly Unit[], line: string): Suspect[] {
  let rest: Suspect[] = units.map((unit, index) => ({
    unit,
    index,
    parents: unit.parents.filter((parent) => parent.line === line),
  }));
  const left = new Set(units.map(({ uid }) => uid));
  for (let before = Number.POSITIVE_INFINITY; rest.length < before; ) {
    before = rest.length;
    rest = rest.filter(({ unit, parents }) => {
      const stays = parents.some((parent) => left.has(parent.unit));
      if (!stays) left.delete(unit.uid);
      return stays;
    });
  }
  return rest;
}

function circlesOfSuccession(
  units: readonly Unit[],
  byUid: ReadonlyMap<string, Unit>,
  source: string,
): Issue[] {
  const next = new Map<string, { to: string; index: number }>();
  units.forEach(({ uid, successors = [] }, index) => {
    const [only] = successors;
    if (successors.length === 1 && byUid.has(only!)) next.set(uid, { to: only!, index });
  });
  return rings(next).map((ring) =>
    ringIssue(
      'organisation.cycle.successors',
      source,
      ring.map((uid) => ({ uid, index: next.get(uid)!.index })),
    ),
  );
}

/** The circles of a graph in which every node has at most one way on. */
function rings(way: ReadonlyMap<string, { to: string }>): string[][] {
  const found: string[][] = [];
  const walkOf = new Map<string, string>();
  for (const start of way.keys()) {
    const path: string[] = [];
    let at = start;
    while (way.has(at) && !walkOf.has(at)) {
      walkOf.set(at, start);
      path.push(at);
      at = way.get(at)!.to;
    }
    if (walkOf.get(at) === start) found.push(path.slice(path.indexOf(at)));
  }
  return found;
}

function ringIssue(
  code: 'organisation.cycle.parents' | 'organisation.cycle.successors',
  source: string,
  members: readonly { uid: string; index: number }[],
  params: Record<string, string> = {},
): Issue {
  const [first, ...others] = members;
  return issue(
    code,
    { source, pointer: `/units/${first!.index}` },
    { ...params, units: members.map(({ uid }) => uid) },
    others.map(({ index }) => ({ source, pointer: `/units/${index}`, role: 'member' })),
  );
}

/**
 * The first day on which the unit should hang below the parent but neither it nor its single successor exists;
 * null when there is none or the parent is not known at all.
 */
function dayWithoutParent(unit: Unit, parent: Parent, byUid: ReadonlyMap<string, Unit>): Day | null {
  const from = later(unit.validFrom, parent.from);
  const to = earlier(unit.validTo, parent.to);
  let above = byUid.get(parent.unit);
  if (!above || (from !== undefined && to !== undefined && to < from)) return null;
  if (above.validFrom !== undefined && (from === undefined || from < above.validFrom))
    return from ?? addDays(above.validFrom, -1);
  for (let hops = 0; above && hops <= byUid.size; hops += 1) {
    const end: Day | undefined = above.validTo;
    if (end === undefined || (to !== undefined && to <= end) || !isDay(end)) return null;
    const next: Unit | undefined =
      above.successors?.length === 1 ? byUid.get(above.successors[0]!) : undefined;
    const gap = addDays(end, 1);
    if (!next || !existsOn(next, gap)) return from !== undefined && from > gap ? from : gap;
    above = next;
  }
  return null;
}

function meet(a: Dated, b: Dated): boolean {
  const from = later(a.from, b.from);
  const to = earlier(a.to, b.to);
  return from === undefined || to === undefined || from <= to;
}

function later(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function covers({ from, to }: Dated, day: Day): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

function existsOn({ validFrom: from, validTo: to }: Unit, day: Day): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

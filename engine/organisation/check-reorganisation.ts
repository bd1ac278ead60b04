import { type Issue, type IssueCode, issue, nearest, type Param } from '../issues/index.ts';
import type { OrganisationFile, ReorganisationFile } from '../model/generated/definitions.ts';
import type { OrganisationRecord, Unit } from '../model/organisation.ts';
import { checkOrganisation } from './check.ts';
import { applyReorganisation, eveOf, undecidedParents } from './reorganisation.ts';

/**
 * What stands in the way of a reorganisation of this organisation: names that are not there, units that have
 * begun or ended otherwise, and whatever the organisation's own check would find afterwards and does not find now.
 * Decisions that are left to a person are notes. `source` is the file the Issues name.
 */
export function checkReorganisation(
  organisation: OrganisationRecord,
  file: ReorganisationFile,
  source = `reorganisations/${file.id}.json`,
): Issue[] {
  const found = namesOf(organisation, file, source);
  if (found.some(({ severity }) => severity === 'error')) return found;
  const known = new Set(findings(organisation).map(keyOf));
  const added = findings(applyReorganisation(organisation, file)).filter((one) => !known.has(keyOf(one)));
  const open = undecidedParents(organisation, file);
  const asked = new Set(open.map(({ unit }) => unit.uid));
  return [
    ...found,
    // What a person is asked about is told as a question, not as a mistake.
    ...added.filter(
      ({ code, params }) =>
        code !== 'organisation.incompatible.parent_missing' || !asked.has(String(params['unit'])),
    ),
    ...open.map(({ unit, parent }) =>
      issue(
        'reorganisation.parent.undecided',
        { source, pointer: '/parents' },
        {
          unit: unit.name,
          parent: parent.name,
        },
      ),
    ),
  ];
}

function findings(organisation: OrganisationRecord): Issue[] {
  return checkOrganisation({ ...organisation, thidua: 1 } as OrganisationFile);
}

function keyOf({ code, params }: Issue): string {
  return `${code} ${JSON.stringify(params)}`;
}

function namesOf(organisation: OrganisationRecord, file: ReorganisationFile, source: string): Issue[] {
  const issues: Issue[] = [];
  const tell = (code: IssueCode, pointer: string, params: Record<string, Param>) =>
    issues.push(issue(code, { source, pointer }, params));
  const eve = eveOf(file);
  const byUid = new Map(organisation.units.map((unit) => [unit.uid, unit]));
  const fresh = new Set((file.units ?? []).map(({ uid }) => uid));
  const uids = new Set([...byUid.keys(), ...fresh]);
  const levels = new Set(organisation.levels.map(({ id }) => id));
  const lines = new Set(organisation.lines.map(({ id }) => id));
  const roles = new Set(organisation.roles.map(({ id }) => id));
  const refer = (
    what: 'unit' | 'level' | 'line' | 'role',
    pointer: string,
    name: string | undefined,
    known: ReadonlySet<string>,
  ): boolean => {
    if (name === undefined || known.has(name)) return true;
    const code =
      what === 'role' ? 'reorganisation.ref.unknown_role' : (`organisation.ref.unknown_${what}` as const);
    tell(code, pointer, { name, nearest: nearest(name, known) });
    return false;
  };
  /** A unit that stands on the last day of the old order, and does not end by itself. */
  const stands = (unit: Unit | undefined, pointer: string): void => {
    if (!unit) return;
    if (unit.validTo !== undefined)
      tell('reorganisation.unit.ended', pointer, { unit: unit.name, day: unit.validTo });
    else if (unit.validFrom !== undefined && unit.validFrom > eve)
      tell('reorganisation.unit.not_begun', pointer, { unit: unit.name, day: unit.validFrom });
  };

  const seen = new Set<string>();
  (file.units ?? []).forEach(({ uid, level, parents }, index) => {
    const place = `/units/${index}`;
    const taken = byUid.get(uid);
    if (taken) tell('reorganisation.unit.taken', `${place}/uid`, { uid, unit: taken.name });
    else if (seen.has(uid)) tell('organisation.unique.id', `${place}/uid`, { id: uid });
    seen.add(uid);
    refer('level', `${place}/level`, level, levels);
    parents.forEach(({ line, unit }, n) => {
      refer('line', `${place}/parents/${n}/line`, line, lines);
      refer('unit', `${place}/parents/${n}/unit`, unit, uids);
    });
  });
  const ending = new Set<string>();
  (file.ends ?? []).forEach(({ unit, successors = [] }, index) => {
    const place = `/ends/${index}`;
    if (ending.has(unit)) tell('organisation.unique.id', `${place}/unit`, { id: unit });
    ending.add(unit);
    if (refer('unit', `${place}/unit`, unit, uids)) stands(byUid.get(unit), `${place}/unit`);
    successors.forEach((one, n) => {
      refer('unit', `${place}/successors/${n}`, one, uids);
    });
  });
  (file.parents ?? []).forEach(({ line, level, units, parent }, index) => {
    const place = `/parents/${index}`;
    refer('line', `${place}/line`, line, lines);
    refer('level', `${place}/level`, level, levels);
    refer('unit', `${place}/parent`, parent, uids);
    if (units === undefined && level === undefined) tell('reorganisation.parent.nobody', place, {});
    units?.forEach((uid, n) => {
      if (refer('unit', `${place}/units/${n}`, uid, uids) && !ending.has(uid))
        stands(byUid.get(uid), `${place}/units/${n}`);
    });
    const meant = organisation.units.filter((unit) =>
      units ? units.includes(unit.uid) : unit.level === level,
    );
    const dated = meant.find((unit) =>
      unit.parents.some(
        (one) =>
          one.line === line &&
          ((one.from ?? '') >= file.from || (one.to !== undefined && one.to >= file.from)),
      ),
    );
    if (dated) tell('reorganisation.parent.dated', place, { unit: dated.name, line });
  });
  (file.roles ?? []).forEach(({ role, as, units, to }, index) => {
    const place = `/roles/${index}`;
    refer('role', `${place}/role`, role, roles);
    refer('role', `${place}/as`, as, roles);
    refer('unit', `${place}/to`, to, uids);
    units?.forEach((uid, n) => {
      refer('unit', `${place}/units/${n}`, uid, uids);
    });
  });
  return issues;
}

import type { ParentChange, ReorganisationFile, RoleMove, UnitEnd } from '../model/generated/definitions.ts';
import type { Membership, OrganisationRecord, Unit, UnitParent } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { addDays } from './days.ts';

/**
 * What a person decides where a reorganisation leaves it open: for a unit that ends with several successors, the
 * one its people and cases go to; for a unit that goes on below such a one, its new parent.
 */
export interface ReorganisationChoices {
  /** By the unit that ends. */
  units?: Record<string, string>;
  /** By the unit that goes on. */
  below?: Record<string, string>;
}

/** A unit that goes on below one that ends with several successors: somebody says below which of them. */
export interface UndecidedParent {
  unit: Unit;
  /** The unit that ends. */
  parent: Unit;
  lines: string[];
  successors: string[];
}

/** What a reorganisation does to the people: memberships that end the day before, and those that begin. */
export interface MembershipMoves {
  ended: { before: Membership; after: Membership }[];
  begun: Membership[];
  /** Ended ones that would have gone on at a successor, if somebody had said at which. */
  undecided: Membership[];
}

/** The last day of the old order. */
export function eveOf({ from }: Pick<ReorganisationFile, 'from'>): Day {
  return addDays(from, -1);
}

/**
 * The organisation with a reorganisation's dates: units that end, new units, and new parents, each on its day, so
 * that a question about a day before gives the old answer. Expects what `checkReorganisation` found no error in.
 */
export function applyReorganisation(
  organisation: OrganisationRecord,
  file: ReorganisationFile,
): OrganisationRecord {
  const eve = eveOf(file);
  const ends = endsOf(file);
  const units = organisation.units.map((unit): Unit => {
    const end = ends.get(unit.uid);
    if (end)
      return { ...unit, validTo: eve, ...(end.successors?.length ? { successors: end.successors } : {}) };
    const changes = changesOf(unit, file);
    return changes.length === 0 ? unit : { ...unit, parents: withParents(unit.parents, changes, file) };
  });
  const added = (file.units ?? []).map(
    ({ uid, code, name, level, parents }): Unit => ({
      uid,
      ...(code === undefined ? {} : { code }),
      name,
      level,
      parents: parents.map(({ line, unit }) => ({ line, unit })),
      validFrom: file.from,
    }),
  );
  return { ...organisation, units: [...units, ...added] };
}

/** The organisation as it was before `applyReorganisation`; whatever else was changed since stays. */
export function takeBackReorganisation(
  organisation: OrganisationRecord,
  file: ReorganisationFile,
): OrganisationRecord {
  const eve = eveOf(file);
  const ends = endsOf(file);
  const added = new Set((file.units ?? []).map(({ uid }) => uid));
  const units = organisation.units
    .filter(({ uid }) => !added.has(uid))
    .map((unit): Unit => {
      if (ends.has(unit.uid)) {
        if (unit.validTo !== eve) return unit;
        const { validTo: _, successors: __, ...rest } = unit;
        return rest;
      }
      const lines = new Set(
        (file.parents ?? []).filter((change) => isMeant(unit, change)).map(({ line }) => line),
      );
      const changed = ({ line, to, from }: UnitParent) =>
        lines.has(line) && (to === eve || from === file.from);
      if (!unit.parents.some(changed)) return unit;
      const parents = unit.parents.flatMap((parent): UnitParent[] => {
        if (!changed(parent)) return [parent];
        if (parent.from === file.from) return [];
        const { to: _, ...open } = parent;
        return [open];
      });
      return { ...unit, parents };
    });
  return { ...organisation, units };
}

/** Has the organisation the dates of this reorganisation already? */
export function isReorganised(organisation: OrganisationRecord, file: ReorganisationFile): boolean {
  const eve = eveOf(file);
  const byUid = new Map(organisation.units.map((unit) => [unit.uid, unit]));
  const ended = (file.ends ?? []).every(({ unit }) => byUid.get(unit)?.validTo === eve);
  const begun = (file.units ?? []).every(({ uid }) => byUid.get(uid)?.validFrom === file.from);
  const moved = (file.parents ?? []).every((change) =>
    organisation.units.every(
      (unit) =>
        !isMeant(unit, change) ||
        unit.validTo !== undefined ||
        unit.parents.every(
          (parent) => parent.line !== change.line || parent.to !== undefined || parent.from === file.from,
        ),
    ),
  );
  return ended && begun && moved;
}

/** The units a reorganisation says something of: those that end, begin, hang elsewhere, or have roles of their own moved. */
export function touchedUnits(organisation: OrganisationRecord, file: ReorganisationFile): string[] {
  const moved = organisation.units.filter((unit) =>
    (file.parents ?? []).some((change) => isMeant(unit, change)),
  );
  return [
    ...new Set([
      ...(file.ends ?? []).flatMap(({ unit, successors = [] }) => [unit, ...successors]),
      ...[...(file.units ?? []), ...moved].map(({ uid }) => uid),
      ...(file.roles ?? []).flatMap(({ units = [] }) => units),
    ]),
  ];
}

/** The reorganisation with what a person decided: units that go on get their new parents. */
export function withChoices(
  organisation: OrganisationRecord,
  file: ReorganisationFile,
  { below = {} }: ReorganisationChoices,
): ReorganisationFile {
  const decided = undecidedParents(organisation, file).flatMap(
    ({ unit, lines, successors }): ParentChange[] => {
      const parent = below[unit.uid];
      if (parent === undefined || !successors.includes(parent)) return [];
      return lines.map((line) => ({ line, units: [unit.uid], parent }));
    },
  );
  return decided.length === 0 ? file : { ...file, parents: [...(file.parents ?? []), ...decided] };
}

/** The units that go on below one that ends with several successors, and are not given a new parent. */
export function undecidedParents(
  organisation: OrganisationRecord,
  file: ReorganisationFile,
): UndecidedParent[] {
  const ends = endsOf(file);
  const byUid = new Map(organisation.units.map((unit) => [unit.uid, unit]));
  return organisation.units.flatMap((unit) => {
    if (ends.has(unit.uid) || !existsOn(unit, file.from)) return [];
    const found = new Map<string, UndecidedParent>();
    for (const parent of unit.parents) {
      const successors = ends.get(parent.unit)?.successors ?? [];
      if (successors.length < 2 || !covers(parent, file.from)) continue;
      if ((file.parents ?? []).some((change) => change.line === parent.line && isMeant(unit, change)))
        continue;
      const known = found.get(parent.unit);
      if (known) known.lines.push(parent.line);
      else
        found.set(parent.unit, {
          unit,
          parent: byUid.get(parent.unit)!,
          lines: [parent.line],
          successors,
        });
    }
    return [...found.values()];
  });
}

/**
 * What becomes of the people on the day: the first rule that fits a membership moves or ends it; one without a
 * rule ends with its unit. The ids of those that begin follow from the old ones, so that moving twice is harmless.
 */
export function moveMemberships(
  memberships: readonly Membership[],
  file: ReorganisationFile,
  { units: chosen = {} }: ReorganisationChoices = {},
): MembershipMoves {
  const eve = eveOf(file);
  const ends = endsOf(file);
  const moves: MembershipMoves = { ended: [], begun: [], undecided: [] };
  const held = new Set<string>();
  for (const before of memberships) {
    const [owner, role = ''] = before.role.split('/');
    const { unit } = before;
    if (owner !== file.organisation || unit === undefined) continue;
    if (before.from >= file.from || (before.to !== undefined && before.to <= eve)) continue;
    const end = ends.get(unit);
    const rule = ruleFor(file, role, unit);
    if (!end && !(rule && (rule.people === 'end' || rule.to !== undefined))) continue;
    moves.ended.push({ before, after: { ...before, to: eve } });
    if (rule?.people !== 'follow') continue;
    const successors = end?.successors ?? [];
    const target = rule.to ?? (successors.length === 1 ? successors[0] : chosen[unit]);
    if (target === undefined) {
      moves.undecided.push(before);
      continue;
    }
    const next: Membership = {
      ...before,
      id: `${before.id}-${file.id}`,
      role: `${owner}/${rule.as ?? role}`,
      unit: target,
      from: file.from,
    };
    const key = `${next.account} ${next.role} ${target}`;
    if (held.has(key)) continue;
    held.add(key);
    moves.begun.push(next);
  }
  return moves;
}

function ruleFor({ roles = [] }: ReorganisationFile, role: string, unit: string): RoleMove | undefined {
  return roles.find((one) => one.role === role && (one.units === undefined || one.units.includes(unit)));
}

function endsOf({ ends = [] }: ReorganisationFile): Map<string, UnitEnd> {
  return new Map(ends.map((end) => [end.unit, end]));
}

/** Is a change of parents about this unit, whether or not it has a place on the line? */
function isMeant({ uid, level }: Unit, change: ParentChange): boolean {
  return change.units ? change.units.includes(uid) : change.level === level;
}

/** The changes of parents that hold for a unit which goes on: of a level, only units that have a place on the line. */
function changesOf(unit: Unit, file: ReorganisationFile): ParentChange[] {
  if (!existsOn(unit, file.from)) return [];
  return (file.parents ?? []).filter(
    (change) =>
      isMeant(unit, change) &&
      (change.units !== undefined ||
        unit.parents.some((parent) => parent.line === change.line && covers(parent, file.from))),
  );
}

function withParents(
  parents: readonly UnitParent[],
  changes: readonly ParentChange[],
  file: ReorganisationFile,
): UnitParent[] {
  const eve = eveOf(file);
  const lines = new Set(changes.map(({ line }) => line));
  const closed = parents.map((parent) =>
    lines.has(parent.line) && covers(parent, file.from) ? { ...parent, to: eve } : parent,
  );
  const added = changes.flatMap(({ line, parent }): UnitParent[] =>
    parent === undefined ? [] : [{ line, unit: parent, from: file.from }],
  );
  return [...closed, ...added];
}

function existsOn({ validFrom: from, validTo: to }: Unit, day: Day): boolean {
  return covers({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }, day);
}

function covers({ from, to }: { from?: Day; to?: Day }, day: Day): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

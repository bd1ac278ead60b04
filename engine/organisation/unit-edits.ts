import { failure, type Issue, issue, type Result, success } from '../issues/index.ts';
import type { OrganisationFile } from '../model/generated/definitions.ts';
import type { OrganisationRecord, Unit, UnitParent } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { checkOrganisation } from './check.ts';
import { addDays } from './days.ts';

/** An organisation as edits see it; its revision is the store's matter. */
export type OrganisationContent = Omit<OrganisationRecord, 'revision'>;

/** A dated edit of an organisation's units, as a person says it. A day `from` on which something holds is included. */
export type UnitEdit =
  | { edit: 'add'; unit: Unit }
  /** Another name from a day on; without a day the name was written wrongly and is corrected. */
  | { edit: 'rename'; uid: string; name: string; from?: Day }
  /** Another parent on a line from a day on, until the next one already said; null: none from then on. */
  | { edit: 'move'; uid: string; line: string; parent: string | null; from: Day }
  /** The last day, and who takes over; without a day the unit goes on. */
  | { edit: 'end'; uid: string; lastDay?: Day; successors: string[] }
  | { edit: 'code'; uid: string; code?: string }
  /** The last day of a whole line: every place on it ends. */
  | { edit: 'endLine'; line: string; lastDay: Day };

/** A unit before and after an edit; `before` is null for a new one. */
export interface EditedUnit {
  before: Unit | null;
  after: Unit;
}

const place = (pointer: string) => ({ source: 'form', pointer });

/**
 * The units an edit changes, as they are afterwards. Refused where the unit is not there, where days contradict
 * what is already said, and where the organisation as a whole would have an error it did not have before.
 */
export function editUnits(organisation: OrganisationContent, edit: UnitEdit): Result<EditedUnit[]> {
  const edited = attempt(organisation, edit);
  if (!edited.ok) return edited;
  const issues = newIssues(organisation, edited.value);
  return issues.some((one) => one.severity === 'error') ? failure(issues) : success(edited.value, issues);
}

/** The organisation with units put in their place, new ones at the end. */
export function withUnits(
  organisation: OrganisationContent,
  edited: readonly EditedUnit[],
): OrganisationContent {
  const after = new Map(edited.map((one) => [one.after.uid, one.after]));
  const units = organisation.units.map((unit) => {
    const next = after.get(unit.uid);
    after.delete(unit.uid);
    return next ?? unit;
  });
  return { ...organisation, units: [...units, ...after.values()] };
}

/** What is wrong with the organisation after edits that was not wrong before; errors and warnings. */
export function newIssues(organisation: OrganisationContent, edited: readonly EditedUnit[]): Issue[] {
  const before = new Set(issuesOf(organisation).map(asText));
  return issuesOf(withUnits(organisation, edited)).filter((one) => !before.has(asText(one)));
}

function issuesOf(organisation: OrganisationContent): Issue[] {
  return checkOrganisation({ thidua: 1, ...organisation } as OrganisationFile, 'form');
}

/** Places move when units are added, so an issue is known by what it says. */
function asText({ code, params }: Issue): string {
  return `${code} ${JSON.stringify(params)}`;
}

function attempt(organisation: OrganisationContent, edit: UnitEdit): Result<EditedUnit[]> {
  if (edit.edit === 'add') {
    if (organisation.units.some(({ uid }) => uid === edit.unit.uid))
      return failure([issue('directory.unit.taken', place('/uid'), { uid: edit.unit.uid })]);
    return success([{ before: null, after: edit.unit }]);
  }
  if (edit.edit === 'endLine') {
    return success(
      organisation.units.flatMap((unit) => {
        const parents = unit.parents.flatMap((one) =>
          one.line === edit.line ? endingBy(one, edit.lastDay) : [one],
        );
        return same(parents, unit.parents) ? [] : [{ before: unit, after: { ...unit, parents } }];
      }),
    );
  }
  const unit = organisation.units.find(({ uid }) => uid === edit.uid);
  if (!unit) return failure([issue('directory.unit.unknown', place('/unit'), { unit: edit.uid })]);
  const after = editUnit(unit, edit);
  return after.ok ? success([{ before: unit, after: after.value }]) : after;
}

/** One unit after an edit, without a look at the others: for many edits that are checked together. */
export function editUnit(unit: Unit, edit: Exclude<UnitEdit, { edit: 'add' | 'endLine' }>): Result<Unit> {
  return edits[edit.edit](unit, edit as never);
}

type Of<Name extends UnitEdit['edit']> = Extract<UnitEdit, { edit: Name }>;

const edits: {
  [Name in Exclude<UnitEdit['edit'], 'add' | 'endLine'>]: (unit: Unit, edit: Of<Name>) => Result<Unit>;
} = {
  rename(unit, { name, from }) {
    if (name === '') return failure([issue('directory.name.missing', place('/name'))]);
    if (name === unit.name) return failure([issue('directory.name.same', place('/name'), { name })]);
    if (from === undefined) return success({ ...unit, name });
    const last = unit.formerNames?.at(-1)?.to;
    const earliest = last ?? unit.validFrom;
    if (earliest !== undefined && from <= earliest)
      return failure([issue('directory.name.order', place('/from'), { from, earliest })]);
    const former = { name: unit.name, to: addDays(from, -1) };
    return success({ ...unit, name, formerNames: [...(unit.formerNames ?? []), former] });
  },
  move(unit, { line, parent, from }) {
    const onLine = unit.parents.filter((one) => one.line === line);
    const next = onLine
      .flatMap((one) => (one.from !== undefined && one.from > from ? [one.from] : []))
      .sort()[0];
    const standing = onLine.find((one) => holds(one, from));
    if ((standing?.unit ?? null) === parent)
      return failure([issue('directory.parent.same', place('/parent'))]);
    // What stands at that day ends the day before; what is said of later days stays.
    const parents = unit.parents.flatMap((one) =>
      one === standing ? endingBy(one, addDays(from, -1)) : [one],
    );
    if (parent !== null)
      parents.push({ line, unit: parent, from, ...(next === undefined ? {} : { to: addDays(next, -1) }) });
    return success({ ...unit, parents });
  },
  end(unit, { lastDay, successors }) {
    const { validTo: _, successors: __, ...rest } = unit;
    if (lastDay === undefined) return success(rest);
    const next = [...new Set(successors)].filter((uid) => uid !== '');
    return success({ ...rest, validTo: lastDay, ...(next.length > 0 ? { successors: next } : {}) });
  },
  code(unit, { code }) {
    const { code: _, ...rest } = unit;
    return success(code === undefined ? rest : { ...rest, code });
  },
};

/** A place that ends on a day at the latest; nothing where it would begin after it. */
function endingBy(parent: UnitParent, lastDay: Day): UnitParent[] {
  if (parent.from !== undefined && parent.from > lastDay) return [];
  return [parent.to !== undefined && parent.to <= lastDay ? parent : { ...parent, to: lastDay }];
}

function holds({ from, to }: UnitParent, day: Day): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

function same(a: readonly UnitParent[], b: readonly UnitParent[]): boolean {
  return a.length === b.length && a.every((one, n) => one === b[n]);
}

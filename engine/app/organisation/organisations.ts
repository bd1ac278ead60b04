import { addDays } from '../../calendar/index.ts';
import {
  failure,
  type Issue,
  issue,
  type Language,
  nearest,
  type Result,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { ChangedRecord, DirectoryChange } from '../../model/directory-change.ts';
import type { ReorganisationFile } from '../../model/generated/definitions.ts';
import type { Membership, OrganisationRecord, Role, Substitute, Unit } from '../../model/organisation.ts';
import type { Day } from '../../model/time.ts';
import {
  assigneeKey,
  checkOrganisation,
  type DirectoryIndex,
  editUnits,
  endOfRole,
  endOfUnit,
  indexDirectory,
  isLastHolder,
  type UnitEdit,
  unitNameOn,
} from '../../organisation/index.ts';
import { foldText } from '../../workflow/index.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Ports } from '../ports.ts';
import type { Reorganisations } from '../reorganisation/reorganisations.ts';
import { said, shownDay } from '../texts.ts';
import type { DirectoryChanges } from './directory-changes.ts';
import { asRecord, organisationRecord, unitRecord } from './directory-records.ts';
import type {
  MemberLine,
  MembersView,
  RoleHolders,
  SubstituteLine,
  UnitLink,
  UnitPageView,
  UnitsView,
} from './organisation-views.ts';
import { needDay, readDay } from './typed-day.ts';
import { bracketed, unitTyped } from './typed-unit.ts';

/** What is asked of the list of units. */
export interface UnitsQuery {
  organisation: string;
  line: string;
  /** As typed; today where it is empty. */
  day: string;
  search: string;
}

/** A dated edit of a unit as the page sends it: everything as typed. */
export interface TypedUnitEdit {
  edit: string;
  uid: string;
  name: string;
  code: string;
  from: string;
  line: string;
  parent: string;
  lastDay: string;
  successors: string;
  note: string;
}

/** The end of a unit as typed; `people` is `follow` where whoever holds a role there holds it at the successor. */
export type TypedEnd = Pick<TypedUnitEdit, 'uid' | 'lastDay' | 'successors' | 'note'> & { people: string };

/**
 * What ending came to: a change of the directory; or, where it touches work that waits, a reorganisation to be
 * looked at and applied.
 */
export type Ending = { change: DirectoryChange } | { reorganisation: string };

/** A new unit as typed. */
export interface TypedUnit {
  organisation: string;
  uid: string;
  name: string;
  code: string;
  level: string;
  line: string;
  parent: string;
  from: string;
  note: string;
}

/** A membership or a substitute as typed: people by login, or as the suggestion writes them. */
export interface TypedMembership {
  login: string;
  role: string;
  unit: string;
  from: string;
  to: string;
  note: string;
}
export interface TypedSubstitute {
  absent: string;
  substitute: string;
  from: string;
  to: string;
  note: string;
}

/** Units, lines, memberships and substitutes: looked at by day, edited with a day from which it holds. */
export interface Organisations {
  units(query: UnitsQuery, today: Day, language: Language): Promise<UnitsView>;
  unit(uid: string, today: Day, language: Language): Promise<UnitPageView | null>;
  editUnit(by: Account, typed: TypedUnitEdit): Promise<Result<DirectoryChange>>;
  /**
   * Ends a unit as a reorganisation of that one, so that its cases and tasks go with it. One that has a last day
   * already gets another day, other successors, or goes on.
   */
  endUnit(by: Account, typed: TypedEnd): Promise<Result<Ending>>;
  addUnit(by: Account, typed: TypedUnit): Promise<Result<DirectoryChange>>;
  addLine(by: Account, organisation: string, id: string, title: string): Promise<Result<DirectoryChange>>;
  endLine(
    by: Account,
    organisation: string,
    line: string,
    lastDay: string,
    note: string,
  ): Promise<Result<DirectoryChange>>;
  members(
    query: { search: string; role: string; day: string; after: string },
    today: Day,
    language: Language,
  ): Promise<MembersView>;
  addMembership(by: Account, typed: TypedMembership): Promise<Result<DirectoryChange>>;
  /** Where nobody holds the role at the unit afterwards, it is a reorganisation that says what its work comes to. */
  endMembership(by: Account, id: string, lastDay: string): Promise<Result<Ending>>;
  substitutes(today: Day): Promise<SubstituteLine[]>;
  addSubstitute(by: Account, typed: TypedSubstitute): Promise<Result<DirectoryChange>>;
  endSubstitute(by: Account, id: string, lastDay: string): Promise<Result<DirectoryChange>>;
}

const mostFound = 50;
const mostChildren = 200;
const mostCases = 1000;
const mostSuggested = 150;
const membersPage = 100;
const uidForm = /^[a-z0-9][a-z0-9-]*$/;
const at = (pointer: string) => ({ source: 'form', pointer });

/** Makes the use cases about units and who holds which role where. */
export function createOrganisations(
  ports: Ports,
  directory: DirectoryCache,
  changes: DirectoryChanges,
  reorganisations: Pick<Reorganisations, 'begin' | 'endingSoon'>,
): Organisations {
  const index = async (): Promise<DirectoryIndex> => indexDirectory(await directory.current());

  const link = (unit: Unit, day: Day): UnitLink => ({
    uid: unit.uid,
    name: unitNameOn(unit, day),
    href: `/quan-tri/don-vi/${unit.uid}`,
  });

  function spanOf({ from, to }: { from?: Day; to?: Day }): { from?: string; to?: string } {
    return { ...(from ? { from: shownDay(from) } : {}), ...(to ? { to: shownDay(to) } : {}) };
  }

  const title = (list: readonly { id: string; title: { vi: string; en?: string } }[], language: Language) => {
    const titles = new Map(list.map((one) => [one.id, said(one.title, language)]));
    return (id: string) => titles.get(id) ?? id;
  };

  /** The units of a line on a day, top first: those with units below them, each with what hangs there. */
  function treeOf(known: DirectoryIndex, organisation: OrganisationRecord, line: string, day: Day) {
    const level = title(organisation.levels, 'vi');
    const rows: UnitsView['rows'] = [];
    let apart = 0;
    const walk = (unit: Unit, depth: number) => {
      const below = known.childrenOf(unit.uid, line, day);
      const inner = below.filter((one) => known.childrenOf(one.uid, line, day).length > 0);
      rows.push({ ...link(unit, day), depth, level: level(unit.level), below: below.length - inner.length });
      if (depth < 12) for (const one of inner) walk(one, depth + 1);
    };
    for (const unit of organisation.units) {
      if (!known.unitOn(unit.uid, day) || known.parentOn(unit.uid, line, day).kind === 'unit') continue;
      if (known.childrenOf(unit.uid, line, day).length > 0) walk(unit, 0);
      else apart += 1;
    }
    return { rows, apart };
  }

  function found(organisation: OrganisationRecord, search: string, day: Day, language: Language) {
    const wanted = foldText(search).split(/\s+/).filter(Boolean);
    const level = title(organisation.levels, language);
    const own = organisation.units.filter((unit) => {
      const names = [unit.name, ...(unit.formerNames ?? []).map(({ name }) => name)].join(' ');
      const words = [...foldText(names).split(/[^\p{L}\p{N}]+/u), unit.uid, unit.code ?? ''];
      return wanted.every((word) => words.some((one) => one.startsWith(word)));
    });
    return {
      found: own.slice(0, mostFound).map((unit) => ({
        ...link(unit, day),
        level: level(unit.level),
        ...spanOf({ from: unit.validFrom, to: unit.validTo }),
        there: (unit.validFrom ?? day) <= day && day <= (unit.validTo ?? day),
      })),
      foundTotal: own.length,
    };
  }

  async function accountNamed(typed: string, pointer: string): Promise<Result<Account>> {
    const login = bracketed(typed).toLowerCase();
    const account = await ports.accounts.byLogin(login);
    if (account) return success(account);
    // A name that only one person has is as good.
    const folded = foldText(typed.trim());
    const [longest = ''] = folded.split(/\s+/).sort((a, b) => b.length - a.length);
    const alike = longest === '' ? [] : await ports.accounts.list(longest, null, 200);
    const named = alike.filter(({ name }) => foldText(name) === folded);
    if (named.length === 1) return success(named[0]!);
    const near = await ports.accounts.list(login.slice(0, 3) || null, null, 200);
    return failure([
      issue('directory.account.unknown', at(pointer), {
        login,
        nearest: nearest(
          login,
          near.map((one) => one.login),
        ),
      }),
    ]);
  }

  function organisationNamed(known: DirectoryIndex, id: string): Result<OrganisationRecord> {
    const organisation = known.organisation(id);
    if (organisation) return success(organisation);
    const ids = known.directory.organisations.map((one) => one.id);
    return failure([
      issue('directory.organisation.unknown', at('/organisation'), { organisation: id, known: ids }),
    ]);
  }

  const unknownUnit = (unit: string, pointer: string): Result<never> =>
    failure([issue('directory.unit.unknown', at(pointer), { unit })]);

  /** Carries out an edit of units as one change of the directory. */
  async function edit(
    by: Account,
    organisation: OrganisationRecord,
    wanted: UnitEdit,
    note: string,
  ): Promise<Result<DirectoryChange>> {
    const edited = editUnits(organisation, wanted);
    if (!edited.ok) return edited;
    const records = edited.value.map(
      ({ before, after }): ChangedRecord => ({
        kind: 'unit',
        id: after.uid,
        before: before && unitRecord(organisation.id, before),
        after: unitRecord(organisation.id, after),
      }),
    );
    const act = wanted.edit === 'endLine' ? 'line.end' : `unit.${wanted.edit}`;
    return changes.make(by, { act, records, note });
  }

  function readEnd(
    known: DirectoryIndex,
    typed: Pick<TypedEnd, 'uid' | 'lastDay' | 'successors'>,
  ): Result<Extract<UnitEdit, { edit: 'end' }>> {
    const lastDay = readDay(typed.lastDay, '/lastDay');
    if (!lastDay.ok) return lastDay;
    const named = typed.successors.split(/[\n;]+/).filter((one) => one.trim() !== '');
    const successors: string[] = [];
    for (const one of named) {
      const next = unitTyped(known, one);
      if (!next) return unknownUnit(one.trim(), '/successors');
      successors.push(next.uid);
    }
    return success({
      edit: 'end',
      uid: typed.uid,
      ...(lastDay.value ? { lastDay: lastDay.value } : {}),
      successors: lastDay.value ? successors : [],
    });
  }

  /** A typed edit as the pure core takes it. */
  function readEdit(known: DirectoryIndex, typed: TypedUnitEdit): Result<UnitEdit> {
    const { uid } = typed;
    switch (typed.edit) {
      case 'rename': {
        const from = readDay(typed.from, '/from');
        if (!from.ok) return from;
        const name = typed.name.trim().normalize('NFC');
        return success({ edit: 'rename', uid, name, ...(from.value ? { from: from.value } : {}) });
      }
      case 'move': {
        const from = needDay(typed.from, '/from');
        if (!from.ok) return from;
        const parent = unitTyped(known, typed.parent);
        if (typed.parent.trim() !== '' && !parent) return unknownUnit(typed.parent, '/parent');
        return success({
          edit: 'move',
          uid,
          line: typed.line,
          parent: parent?.uid ?? null,
          from: from.value,
        });
      }
      case 'end':
        return readEnd(known, typed);
      case 'code': {
        const code = typed.code.trim();
        return success({ edit: 'code', uid, ...(code === '' ? {} : { code }) });
      }
      default:
        return unknownUnit(uid, '');
    }
  }

  async function caseCount(organisation: OrganisationRecord, uid: string): Promise<UnitPageView['cases']> {
    const keys = organisation.roles.map(({ id }) => `open|${assigneeKey(organisation.id, id, uid)}`);
    const [rows, waiting] = await Promise.all([
      ports.cases.ofUnit(uid, null, mostCases),
      ports.cases.count({ keys }),
    ]);
    const open = rows.filter((one) => one.state !== 'ended').length;
    return { open, total: rows.length, more: rows.length === mostCases, waiting };
  }

  /** An id of an act that is the same for the same act. */
  const endingId = (...what: string[]) => `end-${ports.hash.text(what.join(' ')).slice(0, 16)}`;

  async function asReorganisation(by: Account, file: ReorganisationFile): Promise<Result<Ending>> {
    const begun = await reorganisations.begin(by, file);
    if (begun.ok) return success({ reorganisation: begun.value.id }, begun.issues);
    // It stands on the form that ended it, beside the field it is about.
    return failure(
      begun.issues
        .filter(({ severity }) => severity === 'error')
        .map((one) => ({
          ...one,
          source: 'form',
          pointer: one.pointer.includes('/successors') ? '/successors' : '/lastDay',
        })),
    );
  }

  const asChange = (made: Result<DirectoryChange>): Result<Ending> =>
    made.ok ? success({ change: made.value }, made.issues) : made;

  /** Every role people may hold at a unit, with who held it when. */
  function rolesOf(
    known: DirectoryIndex,
    organisation: OrganisationRecord,
    unit: Unit,
    today: Day,
    language: Language,
  ): RoleHolders[] {
    const held = known.directory.memberships.filter((one) => one.unit === unit.uid);
    const own = (role: Role) => `${organisation.id}/${role.id}`;
    return organisation.roles.flatMap((role) => {
      const holders = held.filter((one) => one.role === own(role));
      if (role.level !== unit.level && holders.length === 0) return [];
      const lines = holders.map((one) => memberLine(known, one, today, language));
      return [
        {
          value: own(role),
          title: said(role.title, language),
          holders: lines.sort((a, b) => Number(b.now) - Number(a.now)),
          nobody: !lines.some((one) => one.now),
        },
      ];
    });
  }

  function memberLine(known: DirectoryIndex, one: Membership, today: Day, language: Language): MemberLine {
    const [owner = '', name = ''] = one.role.split('/');
    const role = known.organisation(owner)?.roles.find(({ id }) => id === name);
    const unit = one.unit === undefined ? null : known.unit(one.unit);
    return {
      id: one.id,
      account: known.nameOf(one.account),
      href: `/quan-tri/tai-khoan/${one.account}`,
      role: role ? said(role.title, language) : one.role,
      ...(unit ? { unit: link(unit, today) } : {}),
      ...spanOf(one),
      now: one.from <= today && today <= (one.to ?? today),
      ended: one.to !== undefined,
    };
  }

  /** Units to choose from: those of higher levels as parents, those of its own level as successors. */
  function suggestions(organisation: OrganisationRecord, unit: Unit, today: Day): UnitPageView['suggested'] {
    const rank = new Map(organisation.levels.map(({ id }, n) => [id, n]));
    const own = rank.get(unit.level) ?? 0;
    const named = (fits: (one: Unit) => boolean) =>
      organisation.units
        .filter((one) => one !== unit && fits(one) && (one.validTo ?? today) >= today)
        .slice(0, mostSuggested)
        .map((one) => `${unitNameOn(one, today)} (${one.uid})`);
    return {
      parents: named((one) => (rank.get(one.level) ?? 0) < own),
      successors: named((one) => one.level === unit.level),
    };
  }

  function problemsOf(organisation: OrganisationRecord, uid: string): Issue[] {
    return checkOrganisation({ thidua: 1, ...organisation } as never, 'form').filter(
      ({ params }) => params['unit'] === uid,
    );
  }

  return {
    async units(query, today, language) {
      const known = await index();
      const { organisations } = known.directory;
      const organisation = known.organisation(query.organisation) ?? organisations[0];
      const day = readDay(query.day, '/day');
      const shown = (day.ok && day.value) || today;
      if (!organisation)
        return {
          organisations: [],
          lines: [],
          levels: [],
          day: shown,
          rows: [],
          apart: 0,
          search: '',
          total: 0,
        };
      const line = organisation.lines.find(({ id }) => id === query.line) ?? organisation.lines[0];
      const choice = (one: { id: string; title: { vi: string; en?: string } }, selected: boolean) => ({
        value: one.id,
        label: said(one.title, language),
        selected,
      });
      return {
        organisation: organisation.id,
        organisations: organisations.map((one) => choice(one, one === organisation)),
        lines: organisation.lines.map((one) => choice(one, one === line)),
        levels: organisation.levels.map((one) => choice(one, false)),
        day: shown,
        shownDay: shownDay(shown),
        search: query.search,
        total: organisation.units.filter(({ uid }) => known.unitOn(uid, shown)).length,
        ...(line ? treeOf(known, organisation, line.id, shown) : { rows: [], apart: 0 }),
        ...(query.search ? found(organisation, query.search, shown, language) : {}),
        ...(day.ok ? {} : { issues: day.issues }),
      };
    },
    async unit(uid, today, language) {
      const known = await index();
      const unit = known.unit(uid);
      const organisation = known.organisationOf(uid);
      if (!unit || !organisation) return null;
      // A unit that is not there today is shown as of its nearest day.
      const day =
        unit.validTo !== undefined && unit.validTo < today
          ? unit.validTo
          : unit.validFrom !== undefined && unit.validFrom > today
            ? unit.validFrom
            : today;
      const line = title(organisation.lines, language);
      const above = (parent: Unit['parents'][number]) => {
        const one = known.unit(parent.unit);
        return { ...(one ? link(one, day) : { uid: parent.unit, name: parent.unit }), ...spanOf(parent) };
      };
      const names: UnitPageView['names'] = [];
      for (const { name, to } of unit.formerNames ?? []) {
        const before = names.at(-1);
        names.push({
          name,
          ...(before ? { from: before.next } : {}),
          to: shownDay(to),
          next: shownDay(addDays(to, 1)),
        });
      }
      const last = names.at(-1);
      const lines = organisation.lines.map(({ id }) => {
        const below = known.childrenOf(uid, id, day);
        return {
          id,
          title: line(id),
          parents: unit.parents
            .filter((one) => one.line === id)
            .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
            .map(above),
          children: below.slice(0, mostChildren).map((one) => link(one, day)),
          childrenTotal: below.length,
        };
      });
      return {
        ...link(unit, day),
        organisation: organisation.id,
        organisationTitle: said(organisation.title, language),
        level: title(organisation.levels, language)(unit.level),
        ...(unit.code ? { code: unit.code } : {}),
        ...spanOf({ from: unit.validFrom, to: unit.validTo }),
        ...(unit.validTo ? { lastDay: unit.validTo } : {}),
        state:
          unit.validTo !== undefined && unit.validTo < today
            ? 'ended'
            : unit.validFrom !== undefined && unit.validFrom > today
              ? 'future'
              : 'there',
        names: [...names, { name: unit.name, ...(last ? { from: last.next } : {}), next: '' }],
        lines,
        successors: (unit.successors ?? []).flatMap((one) => {
          const next = known.unit(one);
          return next ? [link(next, day)] : [];
        }),
        predecessors: organisation.units
          .filter((one) => one.successors?.includes(uid))
          .map((one) => link(one, one.validTo ?? day)),
        roles: rolesOf(known, organisation, unit, today, language),
        cases: await caseCount(organisation, uid),
        problems: problemsOf(organisation, uid),
        suggested: suggestions(organisation, unit, today),
      };
    },
    async editUnit(by, typed) {
      const known = await index();
      const organisation = known.organisationOf(typed.uid);
      if (!organisation) return unknownUnit(typed.uid, '');
      const read = readEdit(known, typed);
      return read.ok ? edit(by, organisation, read.value, typed.note) : read;
    },
    async endUnit(by, typed) {
      const known = await index();
      const unit = known.unit(typed.uid);
      const organisation = known.organisationOf(typed.uid);
      if (!unit || !organisation) return unknownUnit(typed.uid, '');
      const read = readEnd(known, typed);
      if (!read.ok) return read;
      const { lastDay, successors } = read.value;
      if (unit.validTo === undefined) {
        if (lastDay === undefined) return failure([issue('directory.day.missing', at('/lastDay'))]);
        const ending = {
          lastDay,
          successors,
          peopleFollow: typed.people === 'follow',
          ...(typed.note.trim() ? { source: typed.note.trim() } : {}),
        };
        return asReorganisation(by, endOfUnit(endingId(unit.uid, lastDay), organisation, unit, ending));
      }
      const soon = await reorganisations.endingSoon(unit.uid);
      if (soon)
        return failure([
          issue('directory.unit.ends_soon', at('/lastDay'), { unit: unit.name, title: soon.title.vi }),
        ]);
      return asChange(await edit(by, organisation, read.value, typed.note));
    },
    async addUnit(by, typed) {
      const known = await index();
      const organisation = organisationNamed(known, typed.organisation);
      if (!organisation.ok) return organisation;
      const issues: Issue[] = [];
      const uid = typed.uid.trim();
      const name = typed.name.trim().normalize('NFC');
      const parent = unitTyped(known, typed.parent);
      const from = readDay(typed.from, '/from');
      if (!uidForm.test(uid)) issues.push(issue('directory.uid.form', at('/uid'), { uid }));
      else if (known.unit(uid)) issues.push(issue('directory.unit.taken', at('/uid'), { uid }));
      if (name === '') issues.push(issue('directory.name.missing', at('/name')));
      if (typed.parent.trim() !== '' && !parent)
        issues.push(issue('directory.unit.unknown', at('/parent'), { unit: typed.parent }));
      if (!from.ok) issues.push(...from.issues);
      if (issues.length > 0) return failure(issues);
      const unit: Unit = {
        uid,
        ...(typed.code.trim() ? { code: typed.code.trim() } : {}),
        name,
        level: typed.level,
        parents: parent ? [{ line: typed.line, unit: parent.uid }] : [],
        ...(from.ok && from.value ? { validFrom: from.value } : {}),
      };
      return edit(by, organisation.value, { edit: 'add', unit }, typed.note);
    },
    async addLine(by, id, typed, lineTitle) {
      const organisation = organisationNamed(await index(), id);
      if (!organisation.ok) return organisation;
      const line = typed.trim();
      if (!uidForm.test(line)) return failure([issue('directory.uid.form', at('/line'), { uid: line })]);
      if (organisation.value.lines.some((one) => one.id === line))
        return failure([issue('directory.line.taken', at('/line'), { line })]);
      if (lineTitle.trim() === '') return failure([issue('directory.name.missing', at('/title'))]);
      const before = organisationRecord(organisation.value);
      const lines = [...organisation.value.lines, { id: line, title: { vi: lineTitle.trim() } }];
      const after = organisationRecord({ ...organisation.value, lines });
      return changes.make(by, { act: 'line.add', records: [{ kind: 'organisation', id, before, after }] });
    },
    async endLine(by, id, line, typed, note) {
      const organisation = organisationNamed(await index(), id);
      if (!organisation.ok) return organisation;
      if (!organisation.value.lines.some((one) => one.id === line))
        return failure([issue('directory.line.unknown', at('/line'), { line })]);
      const lastDay = needDay(typed, '/lastDay');
      if (!lastDay.ok) return lastDay;
      return edit(by, organisation.value, { edit: 'endLine', line, lastDay: lastDay.value }, note);
    },
    async members({ search, role, day: typed, after }, today, language) {
      const known = await index();
      const read = readDay(typed, '/day');
      const day = (read.ok && read.value) || today;
      const wanted = foldText(search).split(/\s+/).filter(Boolean);
      const lines = known.directory.memberships
        .filter((one) => role === '' || one.role === role)
        .filter((one) => one.from <= day && day <= (one.to ?? day))
        .map((one) => memberLine(known, one, day, language))
        .filter(({ account, unit }) => {
          const words = foldText(`${account} ${unit?.name ?? ''}`).split(/[^\p{L}\p{N}]+/u);
          return wanted.every((word) => words.some((one) => one.startsWith(word)));
        })
        .sort((a, b) => collator.compare(a.account, b.account) || (a.id < b.id ? -1 : 1));
      const start = Number(after) || 0;
      return {
        lines: lines.slice(start, start + membersPage),
        total: lines.length,
        ...(lines.length > start + membersPage ? { more: String(start + membersPage) } : {}),
        day,
        roles: known.directory.organisations.flatMap((organisation) =>
          organisation.roles.map((one) => ({
            value: `${organisation.id}/${one.id}`,
            label: said(one.title, language),
            selected: role === `${organisation.id}/${one.id}`,
          })),
        ),
        ...(read.ok ? {} : { issues: read.issues }),
      };
    },
    async addMembership(by, typed) {
      const known = await index();
      const issues: Issue[] = [];
      const account = await accountNamed(typed.login, '/login');
      const [owner = '', name = ''] = typed.role.split('/');
      const roles = known.organisation(owner)?.roles ?? [];
      const unit = unitTyped(known, typed.unit);
      const from = needDay(typed.from, '/from');
      const to = readDay(typed.to, '/to');
      if (!account.ok) issues.push(...account.issues);
      if (!roles.some(({ id }) => id === name))
        issues.push(
          issue('app.membership.role_unknown', at('/role'), {
            role: typed.role,
            nearest: roles.map(({ id }) => id),
          }),
        );
      if (typed.unit.trim() !== '' && !unit)
        issues.push(issue('directory.unit.unknown', at('/unit'), { unit: typed.unit }));
      if (!from.ok) issues.push(...from.issues);
      if (!to.ok) issues.push(...to.issues);
      if (issues.length > 0 || !account.ok || !from.ok || !to.ok) return failure(issues);
      const membership: Membership = {
        id: `m-${ports.ids.id()}`,
        account: account.value._id,
        role: typed.role,
        ...(unit ? { unit: unit.uid } : {}),
        from: from.value,
        ...(to.value ? { to: to.value } : {}),
      };
      const wrong = checkHeld(known.directory.memberships, membership);
      if (wrong) return failure([wrong]);
      return changes.make(by, {
        act: 'membership.add',
        records: [{ kind: 'membership', id: membership.id, before: null, after: asRecord(membership) }],
        note: typed.note,
      });
    },
    async endMembership(by, id, typed) {
      const known = await index();
      const lastDay = needDay(typed, '/lastDay');
      if (!lastDay.ok) return lastDay;
      const membership = known.directory.memberships.find((one) => one.id === id);
      if (!membership) return failure([issue('app.account.unknown', at(''), { account: id })]);
      if (lastDay.value < membership.from) return failure([issue('app.membership.dates', at('/lastDay'))]);
      const shortened = membership.to === undefined || membership.to > lastDay.value;
      if (shortened && isLastHolder(known.directory.memberships, membership, lastDay.value)) {
        const unit = known.unitOn(membership.unit ?? '', addDays(lastDay.value, 1));
        const organisation = unit && known.organisationOf(unit.uid);
        const role = organisation?.roles.find((one) => `${organisation.id}/${one.id}` === membership.role);
        if (unit && organisation && role) {
          const file = endOfRole(
            endingId(unit.uid, role.id, lastDay.value),
            organisation,
            role,
            unit,
            lastDay.value,
          );
          return asReorganisation(by, file);
        }
      }
      const after = { ...membership, to: lastDay.value };
      const made = await changes.make(by, {
        act: 'membership.end',
        records: [{ kind: 'membership', id, before: asRecord(membership), after: asRecord(after) }],
      });
      return asChange(made);
    },
    async substitutes(today) {
      const known = await index();
      return known.directory.substitutes
        .map((one) => ({
          id: one.id,
          account: known.nameOf(one.account),
          accountHref: `/quan-tri/tai-khoan/${one.account}`,
          substitute: known.nameOf(one.substitute),
          substituteHref: `/quan-tri/tai-khoan/${one.substitute}`,
          from: shownDay(one.from),
          to: shownDay(one.to),
          state:
            one.to < today ? ('ended' as const) : one.from > today ? ('future' as const) : ('there' as const),
          last: one.to,
        }))
        .sort((a, b) => (a.last < b.last ? 1 : -1));
    },
    async addSubstitute(by, typed) {
      const issues: Issue[] = [];
      const account = await accountNamed(typed.absent, '/absent');
      const substitute = await accountNamed(typed.substitute, '/substitute');
      const from = needDay(typed.from, '/from');
      const to = needDay(typed.to, '/to');
      for (const one of [account, substitute, from, to]) if (!one.ok) issues.push(...one.issues);
      if (!account.ok || !substitute.ok || !from.ok || !to.ok) return failure(issues);
      if (account.value._id === substitute.value._id)
        return failure([issue('directory.substitute.self', at('/substitute'))]);
      if (to.value < from.value) return failure([issue('app.membership.dates', at('/to'))]);
      const made: Substitute = {
        id: `s-${ports.ids.id()}`,
        account: account.value._id,
        substitute: substitute.value._id,
        from: from.value,
        to: to.value,
      };
      return changes.make(by, {
        act: 'substitute.add',
        records: [{ kind: 'substitute', id: made.id, before: null, after: asRecord(made) }],
        note: typed.note,
      });
    },
    async endSubstitute(by, id, typed) {
      const lastDay = needDay(typed, '/lastDay');
      if (!lastDay.ok) return lastDay;
      const standing = (await ports.directory.substitutes()).find((one) => one.id === id);
      if (!standing) return failure([issue('directory.change.unknown', at(''))]);
      // Ended before it began, it never was.
      const after = lastDay.value < standing.from ? null : asRecord({ ...standing, to: lastDay.value });
      return changes.make(by, {
        act: 'substitute.end',
        records: [{ kind: 'substitute', id, before: asRecord(standing), after }],
      });
    },
  };
}

const collator = new Intl.Collator('vi');

/** What is wrong with a membership beside the others: days the wrong way round, the same one held already. */
export function checkHeld(memberships: readonly Membership[], made: Membership): Issue | null {
  const { account, role, unit, from, to } = made;
  if (to !== undefined && to < from) return issue('app.membership.dates', at('/to'));
  const twin = memberships.find(
    (one) =>
      one.id !== made.id &&
      one.account === account &&
      one.role === role &&
      one.unit === unit &&
      (one.to === undefined || one.to >= from) &&
      (to === undefined || one.from <= to),
  );
  return twin ? issue('directory.membership.twice', at('/from'), { from: shownDay(twin.from) }) : null;
}

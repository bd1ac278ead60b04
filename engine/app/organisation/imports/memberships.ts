import type { Issue } from '../../../issues/index.ts';
import { nearest } from '../../../issues/index.ts';
import type { ChangedRecord } from '../../../model/directory-change.ts';
import type { Membership } from '../../../model/organisation.ts';
import { asRecord } from '../directory-records.ts';
import { checkHeld } from '../organisations.ts';
import { unitTyped } from '../typed-unit.ts';
import {
  cellIssue,
  dayCell,
  type ImportContext,
  type ImportKind,
  type ImportLine,
  oneNamed,
  strangeUnit,
} from './import-kind.ts';

/** Who holds which role where. The same role from the same day is the same membership: its last day may change. */
export const memberships: ImportKind = {
  slug: 'vai-tro',
  title: { vi: 'Vai trò', en: 'Roles held' },
  columns: () => [
    { id: 'login', title: { vi: 'Tên đăng nhập', en: 'Login' }, required: true },
    { id: 'role', title: { vi: 'Vai trò', en: 'Role' }, required: true },
    { id: 'unit', title: { vi: 'Đơn vị', en: 'Unit' }, required: true },
    { id: 'from', title: { vi: 'Từ ngày', en: 'From' } },
    { id: 'to', title: { vi: 'Đến hết ngày', en: 'Until' } },
  ],
  async read(lines, context) {
    const logins = [...new Set(lines.map((line) => line.cell('login').toLowerCase()))];
    const found = await context.ports.accounts.byLogins(logins);
    const accounts = new Map(found.map(({ login, _id }) => [login, _id]));
    const reading = membershipsOf(context);
    return lines.map((line) => {
      const login = line.cell('login').toLowerCase();
      const account = accounts.get(login);
      const issues: Issue[] = [];
      if (account === undefined)
        issues.push(
          cellIssue('directory.account.unknown', 'login', {
            login,
            nearest: nearest(login, accounts.keys()),
          }),
        );
      const records = reading(line, account ?? '', issues);
      return issues.length > 0 ? { line: line.line, issues } : { line: line.line, records };
    });
  },
  async rows({ ports, known, organisation }) {
    const held = known.directory.memberships.filter(({ role }) => role.startsWith(`${organisation.id}/`));
    const accounts = await ports.accounts.byIds([...new Set(held.map(({ account }) => account))]);
    const logins = new Map(accounts.map((one) => [one._id, one.login]));
    return held
      .map(({ account, role, unit, from, to }) => [
        logins.get(account) ?? account,
        role.slice(organisation.id.length + 1),
        unit ?? '',
        from,
        to ?? '',
      ])
      .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
  },
};

/** Reads the membership of one line after another, each beside those before it. */
export function membershipsOf({
  ports,
  known,
  organisation,
  from: day,
}: ImportContext): (line: ImportLine, account: string, issues: Issue[]) => ChangedRecord[] {
  const heldBy = new Map<string, Membership[]>();
  for (const one of known.directory.memberships)
    heldBy.set(one.account, [...(heldBy.get(one.account) ?? []), one]);
  const lines = new Map<string, number>();
  return (line, account, issues) => {
    const role = oneNamed(organisation.roles, line.cell('role').replace(`${organisation.id}/`, ''));
    const unitCell = line.cell('unit');
    const unit = unitCell === '' ? null : unitTyped(known, unitCell);
    const from = dayCell(line, 'from', issues) ?? day;
    const to = dayCell(line, 'to', issues);
    if (!role)
      issues.push(
        cellIssue('app.membership.role_unknown', 'role', {
          role: line.cell('role'),
          nearest: nearest(
            line.cell('role'),
            organisation.roles.map(({ id }) => id),
          ),
        }),
      );
    if (unitCell !== '' && !unit) issues.push(strangeUnit(known, 'unit', unitCell));
    if (issues.length > 0 || !role) return [];
    const made: Membership = {
      id: '',
      account,
      role: `${organisation.id}/${role.id}`,
      ...(unit ? { unit: unit.uid } : {}),
      from,
      ...(to ? { to } : {}),
    };
    const key = `${account} ${made.role} ${made.unit ?? ''} ${from}`;
    const earlier = lines.get(key);
    if (earlier !== undefined) {
      issues.push(cellIssue('directory.csv.line_twice', 'login', { first: earlier }));
      return [];
    }
    lines.set(key, line.line);
    const held = heldBy.get(account) ?? [];
    heldBy.set(account, held);
    const place = held.findIndex(
      (one) =>
        one.account === account && one.role === made.role && one.unit === made.unit && one.from === from,
    );
    const standing = held[place];
    made.id = standing?.id ?? `m-${ports.ids.id()}`;
    const wrong = checkHeld(held, made);
    if (wrong) {
      issues.push(wrong);
      return [];
    }
    if (standing) held[place] = made;
    else held.push(made);
    if (standing && standing.to === made.to) return [];
    return [
      {
        kind: 'membership',
        id: made.id,
        before: standing ? asRecord(standing) : null,
        after: asRecord(made),
      },
    ];
  };
}

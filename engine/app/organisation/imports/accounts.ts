import type { Issue } from '../../../issues/index.ts';
import type { ChangedRecord } from '../../../model/directory-change.ts';
import { checkAccount } from '../../accounts.ts';
import { type AccountRecord, accountRecord } from '../directory-records.ts';
import { cellIssue, type ImportKind, type ImportLine } from './import-kind.ts';
import { membershipsOf } from './memberships.ts';

/**
 * Accounts by login, and with them what they hold where the file says a role. Several lines may be about one
 * account; each new one gets a one-time link when the file is applied.
 */
export const accounts: ImportKind = {
  slug: 'tai-khoan',
  title: { vi: 'Tài khoản', en: 'Accounts' },
  columns: () => [
    { id: 'login', title: { vi: 'Tên đăng nhập', en: 'Login' }, required: true },
    { id: 'name', title: { vi: 'Họ và tên', en: 'Name' }, required: true },
    { id: 'email', title: { vi: 'Thư điện tử', en: 'E-mail' } },
    { id: 'role', title: { vi: 'Vai trò', en: 'Role' } },
    { id: 'unit', title: { vi: 'Đơn vị', en: 'Unit' } },
    { id: 'from', title: { vi: 'Từ ngày', en: 'From' } },
    { id: 'to', title: { vi: 'Đến hết ngày', en: 'Until' } },
  ],
  async read(lines, context) {
    const reading = membershipsOf(context);
    const logins = [...new Set(lines.map((line) => line.cell('login').toLowerCase()))];
    const known = new Map((await context.ports.accounts.byLogins(logins)).map((one) => [one.login, one]));
    const met = new Map<string, { id: string; line: number; said: string }>();
    const read = [];
    for (const line of lines) {
      const issues: Issue[] = [];
      const records: ChangedRecord[] = [];
      const login = line.cell('login').toLowerCase();
      const said = `${line.cell('name')} ${line.cell('email')}`;
      const earlier = met.get(login);
      let id = earlier?.id;
      if (!earlier) {
        const standing = known.get(login) ?? null;
        const before = standing && accountRecord(standing);
        const after = accountOf(line, login, standing);
        id = standing?._id ?? `u-${context.ports.ids.id()}`;
        issues.push(...checkAccount(after).map((one) => ({ ...one, source: 'csv' })));
        const next = accountRecord(after);
        if (context.ports.hash.json(before) !== context.ports.hash.json(next))
          records.push({ kind: 'account', id, before, after: next });
      } else if (earlier.said !== said)
        issues.push(cellIssue('directory.csv.line_twice', 'login', { first: earlier.line }));
      if (line.cell('role') !== '') records.push(...reading(line, id!, issues));
      else if (earlier) issues.push(cellIssue('directory.csv.line_twice', 'login', { first: earlier.line }));
      if (issues.length > 0) read.push({ line: line.line, issues });
      else {
        if (!earlier) met.set(login, { id: id!, line: line.line, said });
        read.push({ line: line.line, records });
      }
    }
    return read;
  },
  async rows({ ports }) {
    const rows: string[][] = [];
    for (let after: string | null = null; ; ) {
      const found = await ports.accounts.list(null, after, 200);
      rows.push(...found.map(({ login, name, email }) => [login, name, email ?? '', '', '', '', '']));
      if (found.length < 200) return rows;
      after = found.at(-1)!.login;
    }
  },
};

function accountOf(line: ImportLine, login: string, standing: AccountRecord | null): AccountRecord {
  const email = line.has('email') ? line.cell('email') : (standing?.email ?? '');
  return {
    login,
    name: line.cell('name'),
    ...(email ? { email } : {}),
    ...(standing?.administrator ? { administrator: true as const } : {}),
  };
}

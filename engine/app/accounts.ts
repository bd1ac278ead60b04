import { isDay } from '../calendar/index.ts';
import { failure, type Issue, issue, type Language, nearest, type Result, success } from '../issues/index.ts';
import type { Account, AuditEntry } from '../model/account.ts';
import type { Membership } from '../model/organisation.ts';
import type { OneTimeLink } from '../ports/index.ts';
import { audit } from './audit.ts';
import type { DirectoryCache } from './directory.ts';
import type { DirectoryChanges } from './organisation/directory-changes.ts';
import { accountRecord, asRecord } from './organisation/directory-records.ts';
import type { Ports } from './ports.ts';
import { said, shownDay } from './texts.ts';
import type { AccountLine } from './views.ts';

/** What an administrator may say of a new or changed account. */
export interface AccountInput {
  login: string;
  name: string;
  email?: string;
  administrator?: boolean;
}

/** What an administrator may say of a membership. */
export interface MembershipInput {
  role: string;
  unit: string;
  from: string;
  to?: string;
}

/** Sign-in, and the administrator's acts on accounts and memberships. Each act is logged. */
export interface Accounts {
  signIn(login: string, password: string): Promise<Result<Account>>;
  byId(id: string): Promise<Account | null>;
  add(by: Account, input: AccountInput): Promise<Result<{ account: Account; link: string }>>;
  change(
    by: Account,
    id: string,
    input: Omit<AccountInput, 'login'>,
    revision: number,
  ): Promise<Result<Account>>;
  /** A new one-time link; the old password stops working when it is used. */
  reset(by: Account, id: string): Promise<Result<{ account: Account; link: string }>>;
  setDisabled(by: Account, id: string, disabled: boolean): Promise<Result<Account>>;
  addMembership(by: Account, id: string, input: MembershipInput): Promise<Result<Membership>>;
  /** One-time links for accounts that were just made, in their order. */
  invite(by: Account, ids: string[]): Promise<{ login: string; link: string }[]>;
  list(
    search: string | null,
    after: string | null,
    language: Language,
  ): Promise<{ lines: AccountLine[]; more: string | null }>;
  line(id: string, language: Language): Promise<AccountLine | null>;
  roles(language: Language): Promise<{ value: string; label: string }[]>;
  units(): Promise<{ value: string; label: string }[]>;
  log(after: string | null): Promise<AuditEntry[]>;
  /** The account a one-time link is for, while it may still be used. */
  linked(secret: string): Promise<Account | null>;
  /** Sets a password by a one-time link, once. */
  usePassword(secret: string, password: string, again: string): Promise<Result<Account>>;
  /** The first administrator, by a one-time link; for `thidua init`. */
  firstAdministrator(input: AccountInput): Promise<Result<{ account: Account; link: string }>>;
  setLanguage(account: Account, language: 'vi' | 'en'): Promise<void>;
}

const mostFailures = 5;
const lockMinutes = 15;
const states = {
  active: { vi: 'Đang dùng', en: 'Active' },
  invited: { vi: 'Chưa kích hoạt', en: 'Not activated yet' },
  disabled: { vi: 'Đã khóa', en: 'Disabled' },
};
const leastPassword = 10;
const longestLogin = 60;
const mostStrangers = 10_000;
const linkHours = 72;
const listPage = 50;
const loginForm = /^[a-z0-9][a-z0-9.-]{2,59}$/;
const place = { source: 'form', pointer: '' };

/** Makes the account use cases. Sign-in, links and locks run on real time, not on the campaign's clock. */
export function createAccounts(
  ports: Ports,
  directory: DirectoryCache,
  changes: Pick<DirectoryChanges, 'record'>,
  realNow: () => string,
): Accounts {
  let someHash: Promise<string> | null = null;
  const strangers = new Map<string, { failures: number; lockedUntil?: string }>();

  function plusHours(hours: number): string {
    return new Date(Date.parse(realNow()) + hours * 3_600_000).toISOString();
  }

  const audited = (by: string, act: string, subject: string, details: Record<string, string> = {}) =>
    audit(ports, { at: realNow(), by, act, subject, details });

  /** A one-time link for each account, in their order. */
  async function newLinks(accounts: readonly string[], purpose: OneTimeLink['purpose']): Promise<string[]> {
    const secrets = accounts.map(() => ports.ids.secret());
    const expiresAt = plusHours(linkHours);
    await ports.accounts.putLinks(
      accounts.map((account, n) => ({ _id: ports.hash.text(secrets[n]!), account, purpose, expiresAt })),
    );
    return secrets.map((secret) => `/lien-ket/${secret}`);
  }

  async function newLink(account: string, purpose: OneTimeLink['purpose']): Promise<string> {
    return (await newLinks([account], purpose))[0]!;
  }

  async function knownRoles(language: Language = 'vi'): Promise<Map<string, string>> {
    const picture = await directory.current();
    return new Map(
      picture.organisations.flatMap((one) =>
        one.roles.map((role) => [`${one.id}/${role.id}`, said(role.title, language)] as const),
      ),
    );
  }

  async function knownUnits(): Promise<Map<string, string>> {
    const picture = await directory.current();
    return new Map(
      picture.organisations.flatMap((one) => one.units.map((unit) => [unit.uid, unit.name] as const)),
    );
  }

  async function checkMembership(input: MembershipInput, at = place): Promise<Issue[]> {
    const [roles, units] = await Promise.all([knownRoles(), knownUnits()]);
    const issues: Issue[] = [];
    if (!roles.has(input.role))
      issues.push(
        issue(
          'app.membership.role_unknown',
          { ...at, pointer: `${at.pointer}/role` },
          { role: input.role, nearest: nearest(input.role, roles.keys()) },
        ),
      );
    if (!units.has(input.unit))
      issues.push(
        issue(
          'app.membership.unit_unknown',
          { ...at, pointer: `${at.pointer}/unit` },
          { unit: input.unit, nearest: nearest(input.unit, units.keys()) },
        ),
      );
    if (!isDay(input.from) || (input.to !== undefined && (!isDay(input.to) || input.to < input.from)))
      issues.push(issue('app.membership.dates', { ...at, pointer: `${at.pointer}/from` }));
    return issues;
  }

  function fresh(input: AccountInput): Account {
    return {
      _id: `u-${ports.ids.id()}`,
      login: input.login,
      name: input.name.trim().normalize('NFC'),
      ...(input.email ? { email: input.email.trim() } : {}),
      ...(input.administrator ? { administrator: true as const } : {}),
      createdAt: realNow(),
      revision: 1,
    };
  }

  /** Logins that nobody has are locked as accounts are, so that a lock does not tell which logins exist. */
  function countStranger(login: string): void {
    if (strangers.size >= mostStrangers) strangers.clear();
    const failures = (strangers.get(login)?.failures ?? 0) + 1;
    strangers.set(login, failures < mostFailures ? { failures } : { failures: 0, lockedUntil: lockEnd() });
  }

  function lockEnd(): string {
    return new Date(Date.parse(realNow()) + lockMinutes * 60_000).toISOString();
  }

  async function withAccount<T>(
    id: string,
    work: (account: Account) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const account = await ports.accounts.byId(id);
    return account ? work(account) : failure([issue('app.account.unknown', place, { account: id })]);
  }

  async function linesOf(accounts: Account[], language: Language): Promise<AccountLine[]> {
    const [picture, roles, units] = await Promise.all([
      directory.current(),
      knownRoles(language),
      knownUnits(),
    ]);
    return accounts.map((account) => ({
      id: account._id,
      login: account.login,
      name: account.name,
      ...(account.email ? { email: account.email } : {}),
      state: states[account.disabled ? 'disabled' : account.passwordHash ? 'active' : 'invited'][language],
      disabled: account.disabled === true,
      administrator: account.administrator === true,
      memberships: picture.memberships
        .filter((one) => one.account === account._id)
        .map((one) => ({
          id: one.id,
          role: roles.get(one.role) ?? one.role,
          unit: one.unit ? (units.get(one.unit) ?? one.unit) : '',
          from: shownDay(one.from),
          ...(one.to ? { to: shownDay(one.to) } : {}),
        })),
      revision: account.revision,
    }));
  }

  async function insert(
    by: string,
    input: AccountInput,
  ): Promise<Result<{ account: Account; link: string }>> {
    const issues = checkAccount(input);
    if (issues.length > 0) return failure(issues);
    const account = fresh(input);
    if ((await ports.accounts.insert([account])) === 'exists')
      return failure([
        issue('app.account.login_taken', { ...place, pointer: '/login' }, { login: input.login }),
      ]);
    await ports.directory.touch();
    await audited(by, 'account.add', account._id, { login: account.login });
    await changes.record(by, {
      act: 'account.add',
      records: [{ kind: 'account', id: account._id, before: null, after: accountRecord(account) }],
    });
    return success({ account, link: await newLink(account._id, 'activate') });
  }

  /** Changes an account as it stands, again when somebody else changed it meanwhile; null when it is not there. */
  async function revise(id: string, next: (standing: Account) => Account): Promise<Account | null> {
    for (;;) {
      const standing = await ports.accounts.byId(id);
      if (!standing) return null;
      const changed = { ...next(standing), revision: standing.revision + 1 };
      if ((await ports.accounts.update(changed, standing.revision)) === 'committed') return changed;
    }
  }

  /** Counts a wrong password, also when many come at once, and locks at the fifth. */
  async function countFailure(id: string): Promise<void> {
    const lockedUntil = lockEnd();
    const changed = await revise(id, ({ lockedUntil: standing, ...account }) => {
      if (standing !== undefined && standing > realNow()) return { ...account, lockedUntil: standing };
      const failures = (account.failures ?? 0) + 1;
      return failures >= mostFailures ? { ...account, failures: 0, lockedUntil } : { ...account, failures };
    });
    if (changed?.lockedUntil === lockedUntil) await audited('system', 'account.locked', id);
  }

  /** Refuses what would leave nobody to administer. */
  async function lastAdministrator(account: Account): Promise<Issue[]> {
    if (!account.administrator || account.disabled || (await ports.accounts.administrators()) > 1) return [];
    return [issue('app.account.last_administrator', place)];
  }

  return {
    async signIn(typed, password) {
      const login = typed.trim().toLowerCase().slice(0, longestLogin);
      const account = await ports.accounts.byLogin(login);
      const now = realNow();
      const lockedUntil = account ? account.lockedUntil : strangers.get(login)?.lockedUntil;
      if (lockedUntil && lockedUntil > now) {
        const minutes = Math.ceil((Date.parse(lockedUntil) - Date.parse(now)) / 60_000);
        return failure([issue('app.sign_in.locked', place, { minutes })]);
      }
      // An unknown login costs the same time as a wrong password, so that logins cannot be listed.
      someHash ??= ports.passwords.hash('no account has this password');
      const right = await ports.passwords.verify(account?.passwordHash ?? (await someHash), password);
      if (!account?.passwordHash || account.disabled || !right) {
        if (!account) countStranger(login);
        else if (!account.disabled) await countFailure(account._id);
        return failure([issue('app.sign_in.wrong', place)]);
      }
      if (account.failures || account.lockedUntil) {
        const { failures: _, lockedUntil: __, ...rest } = account;
        await ports.accounts.update({ ...rest, revision: account.revision + 1 }, account.revision);
      }
      return success(account);
    },
    byId: (id) => ports.accounts.byId(id),
    add: (by, input) => insert(by._id, { ...input, login: input.login.trim().toLowerCase() }),
    firstAdministrator: (input) => insert('system', { ...input, administrator: true }),
    change: (by, id, input, revision) =>
      withAccount(id, async (account) => {
        const issues = checkAccount({ ...input, login: account.login });
        if (!input.administrator) issues.push(...(await lastAdministrator(account)));
        if (issues.length > 0) return failure(issues);
        const { email: _, administrator: __, ...rest } = account;
        const next: Account = {
          ...rest,
          name: input.name.trim().normalize('NFC'),
          ...(input.email ? { email: input.email.trim() } : {}),
          ...(input.administrator ? { administrator: true as const } : {}),
          revision: revision + 1,
        };
        if ((await ports.accounts.update(next, revision)) !== 'committed')
          return failure([issue('app.case.busy', place, { case: id })]);
        await ports.directory.touch();
        await audited(by._id, 'account.change', id);
        await changes.record(by._id, {
          act: 'account.change',
          records: [{ kind: 'account', id, before: accountRecord(account), after: accountRecord(next) }],
        });
        return success(next);
      }),
    reset: (by, id) =>
      withAccount(id, async (account) => {
        const link = await newLink(id, 'reset');
        await audited(by._id, 'account.reset', id);
        return success({ account, link });
      }),
    setDisabled: (by, id, disabled) =>
      withAccount(id, async (account) => {
        const issues = disabled ? await lastAdministrator(account) : [];
        if (issues.length > 0) return failure(issues);
        const { disabled: _, ...rest } = account;
        const next: Account = {
          ...rest,
          ...(disabled ? { disabled: true as const } : {}),
          revision: account.revision + 1,
        };
        if ((await ports.accounts.update(next, account.revision)) !== 'committed')
          return failure([issue('app.case.busy', place, { case: id })]);
        await audited(by._id, disabled ? 'account.disable' : 'account.enable', id);
        return success(next);
      }),
    addMembership: (by, id, input) =>
      withAccount(id, async () => {
        const issues = await checkMembership(input);
        if (issues.length > 0) return failure(issues);
        const membership: Membership = {
          id: `m-${ports.ids.id()}`,
          account: id,
          role: input.role,
          unit: input.unit,
          from: input.from,
          ...(input.to ? { to: input.to } : {}),
        };
        await ports.directory.putMemberships([membership]);
        await audited(by._id, 'membership.add', id, { role: input.role, unit: input.unit, from: input.from });
        await changes.record(by._id, {
          act: 'membership.add',
          records: [{ kind: 'membership', id: membership.id, before: null, after: asRecord(membership) }],
        });
        return success(membership);
      }),
    async invite(by, ids) {
      const made = await ports.accounts.byIds(ids);
      if (made.length === 0) return [];
      const links = await newLinks(
        made.map(({ _id }) => _id),
        'activate',
      );
      await audited(by._id, 'account.invite', 'csv', { accounts: String(made.length) });
      return made.map(({ login }, n) => ({ login, link: links[n]! }));
    },
    async list(search, after, language) {
      const found = await ports.accounts.list(search, after, listPage + 1);
      const shown = found.slice(0, listPage);
      return {
        lines: await linesOf(shown, language),
        more: found.length > listPage ? shown.at(-1)!.login : null,
      };
    },
    async line(id, language) {
      const account = await ports.accounts.byId(id);
      return account ? ((await linesOf([account], language))[0] ?? null) : null;
    },
    async roles(language) {
      return [...(await knownRoles(language))].map(([value, label]) => ({ value, label }));
    },
    async units() {
      return [...(await knownUnits())].map(([value, label]) => ({ value, label }));
    },
    log: (after) => ports.accounts.auditLog(after, 100),
    async linked(secret) {
      const link = await ports.accounts.peekLink(ports.hash.text(secret), realNow());
      return link ? ports.accounts.byId(link.account) : null;
    },
    async usePassword(secret, password, again) {
      const issues: Issue[] = [];
      if ([...password].length < leastPassword)
        issues.push(
          issue('app.account.password_short', { ...place, pointer: '/password' }, { min: leastPassword }),
        );
      if (password !== again)
        issues.push(issue('app.account.password_differs', { ...place, pointer: '/again' }));
      if (issues.length > 0) return failure(issues);
      const link = await ports.accounts.useLink(ports.hash.text(secret), realNow());
      const passwordHash = link ? await ports.passwords.hash(password) : '';
      const account = link
        ? await revise(link.account, ({ failures: _, lockedUntil: __, ...rest }) => ({
            ...rest,
            passwordHash,
          }))
        : null;
      if (!account) return failure([issue('app.account.link_used', place)]);
      await audited(account._id, 'account.password', account._id);
      return success(account);
    },
    async setLanguage(account, language) {
      await ports.accounts.update({ ...account, language, revision: account.revision + 1 }, account.revision);
    },
  };
}

/** What is wrong with the login and the name of an account. */
export function checkAccount(input: Pick<AccountInput, 'login' | 'name'>): Issue[] {
  const issues: Issue[] = [];
  if (!loginForm.test(input.login))
    issues.push(issue('app.account.login_form', { ...place, pointer: '/login' }));
  if (input.name.trim() === '')
    issues.push(issue('app.account.name_missing', { ...place, pointer: '/name' }));
  return issues;
}

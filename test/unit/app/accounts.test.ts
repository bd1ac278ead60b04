import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../compose-memory.ts';
import { openTown } from './town.ts';

const secretOf = (link: string) => link.split('/').at(-1)!;
const good = 'một câu dễ nhớ';

function after(town: MemoryComposition, minutes: number): string {
  return new Date(Date.parse(town.now()) + minutes * 60_000).toISOString();
}

async function codes(outcome: Promise<{ ok: boolean; issues?: unknown }>): Promise<string[]> {
  const result = (await outcome) as { ok: boolean; issues: { code: string }[] };
  return result.ok ? [] : result.issues.map((one) => one.code);
}

describe('signing in', () => {
  it('is by login and password, whatever the case of the login', async () => {
    const { app } = await openTown();
    expect(await app.accounts.signIn(' Leader-1 ', 'leader-1')).toMatchObject({
      ok: true,
      value: { _id: 'leader-1' },
    });
  });

  it('says the same of a wrong password, an unknown login, and an account not yet activated', async () => {
    const { app, account } = await openTown();
    await app.accounts.add(await account('admin'), { login: 'newcomer', name: 'Người mới' });
    for (const login of ['leader-1', 'nobody-here', 'newcomer'])
      expect(await codes(app.accounts.signIn(login, 'wrong')), login).toEqual(['app.sign_in.wrong']);
  });

  it('is locked for a quarter of an hour after five wrong passwords, even for the right one', async () => {
    const town = await openTown();
    const { accounts } = town.app;
    for (let n = 0; n < 4; n += 1) await accounts.signIn('leader-1', 'wrong');
    expect((await accounts.signIn('leader-1', 'leader-1')).ok).toBe(true);
    for (let n = 0; n < 5; n += 1)
      expect(await codes(accounts.signIn('leader-1', 'wrong'))).toEqual(['app.sign_in.wrong']);
    expect(await accounts.signIn('leader-1', 'leader-1')).toMatchObject({
      ok: false,
      issues: [{ code: 'app.sign_in.locked', params: { minutes: 15 } }],
    });
    expect((await accounts.signIn('leader-2', 'leader-2')).ok).toBe(true);
    town.setTime(after(town, 15));
    expect((await accounts.signIn('leader-1', 'leader-1')).ok).toBe(true);
    expect((await town.account('leader-1')).lockedUntil).toBeUndefined();
    expect((await accounts.log(null)).map((one) => one.act)).toEqual(['account.locked']);
  });

  it('counts wrong passwords that come at the same time, each', async () => {
    const { app } = await openTown();
    await Promise.all(Array.from({ length: 5 }, () => app.accounts.signIn('leader-1', 'wrong')));
    expect(await codes(app.accounts.signIn('leader-1', 'leader-1'))).toEqual(['app.sign_in.locked']);
  });

  it('locks a login that nobody has as it locks one that somebody has', async () => {
    const { app } = await openTown();
    for (let n = 0; n < 5; n += 1)
      expect(await codes(app.accounts.signIn('nobody', 'wrong'))).toEqual(['app.sign_in.wrong']);
    expect(await codes(app.accounts.signIn('nobody', 'wrong'))).toEqual(['app.sign_in.locked']);
  });

  it('is closed to a disabled account', async () => {
    const town = await openTown();
    await town.app.accounts.setDisabled(await town.account('admin'), 'leader-1', true);
    expect(await codes(town.app.accounts.signIn('leader-1', 'leader-1'))).toEqual(['app.sign_in.wrong']);
    await town.app.accounts.setDisabled(await town.account('admin'), 'leader-1', false);
    expect((await town.app.accounts.signIn('leader-1', 'leader-1')).ok).toBe(true);
  });
});

describe('a one-time link', () => {
  async function linked() {
    const town = await openTown();
    const reset = await town.app.accounts.reset(await town.account('admin'), 'leader-1');
    if (!reset.ok) throw new Error('refused');
    return { town, secret: secretOf(reset.value.link) };
  }

  it('sets a password once', async () => {
    const { town, secret } = await linked();
    const { accounts } = town.app;
    expect((await accounts.linked(secret))!._id).toBe('leader-1');
    expect((await accounts.usePassword(secret, good, good)).ok).toBe(true);
    expect(await codes(accounts.usePassword(secret, 'một câu khác nữa', 'một câu khác nữa'))).toEqual([
      'app.account.link_used',
    ]);
    expect(await accounts.linked(secret)).toBeNull();
    expect((await accounts.signIn('leader-1', good)).ok).toBe(true);
    expect((await accounts.signIn('leader-1', 'leader-1')).ok).toBe(false);
  });

  it('used by two at once sets one password', async () => {
    const { town, secret } = await linked();
    const used = await Promise.all(
      ['câu thứ nhất đây', 'câu thứ hai đây nhé'].map((one) =>
        town.app.accounts.usePassword(secret, one, one),
      ),
    );
    expect(used.filter((one) => one.ok).length).toBe(1);
  });

  it('is kept when the password is too short or typed differently', async () => {
    const { town, secret } = await linked();
    expect(await codes(town.app.accounts.usePassword(secret, 'ngắn', 'khác'))).toEqual([
      'app.account.password_short',
      'app.account.password_differs',
    ]);
    expect((await town.app.accounts.usePassword(secret, good, good)).ok).toBe(true);
  });

  it('ends after three days, and one that was made up opens nothing', async () => {
    const { town, secret } = await linked();
    expect(await town.app.accounts.linked('made-up')).toBeNull();
    town.setTime(after(town, 72 * 60));
    expect(await town.app.accounts.linked(secret)).toBeNull();
    expect(await codes(town.app.accounts.usePassword(secret, good, good))).toEqual(['app.account.link_used']);
  });

  it('sets its password although a wrong one was typed meanwhile', async () => {
    const { town, secret } = await linked();
    const slow = town.again((ports) => ({
      ...ports,
      passwords: {
        ...ports.passwords,
        async hash(password) {
          await town.app.accounts.signIn('leader-1', 'wrong');
          return ports.passwords.hash(password);
        },
      },
    }));
    expect((await slow.app.accounts.usePassword(secret, good, good)).ok).toBe(true);
    expect((await town.app.accounts.signIn('leader-1', good)).ok).toBe(true);
  });

  it('makes the first administrator', async () => {
    const { app } = await openTown();
    const first = await app.accounts.firstAdministrator({ login: 'first', name: 'Người đầu tiên' });
    if (!first.ok) throw new Error('refused');
    expect(first.value.account).toMatchObject({ administrator: true });
    expect((await app.accounts.usePassword(secretOf(first.value.link), good, good)).ok).toBe(true);
  });
});

describe('the last administrator', () => {
  it('can be neither disabled nor made an ordinary account', async () => {
    const town = await openTown();
    const { accounts } = town.app;
    const admin = await town.account('admin');
    const last = ['app.account.last_administrator'];
    expect(await codes(accounts.setDisabled(admin, 'admin', true))).toEqual(last);
    expect(await codes(accounts.change(admin, 'admin', { name: 'Quản trị' }, 1))).toEqual(last);
    await accounts.change(admin, 'leader-1', { name: 'Tổ trưởng', administrator: true }, 1);
    expect((await accounts.setDisabled(admin, 'admin', true)).ok).toBe(true);
    expect(await codes(accounts.setDisabled(admin, 'leader-1', true))).toEqual(last);
  });
});

describe('an administrator’s acts', () => {
  it('refuse a login that is taken or cannot be typed, and an empty name', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const add = (login: string, name = 'Ai đó') => codes(town.app.accounts.add(admin, { login, name }));
    expect(await add('LEADER-1')).toEqual(['app.account.login_taken']);
    expect(await add('có dấu')).toEqual(['app.account.login_form']);
    expect(await add('fine', '  ')).toEqual(['app.account.name_missing']);
  });

  it('on a role or unit nobody knows name the nearest', async () => {
    const town = await openTown();
    const wrong = await town.app.accounts.addMembership(await town.account('admin'), 'outsider', {
      role: 'town/cleark',
      unit: 'ward-11',
      from: '2025-02-30',
    });
    expect(wrong).toMatchObject({
      ok: false,
      issues: [
        { code: 'app.membership.role_unknown', params: { nearest: expect.arrayContaining(['town/clerk']) } },
        { code: 'app.membership.unit_unknown', params: { nearest: expect.arrayContaining(['ward-1']) } },
        { code: 'app.membership.dates' },
      ],
    });
  });

  it('take effect at once: a new membership, its end, a new name', async () => {
    const town = await openTown();
    const { accounts } = town.app;
    const admin = await town.account('admin');
    const held = await accounts.addMembership(admin, 'outsider', {
      role: 'town/clerk',
      unit: 'ward-1',
      from: '2025-01-31',
    });
    if (!held.ok) throw new Error('refused');
    expect((await town.viewer('outsider')).keys).toContain('town/clerk@ward-1');
    await accounts.endMembership(admin, held.value.id, '2025-01-30');
    expect((await town.viewer('outsider')).keys).toEqual(['outsider']);
    await accounts.change(admin, 'outsider', { name: 'Nguyễn Thị Mới' }, 1);
    expect((await town.viewer('head')).directory.names['outsider']).toBe('Nguyễn Thị Mới');
  });

  it('on what somebody else changed meanwhile are refused, and each one that was done is logged', async () => {
    const town = await openTown();
    const { accounts } = town.app;
    const admin = await town.account('admin');
    await accounts.change(admin, 'outsider', { name: 'Tên thứ nhất' }, 1);
    expect(await codes(accounts.change(admin, 'outsider', { name: 'Tên thứ hai' }, 1))).toEqual([
      'app.case.busy',
    ]);
    expect((await town.account('outsider')).name).toBe('Tên thứ nhất');
    await accounts.reset(admin, 'outsider');
    await accounts.setDisabled(admin, 'outsider', true);
    const acts = (await accounts.log(null)).map(({ act, actor, subject }) => `${actor} ${act} ${subject}`);
    expect(acts.sort()).toEqual(['change', 'disable', 'reset'].map((act) => `admin account.${act} outsider`));
  });
});

describe('a CSV of accounts', () => {
  const head = ['login', 'name', 'email', 'role', 'unit', 'from', 'to'];
  const line = (login: string, over: Partial<Record<string, string>> = {}) =>
    head.map(
      (column) =>
        over[column] ??
        { login, name: `Tên ${login}`, role: 'town/clerk', unit: 'ward-1', from: '2025-01-01' }[column] ??
        '',
    );

  async function imported(rows: string[][]) {
    const town = await openTown();
    const before = (await town.ports.directory.memberships()).length;
    const outcome = await town.app.accounts.importCsv(await town.account('admin'), rows);
    const there = (await town.ports.accounts.list(null, null, 100)).map((one) => one.login);
    return { town, outcome, there, added: (await town.ports.directory.memberships()).length - before };
  }

  it('brings in people, what they hold, and a link for each new one', async () => {
    const rows = [head, line('an.nv'), line('binh.tt'), line('an.nv', { unit: 'ward-2' }), line('leader-1')];
    const { outcome, there, added, town } = await imported(rows);
    expect(outcome).toMatchObject({ ok: true, value: { accounts: 2, memberships: 4 } });
    expect(there).toEqual(expect.arrayContaining(['an.nv', 'binh.tt']));
    expect(added).toBe(4);
    const links = outcome.ok ? outcome.value.links : [];
    expect(links.map((one) => one.login)).toEqual(['an.nv', 'binh.tt']);
    expect((await town.app.accounts.linked(secretOf(links[0]!.link)))!.login).toBe('an.nv');
  });

  it.each<[string, string[][], { code: string; pointer?: string }[]]>([
    [
      'a line with an unknown unit',
      [head, line('an.nv'), line('binh.tt', { unit: 'ward-9' })],
      [{ code: 'app.membership.unit_unknown', pointer: '/3/unit' }],
    ],
    [
      'a login that cannot be typed',
      [head, line('an.nv'), line('Đỗ Văn')],
      [{ code: 'app.account.login_form', pointer: '/3' }],
    ],
    [
      'an impossible day',
      [head, line('an.nv', { from: '2025-13-01' })],
      [{ code: 'app.membership.dates', pointer: '/2/from' }],
    ],
    [
      'a column that is missing',
      [
        ['login', 'name'],
        ['an.nv', 'An'],
      ],
      [{ code: 'app.csv.columns' }],
    ],
    [
      'more lines than it takes',
      [head, ...Array.from({ length: 5001 }, (_, n) => line(`p${n}xx`))],
      [{ code: 'app.csv.too_large' }],
    ],
  ])('with %s brings in nothing at all', async (_, rows, issues) => {
    const { outcome, there, added } = await imported(rows);
    expect(outcome).toMatchObject({ ok: false, issues });
    expect(there).not.toContain('an.nv');
    expect(added).toBe(0);
  });
});

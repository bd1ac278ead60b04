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
    await town.app.organisations.endMembership(admin, held.value.id, '2025-01-31');
    town.setTime('2025-02-01T02:00:00.000Z');
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

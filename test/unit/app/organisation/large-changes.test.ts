import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../../engine/app/ports.ts';
import type { MemoryComposition, TestComposition } from '../../../compose-memory.ts';
import { openTown } from '../town.ts';

const today = '2025-02-01';
/** More than one slice of accounts, and as many roles. */
const many = 600;

async function previewed(at: TestComposition, count = many): Promise<string> {
  const head = ['login', 'name', 'role', 'unit', 'from'];
  const lines = Array.from({ length: count }, (_, n) => [
    `can.bo.${n}`,
    `Cán bộ ${n}`,
    'clerk',
    'ward-1',
    today,
  ]);
  const outcome = await at.app.imports.preview(
    await at.account('admin'),
    { kind: 'tai-khoan', organisation: '', from: '', note: '' },
    [head, ...lines].map((cells, n) => ({ line: n + 1, cells })),
    today,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value._id;
}

async function press(at: TestComposition, what: 'apply' | 'undo', id: string): Promise<string> {
  const admin = await at.account('admin');
  const { imports, directoryChanges } = at.app;
  const made = what === 'apply' ? await imports.apply(admin, id) : await directoryChanges.undo(admin, id);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const change = 'change' in made.value ? made.value.change : made.value;
  expect(change.state).toBe('applying');
  return change._id;
}

/** Who is there of the file: accounts and roles. */
async function there(at: TestComposition): Promise<[number, number]> {
  const logins = Array.from({ length: many }, (_, n) => `can.bo.${n}`);
  const accounts = await at.ports.accounts.byLogins(logins);
  const held = await at.ports.directory.memberships();
  return [accounts.length, held.filter(({ account }) => accounts.some(({ _id }) => _id === account)).length];
}

const progressOf = async (at: TestComposition, id: string) =>
  at.app.directoryChanges.progress((await at.app.directoryChanges.load(id))!);
const stateOf = async (at: TestComposition, id: string) => (await at.app.directoryChanges.load(id))!.state;

/** A process that dies when it writes for the n-th time. */
function dying(at: MemoryComposition, what: 'insert' | 'remove' | 'putMemberships', nth: number) {
  let calls = 0;
  const mortal =
    <Args extends unknown[], Made>(write: (...args: Args) => Promise<Made>) =>
    async (...args: Args): Promise<Made> => {
      calls += 1;
      const made = await write(...args);
      // It has written, and nobody knows.
      if (calls === nth) throw new Error('killed');
      return made;
    };
  return at.again((ports): Ports => {
    const { accounts, directory } = ports;
    if (what === 'putMemberships')
      return { ...ports, directory: { ...directory, putMemberships: mortal(directory.putMemberships) } };
    return { ...ports, accounts: { ...accounts, [what]: mortal(accounts[what] as never) } };
  });
}

describe('a large import', () => {
  it('is written by a batch after the answer, told as far as it is, and undone in one act', async () => {
    const at = await openTown();
    const id = await previewed(at);
    await press(at, 'apply', id);
    expect(await there(at)).toEqual([0, 0]);
    expect(await progressOf(at, id)).toMatchObject({ underWay: true, done: 0, total: 2 * many });
    await at.settle();
    expect(await there(at)).toEqual([many, many]);
    expect(await progressOf(at, id)).toMatchObject({ underWay: false, done: 2 * many });
    expect((await at.app.directoryChanges.list(null, null, 1))[0]).toMatchObject({
      _id: id,
      state: 'applied',
    });
    const back = await press(at, 'undo', id);
    expect(await stateOf(at, id)).toBe('applied');
    await at.settle();
    expect(await there(at)).toEqual([0, 0]);
    expect([await stateOf(at, id), await stateOf(at, back)]).toEqual(['undone', 'applied']);
  });

  it('gives links for its accounts when they are asked for, and none for those in use', async () => {
    const at = await openTown();
    const admin = await at.account('admin');
    const id = await previewed(at);
    expect(await at.app.imports.links(admin, id)).toBeNull();
    await press(at, 'apply', id);
    await at.settle();
    const links = (await at.app.imports.links(admin, id))!;
    expect(links).toHaveLength(many);
    const secret = links[0]!.link.split('/').at(-1)!;
    await at.app.accounts.usePassword(secret, 'một câu dễ nhớ', 'một câu dễ nhớ');
    expect(await at.app.imports.unused((await at.app.directoryChanges.load(id))!)).toBe(many - 1);
    expect(await at.app.imports.links(await at.account('clerk-1'), id)).toBeNull();
    // With one of them in use it is not undone any more.
    expect((await at.app.directoryChanges.undo(admin, id)).issues.map(({ code }) => code)).toEqual([
      'directory.undo.account_used',
    ]);
  });

  it('that is small answers when it is written', async () => {
    const at = await openTown();
    const id = await previewed(at, 200);
    const applied = await at.app.imports.apply(await at.account('admin'), id);
    expect(applied).toMatchObject({ ok: true, value: { change: { state: 'applied' } } });
    expect(await progressOf(at, id)).toBeNull();
    expect(applied.ok && applied.value.links.length).toBe(200);
  });

  it.each<['insert' | 'remove' | 'putMemberships', number, 'apply' | 'undo']>([
    ['insert', 1, 'apply'],
    ['insert', 2, 'apply'],
    ['putMemberships', 1, 'apply'],
    ['remove', 1, 'undo'],
    ['remove', 2, 'undo'],
  ])('broken at %s, the %s. time, goes on: nothing double, nothing lost (%s)', async (what, nth, act) => {
    const at = await openTown();
    const accounts = (await at.ports.accounts.list(null, null, 5000)).length;
    const id = await previewed(at);
    if (act === 'undo') {
      await press(at, 'apply', id);
      await at.settle();
    }
    const broken = dying(at, what, nth);
    const changed = await press(broken, act, id);
    await expect(broken.settle()).rejects.toThrow('killed');
    expect(await stateOf(at, changed)).toBe('applying');
    const next = at.again();
    await next.app.wakes.sweep(true);
    await next.settle();
    expect(await stateOf(at, changed)).toBe('applied');
    expect(await there(at)).toEqual(act === 'apply' ? [many, many] : [0, 0]);
    expect(await at.ports.accounts.list(null, null, 5000)).toHaveLength(
      accounts + (act === 'apply' ? many : 0),
    );
    expect(await at.ports.directoryChanges.unfinished()).toEqual([]);
  });

  it('that was decided and never begun is begun by the next process', async () => {
    const at = await openTown();
    const id = await previewed(at);
    const broken = at.again((ports) => ({
      ...ports,
      batches: {
        ...ports.batches,
        async save() {
          throw new Error('killed');
        },
      },
    }));
    await expect(press(broken, 'apply', id)).rejects.toThrow('killed');
    expect(await stateOf(at, id)).toBe('applying');
    expect(await progressOf(at, id)).toMatchObject({ underWay: true, done: 0, total: 2 * many });
    const next = at.again();
    await next.app.wakes.sweep(true);
    await next.settle();
    expect(await there(at)).toEqual([many, many]);
  });

  it('into which somebody comes is put back whole, and says who is in the way', async () => {
    const at = await openTown();
    const id = await previewed(at);
    await press(at, 'apply', id);
    // Somebody takes one of the logins meanwhile, of the second slice.
    const made = await at.app.accounts.add(await at.account('admin'), {
      login: `can.bo.${many - 1}`,
      name: 'Người khác',
    });
    expect(made.ok).toBe(true);
    await at.settle();
    expect(await there(at)).toEqual([1, 0]);
    expect(await stateOf(at, id)).toBe('proposed');
    expect(await progressOf(at, id)).toMatchObject({
      underWay: false,
      why: { code: 'directory.record.meanwhile', params: { name: `Cán bộ ${many - 1}` } },
    });
    expect(await at.app.directoryChanges.list(null, null, 5)).not.toContainEqual(
      expect.objectContaining({ _id: id }),
    );
  });

  it('does not hold up a small change beside it', async () => {
    const at = await openTown();
    await press(at, 'apply', await previewed(at));
    const admin = await at.account('admin');
    const ended = await at.app.organisations.endMembership(admin, 'm-clerk-1-0', '2025-02-28');
    expect(ended).toMatchObject({ ok: true, value: { change: { state: 'applied' } } });
    await at.settle();
    expect(await there(at)).toEqual([many, many]);
  });
});

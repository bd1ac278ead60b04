import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../engine/app/index.ts';
import type { Reservation } from '../../../engine/model/reservation.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import { act, caseOf, freshKey, openTown, signing, submit } from './town.ts';

const prefix = 'number/ward-1/decision/2025/';
/** Long enough after that whatever a break left is looked at. */
const later = '2025-01-31T01:40:00.000Z';

async function sentTown(): Promise<MemoryComposition> {
  const town = await openTown(signing);
  await submit(town, 1);
  await submit(town, 2);
  return town;
}

const register = (town: MemoryComposition): Promise<Reservation[]> =>
  town.ports.reservations.inRange(prefix, 0, 100);

const states = async (town: MemoryComposition) =>
  (await register(town)).map(({ seq, state, reason }) => [seq, state, ...(reason ? [reason] : [])]);

async function sign(town: Pick<MemoryComposition, 'app' | 'load'>, team: number, key = freshKey()) {
  return act(town, 'clerk-1', team, 'confirm', { key });
}

describe('numbers of a register', () => {
  it('are given in order, each with its case, and used once the decision is stored', async () => {
    const town = await sentTown();
    expect(await sign(town, 1)).toMatchObject({ ok: true });
    expect(await sign(town, 2)).toMatchObject({ ok: true });
    expect(await states(town)).toEqual([
      [1, 'used'],
      [2, 'used'],
    ]);
    expect((await register(town)).map((one) => one.case)).toEqual([caseOf(1), caseOf(2)]);
    expect((await town.load(caseOf(2))).documents).toMatchObject([{ number: '02/QĐ', key: `${prefix}2` }]);
  });

  it('are looked at and not held by a rehearsal', async () => {
    const town = await sentTown();
    const current = await town.load(caseOf(1));
    const [task] = current.tasks;
    const rehearsed = await town.app.commands.rehearse(
      current._id,
      {
        type: 'act',
        key: 'rehearsal',
        task: { id: task!.id, generation: task!.generation },
        action: 'confirm',
      },
      { account: 'clerk-1', via: 'web' },
    );
    expect(rehearsed).toMatchObject({ ok: true, case: { documents: [{ number: '01/QĐ' }] } });
    expect(await register(town)).toEqual([]);
  });

  it('void when the signature is taken back; the next signature takes the next number', async () => {
    const town = await sentTown();
    await sign(town, 1);
    const { cmd } = (await town.load(caseOf(1))).history.at(-1)!;
    const undone = await town.app.commands.execute(
      caseOf(1),
      { type: 'undo', key: freshKey(), cmd },
      { account: 'clerk-1', via: 'web' },
    );
    expect(undone).toMatchObject({ ok: true });
    await sign(town, 1);
    expect(await states(town)).toEqual([
      [1, 'void', 'undone'],
      [2, 'used'],
    ]);
  });

  it('a commit that is lost is decided again with the number it holds', async () => {
    const town = await sentTown();
    let lost = 0;
    const process = town.again((ports: Ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(change) {
          if (lost++ > 0) return ports.cases.commit(change);
          await sign(town, 2, 'in-between');
          return 'lost';
        },
      },
    }));
    expect(await sign(process, 1)).toMatchObject({ ok: true });
    expect((await register(town)).map(({ seq, case: of, state }) => [seq, of, state])).toEqual([
      [1, caseOf(1), 'used'],
      [2, caseOf(2), 'used'],
    ]);
  });

  it('a commit that is lost to somebody who decided gives its number up', async () => {
    const town = await sentTown();
    let raced = false;
    const process = town.again((ports: Ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(change) {
          if (raced) return ports.cases.commit(change);
          raced = true;
          await act(town, 'clerk-1b', 1, 'reject', { reason: 'Sai số liệu.' });
          return ports.cases.commit(change);
        },
      },
    }));
    expect(await sign(process, 1)).toMatchObject({ ok: false, issues: [{ code: 'command.task.done' }] });
    expect(await states(town)).toEqual([[1, 'void', 'unused']]);
  });
});

describe('the sweep of what a break left held', () => {
  /** A process that ends right before or after its commit. */
  const ending = (town: MemoryComposition, when: 'before' | 'after') =>
    town.again((ports: Ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(change) {
          if (when === 'after') await ports.cases.commit(change);
          throw new Error('The process ends.');
        },
      },
    }));

  it('settles a number whose decision was stored', async () => {
    const town = await sentTown();
    await expect(sign(ending(town, 'after'), 1)).rejects.toThrow('ends');
    expect(await states(town)).toEqual([[1, 'held']]);
    town.setTime(later);
    const { revision } = await town.load(caseOf(1));
    await town.app.wakes.sweep(false);
    expect(await states(town)).toEqual([[1, 'used']]);
    expect((await town.load(caseOf(1))).revision).toBe(revision);
  });

  it('first moves a case that has not moved, so that a slow commit must fail, and then voids its number', async () => {
    const town = await sentTown();
    const before = await town.load(caseOf(1));
    const slow: { commit?: () => Promise<string> } = {};
    const stalled = town.again((ports: Ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(change) {
          slow.commit = () => ports.cases.commit(change);
          throw new Error('The process stands still.');
        },
      },
    }));
    await expect(sign(stalled, 1)).rejects.toThrow('stands still');
    await town.app.wakes.sweep(true);
    expect(await states(town)).toEqual([[1, 'held']]);
    town.setTime(later);
    await town.app.wakes.sweep(false);
    expect(await states(town)).toEqual([[1, 'void', 'unused']]);
    const moved = await town.load(caseOf(1));
    expect(moved.history.at(-1)).toMatchObject({ type: 'touched', data: { because: 'reservation' } });
    expect(moved.revision).toBe(before.revision + 1);
    expect(await slow.commit!()).toBe('lost');
    // Somebody else signs meanwhile, and the stalled person presses again: the next numbers, none twice.
    await sign(town, 2);
    await sign(town, 1);
    expect((await register(town)).map(({ seq, case: of, state }) => [seq, of, state])).toEqual([
      [1, caseOf(1), 'void'],
      [2, caseOf(2), 'used'],
      [3, caseOf(1), 'used'],
    ]);
  });

  it('leaves alone what was held a moment ago, and does nothing twice', async () => {
    const town = await sentTown();
    await expect(sign(ending(town, 'before'), 1, 'pressed')).rejects.toThrow('ends');
    await town.app.wakes.sweep(false);
    expect(await states(town)).toEqual([[1, 'held']]);
    // Pressed again by the same person, the number is still theirs.
    expect(await sign(town, 1, 'pressed')).toMatchObject({ ok: true });
    town.setTime(later);
    const { revision } = await town.load(caseOf(1));
    await town.app.wakes.sweep(true);
    await town.app.wakes.sweep(true);
    expect(await states(town)).toEqual([[1, 'used']]);
    expect((await town.load(caseOf(1))).revision).toBe(revision);
  });
});

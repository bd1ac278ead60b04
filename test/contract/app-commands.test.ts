import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { CommandOutcome } from '../../engine/app/index.ts';
import { sentence } from '../../engine/issues/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition } from '../compose-memory.ts';
import { caseOf, freshKey, opened, report, submit, townWorld } from '../unit/app/town.ts';
import { storeServers } from './store-servers.ts';

const clerks = Array.from({ length: 200 }, (_, n) => ({ id: `clerk-${n + 1000}`, holds: ['clerk@ward-1'] }));

/** As the wheel of a process turns: its own queue of commands, its own caches, the same stores. */
function processes(town: TestComposition, count: number): TestComposition[] {
  return Array.from({ length: count }, () => town.again());
}

describe.each(storeServers.slice(0, 2))('commands on the stores: $name', (server) => {
  let running: Awaited<ReturnType<(typeof server)['start']>>;
  let stores: Awaited<ReturnType<typeof openStores>>;
  let town: TestComposition;

  beforeAll(async () => {
    running = await server.start();
    stores = await openStores(running.url, { cutHistory, foldText });
    town = await composeOver(stores, townWorld([], clerks), opened);
    await town.app.records.start((await town.app.campaigns.latest('minimal'))!);
    await town.settle();
  });

  afterAll(async () => {
    await stores.close();
    await running.stop();
  });

  it('two hundred people act on one case at once: one is first, the others are told who', async () => {
    expect((await submit(town, 1)).ok).toBe(true);
    const [task] = (await town.load(caseOf(1))).tasks;
    const doors = processes(town, 8);
    const outcomes = await Promise.all(
      clerks.map(({ id }, n) =>
        doors[n % doors.length]!.app.commands.execute(
          caseOf(1),
          {
            type: 'act',
            key: freshKey(),
            task: { id: task!.id, generation: task!.generation },
            action: 'confirm',
          },
          { account: id, via: 'web' },
        ),
      ),
    );
    const first = outcomes.filter((one) => one.ok);
    expect(first.length).toBe(1);
    const winner = first[0]!.ok ? first[0]!.events[0]!.actor : '';
    for (const one of outcomes)
      if (!one.ok)
        expect(one.issues.map((issue) => sentence(issue as never))).toEqual([
          expect.stringMatching(new RegExp(`Người ${winner} .* lúc 08:30`)),
        ]);
    const decided = (await town.load(caseOf(1))).history.filter((event) => event.type === 'decided');
    expect(decided.map((event) => event.actor)).toEqual([winner]);
    expect((await town.app.maintenance.verify(caseOf(1)))!.problems).toEqual([]);
  });

  it('one press that arrives fifty times is one act, and each is given the same answer', async () => {
    const [task] = (await town.load(caseOf(2))).tasks;
    const doors = processes(town, 5);
    const key = freshKey();
    const outcomes: CommandOutcome[] = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        doors[n % doors.length]!.app.commands.execute(
          caseOf(2),
          {
            type: 'submit',
            key,
            task: { id: task!.id, generation: task!.generation },
            answers: report,
          },
          { account: 'leader-2', via: 'web' },
        ),
      ),
    );
    expect(outcomes.filter((one) => !one.ok)).toEqual([]);
    expect(outcomes.filter((one) => one.ok && !one.repeated).length).toBe(1);
    const current = await town.load(caseOf(2));
    expect(current.history.filter((event) => event.type === 'submitted').length).toBe(1);
    expect(current.outbox!.length).toBe(1);
  });

  it('a message handed over while a command is decided leaves nothing behind and takes nothing away', async () => {
    expect((await submit(town, 3)).ok).toBe(true);
    const held = (await town.load(caseOf(3))).outbox![0]!;
    town.setTime(held.notBefore!);
    // Decided on the case as it was before the hand-over, committed after it.
    const slow = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async commit(commit) {
          await town.app.handover.handOver([caseOf(3)]);
          return ports.cases.commit(commit);
        },
      },
    }));
    const [task] = (await town.load(caseOf(3))).tasks;
    const returned = await slow.app.commands.execute(
      caseOf(3),
      {
        type: 'act',
        key: freshKey(),
        task: { id: task!.id, generation: task!.generation },
        action: 'return',
        reason: 'Thiếu số người tham gia.',
      },
      { account: 'clerk-2', via: 'web' },
    );
    expect(returned.ok).toBe(true);
    const current = await town.load(caseOf(3));
    expect(current.outbox!.map((one) => one.key)).not.toContain(held.key);
    expect(current.hasOutbox).toBe(true);
    const left = current.outbox!.map((one) => one.notBefore!).sort()[0]!;
    await town.passUntil(left);
    const told = await stores.models.deliveries.find({ case: caseOf(3), recipient: 'leader-3' }).lean();
    expect(told.length).toBe(2);
    const settled = await town.load(caseOf(3));
    expect(settled.outbox).toBeUndefined();
    expect(settled.hasOutbox).toBeUndefined();
    expect(settled.nextWakeAt! > town.now()).toBe(true);
  });
});

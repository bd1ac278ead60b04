import { describe, expect, it } from 'vitest';
import { hasFollowed } from '../../../../engine/app/gathering/dossiers.ts';
import type { LinesEntry } from '../../../../engine/model/case.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { breakAt, pictureOf } from '../breaking.ts';
import { freshKey } from '../town.ts';
import { dossierOf, nominationOf, openGatheringTown, taskOf, tuesday } from './gathering-town.ts';

type Acting = Pick<MemoryComposition, 'app' | 'load'>;

async function placeOf(town: Acting) {
  return { campaign: (await town.app.campaigns.latest('gathering'))!, entry: 'proposal', unit: 'north' };
}

async function gather(town: Acting, teams: number[], key = freshKey(), account = 'inspector') {
  const actor = { account, via: 'web' as const };
  return town.app.dossiers.open(await placeOf(town), teams.map(nominationOf), key, actor);
}

/** The inspector sends the dossier; the head returns the second line and signs. */
async function sendAndSign(town: Acting, keys: [string, string] = ['send', 'sign']): Promise<void> {
  await town.app.commands.execute(
    dossierOf(1),
    {
      type: 'submit',
      key: keys[0],
      task: taskOf(await town.load(dossierOf(1))),
      answers: { about: 'Khen thưởng' },
    },
    { account: 'inspector', via: 'web' },
  );
  const signed = await town.app.commands.execute(
    dossierOf(1),
    {
      type: 'act',
      key: keys[1],
      task: taskOf(await town.load(dossierOf(1))),
      action: 'sign',
      lines: [{ n: 2, verdict: 'returned', reason: 'Thiếu biên bản.' }],
    },
    { account: 'head', via: 'web' },
  );
  expect(signed).toMatchObject({ ok: true });
}

async function standing(town: Acting) {
  const cases = await Promise.all([1, 2, 3].map((team) => town.load(nominationOf(team))));
  return cases.map(({ steps, outcome }) => outcome ?? steps.at(-1)!.step);
}

describe('what waits', () => {
  it('is found under the keys of whoever gathers, and no longer once it lies in a dossier', async () => {
    const town = await openGatheringTown();
    const place = await placeOf(town);
    const keys = (await town.viewer('inspector')).keys;
    const waiting = async () => (await town.app.dossiers.waiting(place, keys)).map(({ _id }) => _id).sort();
    expect(await waiting()).toEqual([1, 2, 3].map(nominationOf));
    await gather(town, [1, 3]);
    expect(await waiting()).toEqual([nominationOf(2)]);
    expect(await town.app.dossiers.waiting(place, (await town.viewer('leader-1')).keys)).toEqual([]);
  });
});

describe('a dossier', () => {
  it('has its cases before the page goes on', async () => {
    const town = await openGatheringTown();
    const outcome = await gather(town, [1, 2]);
    expect(outcome).toMatchObject({ ok: true, case: { _id: dossierOf(1) } });
    expect((await town.load(nominationOf(2))).dossier).toEqual({ case: dossierOf(1), line: 2 });
    expect((await town.load(dossierOf(1))).outbox?.filter(({ kind }) => kind === 'lines') ?? []).toEqual([]);
  });

  it('is one dossier however often it is asked for, and another under another key', async () => {
    const town = await openGatheringTown();
    await gather(town, [1], 'one');
    await gather(town, [2], 'two');
    const again = await gather(town, [1], 'one');
    expect(again).toMatchObject({ ok: true, case: { _id: dossierOf(1) } });
    expect((await town.load(dossierOf(2))).lines!.map((line) => line.case)).toEqual([nominationOf(2)]);
  });

  it('lets a line go where somebody else was first, and is cancelled when none is left', async () => {
    const town = await openGatheringTown();
    await gather(town, [1, 2]);
    await gather(town, [2, 3], freshKey(), 'inspector-2');
    expect((await town.load(dossierOf(2))).lines!.map(({ state }) => state)).toEqual(['released', 'waiting']);
    await gather(town, [1], freshKey(), 'inspector-2');
    expect(await town.load(dossierOf(3))).toMatchObject({ state: 'ended', outcome: 'cancelled' });
    expect((await town.load(nominationOf(1))).dossier).toEqual({ case: dossierOf(1), line: 1 });
  });

  it('is opened by whoever may submit it alone', async () => {
    const town = await openGatheringTown();
    expect(await gather(town, [1], freshKey(), 'leader-1')).toMatchObject({
      ok: false,
      issues: [{ code: 'command.open.not_yours' }],
    });
  });

  it('tells its cases only once its decision can no longer be undone', async () => {
    const town = await openGatheringTown();
    town.setTime(tuesday);
    await gather(town, [1, 2, 3]);
    await sendAndSign(town);
    await town.settle();
    expect(await standing(town)).toEqual(['gather', 'gather', 'gather']);
    await town.passUntil('2025-02-04T02:00:31.000Z');
    expect(await standing(town)).toEqual(['approved', 'fill', 'approved']);
    const returned = await town.load(nominationOf(2));
    expect(returned.history.findLast(({ type }) => type === 'returned')).toMatchObject({
      actor: 'head',
      via: 'worker',
      key: `${dossierOf(1)}:2`,
      data: { dossier: { case: dossierOf(1), line: 2 } },
    });
    for (const id of [dossierOf(1), ...[1, 2, 3].map(nominationOf)])
      expect(await town.app.maintenance.verify(id)).toMatchObject({ ok: true, problems: [] });
  });

  it('is not signed in bulk by whoever sent one of its cases, until somebody else decided that line', async () => {
    const both = { id: 'leader-1', holds: ['leader@team-1', 'head@city'] };
    const town = await openGatheringTown([], [both]);
    town.setTime(tuesday);
    await gather(town, [2, 1, 3]);
    await town.app.commands.execute(
      dossierOf(1),
      { type: 'submit', key: 'send', task: taskOf(await town.load(dossierOf(1))), answers: { about: 'x' } },
      { account: 'inspector', via: 'web' },
    );
    const dossier = await town.load(dossierOf(1));
    const task = taskOf(dossier);
    const signing = (key: string) => () => ({ type: 'act' as const, key, task, action: 'sign' });
    const leader = { account: 'leader-1', via: 'web' as const };
    const [refused] = await town.app.commands.executeMany([dossier], signing('k-1'), leader);
    expect(refused).toMatchObject({ issues: [{ code: 'dossier.lines.acted', params: { lines: '2' } }] });
    const rehearsed = await town.app.commands.rehearse(dossierOf(1), signing('k-2')(), leader);
    expect(rehearsed).toMatchObject({ ok: false, issues: [{ code: 'dossier.lines.acted' }] });
    const decided = await town.app.commands.execute(
      dossierOf(1),
      { type: 'decideLines', key: 'line', task, lines: [{ n: 2, verdict: 'approved' }] },
      { account: 'head', via: 'web' },
    );
    expect(decided).toMatchObject({ ok: true });
    const [signed] = await town.app.commands.executeMany(
      [await town.load(dossierOf(1))],
      signing('k-3'),
      leader,
    );
    expect(signed).toMatchObject({ ok: true });
    await town.passUntil('2025-02-04T02:00:31.000Z');
    expect(await standing(town)).toEqual(['approved', 'approved', 'approved']);
    expect((await town.app.maintenance.verify(dossierOf(1)))!.problems).toEqual([]);
  });

  it('is found by the sweep when the queue was lost', async () => {
    const town = await openGatheringTown();
    town.setTime(tuesday);
    await gather(town, [1, 2, 3]);
    await sendAndSign(town);
    town.emptyQueue();
    town.setTime('2025-02-04T02:05:00.000Z');
    await town.again().app.wakes.sweep(true);
    await town.settle();
    expect(await standing(town)).toEqual(['approved', 'fill', 'approved']);
  });
});

describe('a step that gathers by itself', () => {
  it('puts whatever waits into one dossier, once', async () => {
    const town = await openGatheringTown();
    await town.passUntil('2025-02-14T01:30:00.000Z');
    const dossier = await town.load(dossierOf(1));
    expect(dossier.lines!.map((line) => [line.case, line.state])).toEqual(
      [1, 2, 3].map((team) => [nominationOf(team), 'waiting']),
    );
    expect(dossier.tasks[0]!.assignees).toEqual(['town/inspector@north']);
    expect(dossier.history[0]!.actor).toBe('system');
    expect(town.everything().cases.filter(({ entry }) => entry === 'proposal')).toHaveLength(1);
    expect((await town.load(nominationOf(3))).dossier).toEqual({ case: dossierOf(1), line: 3 });
  });
});

describe('reindex', () => {
  it('gives a dossier back what its cases have not yet followed, and nothing they have', async () => {
    const town = await openGatheringTown();
    town.setTime(tuesday);
    await gather(town, [1, 2, 3]);
    await sendAndSign(town);
    const outbox = (await town.load(dossierOf(1))).outbox;
    expect(outbox!.filter(({ kind }) => kind === 'lines')).toHaveLength(2);
    await town.ports.cases.reproject(dossierOf(1), (await town.load(dossierOf(1))).revision, {});
    await town.app.maintenance.reindex();
    expect((await town.load(dossierOf(1))).outbox).toEqual(outbox);
    await town.passUntil('2025-02-04T02:00:31.000Z');
    await town.settle();
    await town.app.maintenance.reindex();
    const after = await town.load(dossierOf(1));
    // Messages about tasks that were done meanwhile come back, and are dropped when they are handed over.
    expect((after.outbox ?? []).filter(({ kind }) => kind !== 'notify')).toEqual([]);
    expect(await hasFollowed(town.ports, after, outbox!.at(-1) as LinesEntry)).toBe(true);
  });
});

/** Everything from gathering to the cases' ends, as a person and the workers do it, again after each break. */
async function wholeWay(town: MemoryComposition | ReturnType<MemoryComposition['again']>): Promise<void> {
  town.setTime(tuesday);
  await gather(town, [1, 2, 3], 'gather');
  const dossier = await town.load(dossierOf(1));
  if (dossier.state !== 'ended') await sendAndSign(town);
  await town.passUntil('2025-02-04T02:00:31.000Z');
  await town.app.wakes.sweep(true);
  await town.settle();
}

describe('a process that ends at any of its writes', () => {
  it('leaves nothing between the dossier and its cases undone, nor done twice', async () => {
    const whole = await openGatheringTown();
    await wholeWay(whole);
    const wanted = outcomeOf(whole);
    const counted = await openGatheringTown();
    const counter = breakAt(0, 'before');
    await wholeWay(counted.again(counter.change));
    const writes = counter.made().length;
    expect(writes).toBeGreaterThan(15);
    for (let n = 1; n <= writes; n += 1)
      for (const when of ['before', 'after'] as const) {
        const town = await openGatheringTown();
        const broken = breakAt(n, when);
        await wholeWay(town.again(broken.change)).catch(() => undefined);
        await wholeWay(town);
        expect(outcomeOf(town), `${when} ${broken.made().at(-1)} (${n})`).toEqual(wanted);
      }
  }, 120_000);
});

/** Where every case stands and what happened to it, without keys and moments. */
function outcomeOf(town: MemoryComposition): unknown {
  const { cases } = pictureOf(town) as {
    cases: Record<string, { state: object; history: { type: string }[] }>;
  };
  return Object.fromEntries(
    Object.entries(cases).map(([id, one]) => [
      id,
      { history: one.history.map(({ type }) => type), outbox: (one as { outbox?: unknown }).outbox },
    ]),
  );
}

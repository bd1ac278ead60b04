import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../engine/model/account.ts';
import type { BatchState } from '../../engine/model/batch.ts';
import type { Case } from '../../engine/model/case.ts';
import type { ReorganisationFile } from '../../engine/model/generated/definitions.ts';
import type { World } from '../compose-memory.ts';
import { inNobodysQueue, opened } from '../unit/app/town.ts';
import { patched, readFixture } from '../unit/compile/campaign-fixture.ts';
import { caseOf, report, townOf } from './campaign.ts';
import { brokenCases, dieWhileWorking, openRig, persistently, type Rig, seeded } from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

const town = townOf(300);
const path = 'organisations/town.json';
const theDay = '2025-02-10T02:00:00.000Z';

/** Two wards become one, but for the last, which has two successors: nobody has said yet which it is. */
const wards = town.wards.slice(0, -2);
const successorOf = (ward: string): string => `new-${Math.ceil(Number(ward.slice(5)) / 2)}`;
const successors = [...new Set(town.wards.map(successorOf))];
const file: ReorganisationFile = {
  thidua: 1,
  id: 'new-wards',
  title: { vi: 'Phường mới', en: 'New wards' },
  organisation: 'town',
  from: '2025-02-10',
  units: successors.map((uid) => ({
    uid,
    name: uid,
    level: 'ward',
    parents: [{ line: 'main', unit: 'city' }],
  })),
  ends: [
    ...wards.map((unit) => ({ unit, successors: [successorOf(unit)] })),
    ...town.wards.slice(-2).map((unit) => ({ unit, successors: successors.slice(-2) })),
    { unit: 'north' },
  ],
  roles: [{ role: 'clerk', people: 'follow' }],
};

/** Teams that have sent their report, which waits at their ward; the others owe theirs. */
const senders = town.teams.filter((_, index) => index % 2 === 0);
const hasUndecided = (team: string): boolean => !wards.includes(town.wardOf(team));

function world(): World {
  const made = patched(readFixture('minimal'), [town.units]);
  const organisation = JSON.parse(made.library[path]!);
  organisation.roles.push({ id: 'keeper', title: { vi: 'Quản trị' }, administers: true });
  return {
    ...made,
    library: { ...made.library, [path]: JSON.stringify(organisation) },
    people: [...town.people, { id: 'admin', administrator: true }, { id: 'keeper', holds: ['keeper@city'] }],
  };
}

describe(`a reorganisation of ${town.teams.length} cases, its worker and its document server killed`, () => {
  const random = seeded(seed);
  let rig: Rig;
  let admin: Account;

  beforeAll(async () => {
    console.log(`faults of a reorganisation: seed ${seed}`);
    rig = await openRig({
      world: world(),
      at: opened,
      still: true,
      async before({ app, ports }) {
        for (const team of senders) {
          const [task] = (await ports.cases.load(caseOf(team)))!.tasks;
          const sent = await app.commands.execute(
            caseOf(team),
            {
              type: 'submit',
              key: `send-${team}`,
              task: { id: task!.id, generation: task!.generation },
              answers: report,
            },
            { account: `leader-${team}`, via: 'web' },
          );
          expect(sent).toMatchObject({ ok: true });
        }
      },
    });
    admin = (await rig.ports.accounts.byId('admin'))!;
    await rig.moveTo(theDay);
  }, 240_000);

  afterAll(() => rig?.close());

  async function everyCase(): Promise<Case[]> {
    return persistently(() => rig.ports.cases.loadMany(town.teams.map(caseOf)));
  }

  /** Presses, and lets the worker die while it goes through the cases; gives the batch as it is then. */
  async function press(id: string, what: 'apply' | 'undo', state: BatchState, times: number) {
    const { revision } = (await persistently(() => rig.ports.batches.load(id)))!;
    expect(await persistently(() => rig.app.reorganisations[what](admin, id, revision))).toMatchObject({
      ok: true,
    });
    const isDone = async () => (await rig.ports.batches.load(id))!.state === state;
    // Each of its two slices writes its verdicts and itself, whatever of the cases was moved before.
    expect(await dieWhileWorking(rig, random, { times, within: 2, isDone })).toBe(times);
    await rig.workers[0]!.kill();
    return (await persistently(() => rig.ports.batches.load(id)))!;
  }

  /** How often the batch did something to a case, and how often that was taken back. */
  const actsOf = (one: Case, batch: string, type: 'undone' | 'other'): number =>
    new Set(
      one.history
        .filter((event) => event.batch === batch && (event.type === 'undone') === (type === 'undone'))
        .map(({ cmd }) => cmd),
    ).size;

  it('moves each case once, leaves none in nobody’s queue, and is taken back whole', async () => {
    const before = new Map((await everyCase()).map((one) => [one._id, one]));
    const organisation = () => persistently(async () => (await rig.ports.directory.organisations())[0]!);
    const memberships = () =>
      persistently(async () =>
        (await rig.ports.directory.memberships()).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
    const [unitsBefore, heldBefore] = [(await organisation()).units, await memberships()];

    const loaded = await rig.app.reorganisations.load(admin, JSON.stringify(file));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
    const { id } = loaded.value;
    await rig.app.wakes.wake({ v: 1, record: 'batch', id, at: theDay, epoch: 0 });
    const rehearsed = (await rig.ports.batches.load(id))!;
    expect(rehearsed).toMatchObject({ total: town.teams.length, done: town.teams.length });
    expect((await everyCase()).map(({ revision }) => revision)).toEqual(
      [...before.values()].map(({ revision }) => revision),
    );

    const applied = await press(id, 'apply', 'done', 2);
    expect(applied.counts).toEqual(rehearsed.counts);
    for (const one of await everyCase()) {
      const team = one.unit.uid;
      const waits = senders.includes(team);
      const asked = one.tasks.flatMap(({ assignees }) => assignees);
      expect(actsOf(one, id, 'other'), team).toBe(waits ? 1 : 0);
      if (!waits) expect(asked).toEqual([`town/leader@${team}`]);
      else if (hasUndecided(team)) expect(asked).toEqual(['town/unrouted']);
      else expect(asked).toEqual([`town/clerk@${successorOf(town.wardOf(team))}`]);
    }
    expect(await inNobodysQueue(rig)).toEqual([]);
    expect(await brokenCases(rig)).toEqual([]);

    const undone = await press(id, 'undo', 'undone', 1);
    expect(undone.counts).toMatchObject({ undone: senders.length });
    for (const one of await everyCase()) {
      const old = before.get(one._id)!;
      expect(actsOf(one, id, 'undone'), one._id).toBe(senders.includes(one.unit.uid) ? 1 : 0);
      expect(one.unit).toEqual(old.unit);
      expect(one.steps).toEqual(old.steps);
      const terms = ({ tasks }: Case) => tasks.map(({ generation: _, ...task }) => task);
      expect(terms(one)).toEqual(terms(old));
    }
    expect((await organisation()).units).toEqual(unitsBefore);
    expect(await memberships()).toEqual(heldBefore);
    expect(await inNobodysQueue(rig)).toEqual([]);
    expect(await brokenCases(rig)).toEqual([]);
  }, 600_000);
});

import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Case, DossierLine } from '../../engine/model/case.ts';
import { followKey } from '../../engine/workflow/index.ts';
import type { World } from '../compose-memory.ts';
import { dossierOf, january, nominationOf, taskOf, tuesday } from '../unit/app/gathering/gathering-town.ts';
import { patched, readFixture } from '../unit/compile/campaign-fixture.ts';
import { report, townOf } from './campaign.ts';
import { type Mortal, personProcess } from './processes.ts';
import {
  actAndDie,
  brokenCases,
  dieWhileWorking,
  openRig,
  persistently,
  type Rig,
  seeded,
} from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

const town = townOf(60);
/** Teams whose nominations no secretary puts into a dossier: they are gathered by themselves. */
const leftOver = 6;
const nominations = town.teams.map((_, index) => nominationOf(index + 1));
/** Nominations that somebody puts into a dossier. */
const gathered = nominations.slice(0, -leftOver);
/** Long after signatures could be taken back, and just after nominations that still wait gather by themselves. */
const gathering = '2025-02-14T01:01:00.000Z';

/** Dossiers are signed with a number; a signature can be taken back for an hour. */
const world: World = {
  ...patched(readFixture('gathering'), [
    town.units,
    { file: 'campaign.json', op: 'add', path: '/undoSeconds', value: 3600 },
    {
      file: 'campaign.json',
      op: 'add',
      path: '/numberings',
      value: [{ id: 'decisions', title: { vi: 'Sổ quyết định' }, type: 'decision', pattern: '{seq}/QĐ' }],
    },
    { file: 'workflows/proposal.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
    { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/numbering', value: 'decisions' },
    { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/actions/2/signs', value: false },
  ]),
  people: [
    ...town.people,
    { id: 'head-2', holds: ['head@city'] },
    { id: 'secretary-1', holds: ['inspector@north'] },
    { id: 'secretary-2', holds: ['inspector@north'] },
  ],
};
const place = { campaign: 'gathering', entry: 'proposal', unit: 'north' };

/** Lists of two secretaries: the last cases of each of one's are the first of the other's. */
const lists = [0, 1, 2, 3, 4, 5].map((n) => nominations.slice(n * 9, n * 9 + 9 + (n < 5 ? 3 : 0)));
const dossiers = lists.map((_, n) => ({ id: dossierOf(n + 1), undoes: n % 2 === 0 }));

let rig: Rig;
const people: Mortal[] = [];

beforeAll(() => console.log(`faults of dossiers: seed ${seed}`));

afterEach(async () => {
  for (const one of people.splice(0)) await one.kill();
  await rig.close();
});

/** The town on the day on which every nomination waits. */
async function open(): Promise<void> {
  rig = await openRig({
    world,
    at: january,
    async before({ app, ports }) {
      for (const [index, team] of town.teams.entries()) {
        const current = (await ports.cases.load(nominationOf(index + 1)))!;
        const sent = await app.commands.execute(
          current._id,
          { type: 'submit', key: `send-${team}`, task: taskOf(current), answers: report },
          { account: `leader-${team}`, via: 'web' },
        );
        expect(sent).toMatchObject({ ok: true });
      }
    },
  });
  await rig.moveTo(tuesday);
}

/** Two processes over the same cases, a secretary and a director in each. */
function doors(): Mortal[] {
  return [0, 1].map((n) => {
    const own = lists.flatMap((cases, index) =>
      index % 2 === n ? [{ key: `list-${index + 1}`, cases }] : [],
    );
    const secretary = { secretary: `secretary-${n + 1}`, place, dossiers: own };
    const director = { director: ['head', 'head-2'][n]!, dossiers, differs: n };
    return personProcess({
      documents: rig.documents,
      now: tuesday,
      slownessMs: 30,
      acts: [
        { part: 'gatherDossiers', plan: secretary },
        { part: 'signDossiers', plan: director },
      ],
    });
  });
}

/** Cases in the order of their ids as given. */
async function loadAll(ids: readonly string[]): Promise<Case[]> {
  const found = await persistently(() => rig.ports.cases.loadMany([...ids]));
  const byId = new Map(found.map((one) => [one._id, one]));
  return ids.map((id) => byId.get(id)!);
}

/** How a case goes on that a line decided. */
const goesOn = {
  approved: { type: 'decided', step: undefined, outcome: 'approved' },
  refused: { type: 'decided', step: undefined, outcome: 'rejected' },
  returned: { type: 'returned', step: 'fill', outcome: undefined },
} as const;

/** A case did once what its line says, and stands where that leads. */
function expectFollowed(one: Case, dossier: Case, line: DossierLine): void {
  const where = `${dossier._id}, line ${line.n}`;
  const own = one.history.filter(({ key }) => key === followKey(dossier._id, line.n, 'decided'));
  const wanted = goesOn[line.state as keyof typeof goesOn];
  expect(
    own.filter(({ type }) => type === wanted.type),
    where,
  ).toHaveLength(1);
  expect(new Set(own.map(({ cmd }) => cmd)).size, where).toBe(1);
  expect(
    own.some(({ data }) => data['action'] === line.state),
    where,
  ).toBe(true);
  expect(one.outcome, where).toBe(wanted.outcome);
  if (wanted.step)
    expect(
      one.steps.map(({ step }) => step),
      where,
    ).toEqual([wanted.step]);
  expect(one.dossier, where).toEqual({ case: dossier._id, line: line.n });
}

/** How many cases have gone on as their lines were decided. */
async function followed(): Promise<number> {
  const cases = await loadAll(nominations);
  return cases.filter((one) => one.outcome !== undefined || one.steps[0]!.step === 'fill').length;
}

describe('dossiers, with secretaries, directors, workers and the document server killed', () => {
  it('each case follows once what its line says; no number is double or lost', async () => {
    const random = seeded(seed);
    await open();
    people.push(...doors());
    await actAndDie(people, random, {
      times: 4,
      within: 15,
      async onDeath(n) {
        if (n !== 3) return;
        await rig.server.kill();
        await rig.server.start();
      },
    });
    // Nothing has left yet: every signature can still be taken back.
    expect(await followed()).toBe(0);

    // The decisions leave, and what nobody gathered gathers by itself.
    await rig.workers[0]!.kill();
    await rig.moveTo(gathering);
    const waiting = nominations.slice(-leftOver);
    const isDone = async () =>
      (await followed()) === gathered.length &&
      (await loadAll(waiting)).every(({ dossier, tasks }) => dossier !== undefined && tasks.length === 0);
    const deaths = await dieWhileWorking(rig, random, { times: 2, within: 15, isDone });
    expect(deaths).toBe(2);
    expect(await rig.settled()).toBe(true);
    expect(await brokenCases(rig)).toEqual([]);

    const cases = new Map((await loadAll(nominations)).map((one) => [one._id, one]));
    const decided = await loadAll(dossiers.map(({ id }) => id));
    const lineOf = new Map<string, string>();
    for (const dossier of decided) {
      for (const line of dossier.lines ?? []) {
        if (line.state === 'released') continue;
        expect(lineOf.get(line.case), `${line.case} lies in ${dossier._id} too`).toBeUndefined();
        lineOf.set(line.case, dossier._id);
        expectFollowed(cases.get(line.case)!, dossier, line);
      }
      expect(dossier.outbox, dossier._id).toBeUndefined();
    }
    expect([...lineOf.keys()].sort()).toEqual([...gathered].sort());
    await expectNumbers(decided);

    const [own, ...more] = new Set(waiting.map((id) => cases.get(id)!.dossier!.case));
    expect(more).toEqual([]);
    const [byItself] = await loadAll([own!]);
    expect(byItself!.lines!.map((line) => line.case)).toEqual([...waiting].sort());
  }, 600_000);
});

/** Every number was given once and is used by a dossier that was signed, or void with its reason. */
async function expectNumbers(decided: readonly Case[]): Promise<void> {
  const given = await rig.ports.reservations.inRange('number/city/decision/2025/', 0, 500);
  expect(given.map(({ seq }) => seq)).toEqual(given.map((_, index) => index + 1));
  const used = given.filter(({ state }) => state === 'used');
  for (const one of given)
    if (one.state !== 'used') expect([one.state, one.reason !== undefined]).toEqual(['void', true]);
  const signed = decided.filter(({ outcome }) => outcome === 'approved');
  expect(signed.map(({ documents }) => documents?.length)).toEqual(signed.map(() => 1));
  expect(used.map((one) => [one._id, one.case]).sort()).toEqual(
    signed.map((one) => [one.documents![0]!.key, one._id]).sort(),
  );
}

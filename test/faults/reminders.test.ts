import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchState } from '../../engine/model/batch.ts';
import { composeMemory, type TestComposition, type World } from '../compose-memory.ts';
import { opened, reminding } from '../unit/app/town.ts';
import { patched, readFixture } from '../unit/compile/campaign-fixture.ts';
import { caseOf, townOf } from './campaign.ts';
import { nameOf } from './oracle.ts';
import {
  brokenCases,
  compared,
  dieWhileWorking,
  openRig,
  persistently,
  type Rig,
  seeded,
} from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

const town = townOf(60);
const cases = town.teams.map(caseOf);
/** Everybody is late on both days. */
const oneDay = '2025-02-20T03:00:00.000Z';
const nextDay = '2025-02-21T03:00:00.000Z';
/** What was sent on the first day has left by then. */
const evening = '2025-02-20T12:00:00.000Z';
const asked = { period: '2025-01' };

/** Nobody is reminded but by hand, which can be taken back for an hour. */
const world: World = {
  ...patched(readFixture('minimal'), [
    town.units,
    ...reminding,
    { file: 'campaign.json', op: 'add', path: '/undoSeconds', value: 3600 },
    { file: 'workflows/report.json', op: 'remove', path: '/steps/0/reminders' },
    { file: 'workflows/report.json', op: 'remove', path: '/steps/0/escalations' },
  ]),
  people: town.people,
};

type Process = Pick<TestComposition, 'app' | 'ports'>;

const headOf = async ({ app, ports }: Process) => app.viewers.of((await ports.accounts.byId('head'))!);

/** The head has everybody reminded who is late; gives the batch. */
async function remindAll(process: Process, at: string): Promise<string> {
  const head = await headOf(process);
  const sent = await process.app.reminders.send(
    head,
    'minimal',
    { ...asked, groups: cases, at },
    `remind-${at}`,
  );
  if (!('id' in sent)) throw new Error(JSON.stringify(sent.issues));
  return sent.id;
}

/** The names of all messages when nothing ever breaks. */
async function withoutFaults(): Promise<Set<string>> {
  const process = await composeMemory(world, opened);
  await process.app.records.start((await process.app.campaigns.latest('minimal'))!);
  await process.settle();
  process.setTime(oneDay);
  await remindAll(process, oneDay);
  await process.settle();
  await process.passUntil(evening);
  return new Set(process.everything().deliveries.map(nameOf));
}

describe(`reminders to ${cases.length} units, the worker and the document server killed`, () => {
  const random = seeded(seed);
  let rig: Rig;

  beforeAll(async () => {
    console.log(`faults of reminders: seed ${seed}`);
    rig = await openRig({ world, at: opened, still: true });
  }, 240_000);

  afterAll(() => rig?.close());

  /** Lets the worker die while a batch is worked on. */
  async function comesTo(id: string, state: BatchState, deaths: { times: number; within: number }) {
    const isDone = async () => (await rig.ports.batches.load(id))!.state === state;
    expect(await dieWhileWorking(rig, random, { ...deaths, isDone })).toBe(deaths.times);
    return (await persistently(() => rig.ports.batches.load(id)))!;
  }

  /** How often each case was reminded, and how often that was taken back. */
  async function remindedOften(): Promise<[number, number][]> {
    const found = await persistently(() => rig.ports.cases.loadMany(cases));
    return found.map(({ history }) => [
      history.filter(({ type }) => type === 'reminded').length,
      history.filter(({ type }) => type === 'undone').length,
    ]);
  }

  it('tell everybody once; taken back in time they tell nobody', async () => {
    const expected = await withoutFaults();
    await rig.moveTo(oneDay);
    const first = await remindAll(rig, oneDay);
    const sent = await comesTo(first, 'done', { times: 1, within: 50 });
    expect(sent).toMatchObject({ done: cases.length, counts: { reminded: cases.length } });
    expect(await remindedOften()).toEqual(cases.map(() => [1, 0]));

    await rig.workers[0]!.kill();
    await rig.moveTo(evening);
    const told = async () => (await rig.names()).length >= expected.size;
    await dieWhileWorking(rig, random, { times: 1, within: 2, isDone: told });
    expect(await rig.settled()).toBe(true);
    await rig.workers[0]!.kill();

    await rig.moveTo(nextDay);
    const second = await remindAll(rig, nextDay);
    await rig.app.wakes.wake({ v: 1, record: 'batch', id: second, at: nextDay, epoch: 0 });
    expect(await rig.app.reminders.takeBack(await headOf(rig), second)).toBe(true);
    const taken = await comesTo(second, 'undone', { times: 1, within: 30 });
    expect(taken.counts).toMatchObject({ reminded: cases.length, taken: cases.length });
    await rig.moveTo(new Date(Date.parse(nextDay) + 36_000_000).toISOString());
    expect(await rig.settled()).toBe(true);

    expect(await remindedOften()).toEqual(cases.map(() => [2, 1]));
    expect(compared(await rig.names(), expected)).toEqual({ lost: [], double: [], foreign: [] });
    expect(rig.mails().resent).toEqual([]);
    expect(await brokenCases(rig)).toEqual([]);
  }, 600_000);
});

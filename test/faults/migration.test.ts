import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { Account } from '../../engine/model/account.ts';
import type { Batch, BatchState } from '../../engine/model/batch.ts';
import type { Case } from '../../engine/model/case.ts';
import { cutHistory, fold, foldText, stateOf } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition } from '../compose-memory.ts';
import { migrationWorld, planOf, playTown } from '../unit/app/migration/migration-town.ts';
import { opened } from '../unit/app/town.ts';
import { documentServer, type Killable, type Mortal, workerProcess } from './processes.ts';
import { dieWhileWorking, persistently, seeded } from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);
const teams = 1_000;

describe(`a migration of ${teams} cases, its worker and its document server killed again and again`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const random = seeded(seed);
  let server: Killable & { url: string };
  let worker: Mortal;
  let stores: OpenedStores;
  let town: TestComposition;
  let admin: Account;
  let from: string;
  let to: string;

  beforeAll(async () => {
    console.log(`faults of a migration: seed ${seed}`);
    server = documentServer(folder);
    await server.start();
    stores = await openStores(server.url, { cutHistory, foldText });
    await stores.clock.advance(Date.parse(opened) - Date.now());
    ({ town, admin, from, to } = await playTown(await composeOver(stores, migrationWorld(teams), opened)));
    // What the test's own process would ask of a queue, the workers' sweeps find.
    town.emptyQueue();
    const mail = join(folder, 'mail');
    mkdirSync(mail);
    worker = workerProcess({
      documents: server.url,
      mail,
      sends: join(folder, 'sends'),
      slownessMs: 30,
      lockMs: 5_000,
      withoutSweep: false,
      withoutKey: false,
    });
  }, 240_000);

  afterAll(async () => {
    await worker?.kill();
    await stores?.close();
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const load = async (id: string): Promise<Batch> => (await persistently(() => stores.batches.load(id)))!;

  /** Lets the worker die while the batch comes to a state: each slice writes at least its cases, its verdicts and itself. */
  async function comesTo(id: string, state: BatchState, deaths: { times: number; within: number }) {
    const isDone = async () => (await load(id)).state === state;
    expect(await dieWhileWorking({ server, workers: [worker] }, random, { ...deaths, isDone })).toBe(
      deaths.times,
    );
    await worker.kill();
  }

  async function everyCase(): Promise<Case[]> {
    const found: Case[] = [];
    for (const version of [from, to])
      found.push(...(await persistently(() => stores.cases.ofVersion('minimal', version, null, teams * 2))));
    return found;
  }

  function expectWhole(cases: readonly Case[]): void {
    expect(cases).toHaveLength(teams);
    for (const one of cases) expect(fold(one.history, one.base?.state)).toEqual(stateOf(one));
  }

  it('is rehearsed, run and undone whole: each case once, nothing lost', async () => {
    const before = new Map((await everyCase()).map((one) => [one._id, one]));
    const plan = await planOf(town, admin, from, { check: 'verify' });
    const begun = await town.app.migrations.rehearse(admin, 'minimal', plan);
    if (!begun.ok) throw new Error(JSON.stringify(begun.issues));
    const id = begun.value._id;
    await comesTo(id, 'rehearsed', { times: 1, within: 4 });
    const rehearsed = await load(id);
    expect(rehearsed).toMatchObject({ total: teams, done: teams });
    expect((await everyCase()).every((one) => one.version === from)).toBe(true);

    await persistently(() => town.app.migrations.signOff(admin, id));
    await comesTo(id, 'done', { times: 3, within: 4 });
    const done = await load(id);
    expect(done.counts).toEqual(rehearsed.counts);
    const migrated = await everyCase();
    expectWhole(migrated);
    for (const one of migrated) {
      const own = one.history.filter(({ type }) => type === 'migrated');
      expect(own).toHaveLength(one.state === 'ended' ? 0 : 1);
      expect(one.version).toBe(one.state === 'ended' ? from : to);
    }

    await persistently(() => town.app.migrations.undo(admin, id));
    await comesTo(id, 'undone', { times: 3, within: 4 });
    const undone = await load(id);
    expect(undone.counts).toMatchObject({ undone: teams - (rehearsed.counts['ended'] ?? 0) });
    expect(undone.counts['undoRefused']).toBeUndefined();
    const back = await everyCase();
    expectWhole(back);
    for (const one of back) {
      const old = before.get(one._id)!;
      expect(one.version).toBe(from);
      expect(one.steps).toEqual(old.steps);
      expect(one.submission).toEqual(old.submission);
      expect(one.dueAt).toEqual(old.dueAt);
      expect(one.history.filter(({ type }) => type === 'undone')).toHaveLength(one.state === 'ended' ? 0 : 1);
    }
  }, 600_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { Case } from '../../engine/model/case.ts';
import { cutHistory, fold, foldText, stateOf } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition } from '../compose-memory.ts';
import { opened, signing } from '../unit/app/town.ts';
import { patched } from '../unit/compile/campaign-fixture.ts';
import { caseOf, faultWorld, report, teams } from './campaign.ts';
import { documentServer, type Killable, personProcess } from './processes.ts';
import { seeded, until } from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

describe('numbers of one register, two processes signing and both killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const random = seeded(seed);
  let server: Killable & { url: string };
  let stores: OpenedStores;
  let town: TestComposition;
  const signers: Killable[] = [];

  beforeAll(async () => {
    console.log(`faults of numbers: seed ${seed}`);
    server = documentServer(folder);
    await server.start();
    stores = await openStores(server.url, { cutHistory, foldText });
    // One register for every ward, so that the processes want the same numbers.
    const world = {
      ...patched(faultWorld, [
        ...signing,
        { file: 'campaign.json', op: 'add', path: '/numberings/0/body', value: 'town-office' },
      ]),
      people: faultWorld.people,
    };
    town = await composeOver(stores, world, opened);
    await town.app.records.start((await town.app.campaigns.latest('minimal'))!);
    await town.settle();
    for (const team of teams) {
      const [task] = (await town.load(caseOf(team))).tasks;
      const ref = { id: task!.id, generation: task!.generation };
      const sent = await town.app.commands.execute(
        caseOf(team),
        { type: 'submit', key: 'send', task: ref, answers: report },
        { account: `leader-${team}`, via: 'web' },
      );
      expect(sent).toMatchObject({ ok: true });
    }
    const wardOf = (index: number) => `clerk-ward-${Math.floor(index / 6) + 1}`;
    const cases = teams.map((team, index) => ({
      id: caseOf(team),
      clerk: wardOf(index),
      undoes: index % 3 === 0,
    }));
    for (const own of [cases.slice(0, 12), cases.slice(12)])
      signers.push(
        personProcess({
          documents: server.url,
          acts: [{ part: 'signReports', plan: own }],
          now: opened,
          slownessMs: 40,
        }),
      );
    await Promise.all(signers.map((one) => one.start()));
  }, 120_000);

  afterAll(async () => {
    for (const one of signers) await one.kill();
    await stores?.close();
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const everyCase = (): Promise<Case[]> => Promise.all(teams.map((team) => town.load(caseOf(team))));

  it('are given once each, and what a kill left is used or void with its reason', async () => {
    for (let n = 0; n < 8; n += 1) {
      await sleep(150 + random() * 500);
      const one = signers[n % 2]!;
      await one.kill();
      await one.start();
    }
    await until(() => signers.every((one) => one.isFinished()));
    town.setTime(new Date(Date.parse(opened) + 600_000).toISOString());
    await town.app.wakes.sweep(true);

    const given = await town.ports.reservations.inRange('number/town.town-office/decision/2025/', 0, 500);
    expect(given.map(({ seq }) => seq)).toEqual(given.map((_, index) => index + 1));
    expect(given.filter(({ state }) => state !== 'used' && state !== 'void')).toEqual([]);
    expect(given.filter(({ state, reason }) => (state === 'void') !== (reason !== undefined))).toEqual([]);
    const cases = await everyCase();
    const byCase = new Map(given.filter(({ state }) => state === 'used').map((one) => [one.case, one._id]));
    for (const one of cases) {
      expect(fold(one.history)).toEqual(stateOf(one));
      expect(one.documents).toHaveLength(1);
      expect(one.documents![0]!.key).toBe(byCase.get(one._id));
    }
    expect(new Set(byCase.values()).size).toBe(teams.length);
    const undone = given.filter(({ reason }) => reason === 'undone').length;
    const unused = given.filter(({ reason }) => reason === 'unused').length;
    expect(undone).toBe(teams.length / 3);
    console.log(`${given.length} numbers: ${byCase.size} used, ${undone} undone, ${unused} never used`);
  }, 180_000);
});

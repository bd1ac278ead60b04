import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edit } from '../../engine/model/definition-draft.ts';
import { composeMemory, type World } from '../compose-memory.ts';
import { opened } from '../unit/app/town.ts';
import { patched, readFixture } from '../unit/compile/campaign-fixture.ts';
import { townOf } from './campaign.ts';
import { nameOf } from './oracle.ts';
import { publish } from './parts/publish.ts';
import { type Mortal, personProcess } from './processes.ts';
import { actAndDie, brokenCases, compared, openRig, type Rig, seeded, until } from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

const town = townOf(60);
const base = patched(readFixture('minimal'), [
  town.units,
  { file: 'workflows/report.json', op: 'remove', path: '/steps/0/reminders' },
  { file: 'workflows/report.json', op: 'remove', path: '/steps/0/escalations' },
]);
const world: World = { ...base, people: [...town.people, { id: 'admin', administrator: true }] };
const extra = ['extra-1', 'extra-2', 'extra-3'];

/** One more entry that every team owes, the period of which is open already. */
function edit(id: string): Edit {
  const [report] = JSON.parse(base.files['groups/streets.json']!).entries;
  return {
    op: 'insert',
    file: 'groups/streets.json',
    pointer: '/entries/-',
    value: { ...report, id, title: { vi: `Báo cáo thêm ${id}` } },
  };
}

const publishing = (n: number) => ({
  administrator: 'admin',
  campaign: 'minimal',
  edits: [edit(extra[n]!)],
  after: n + 1,
});

/** The names of all messages when nothing ever breaks. */
async function withoutFaults(): Promise<Set<string>> {
  const process = await composeMemory(world, opened);
  await process.app.records.start((await process.app.campaigns.latest('minimal'))!);
  for (const [n] of extra.entries()) {
    await publish(process, publishing(n));
    await process.settle();
  }
  await process.passUntil(opened);
  return new Set(process.everything().deliveries.map(nameOf));
}

describe('publications that open a period, their publisher, the worker and the document server killed', () => {
  const random = seeded(seed);
  let rig: Rig;
  let publisher: Mortal | undefined;

  beforeAll(async () => {
    console.log(`faults of publishing: seed ${seed}`);
    rig = await openRig({ world, at: opened, still: true });
  }, 240_000);

  afterAll(async () => {
    await publisher?.kill();
    await rig?.close();
  });

  const publisherOf = (n: number): Mortal =>
    personProcess({
      documents: rig.documents,
      now: opened,
      slownessMs: 30,
      acts: [{ part: 'publish', plan: publishing(n) }],
    });

  it('open every case once and tell of each once', async () => {
    const expected = await withoutFaults();
    const worker = rig.workers[0]!;
    // The first publisher opens the period as no worker is there yet, and dies between telling and noting that it told.
    publisher = publisherOf(0);
    publisher.dieAt({ write: 1, of: 'deliveries.add', when: 'after' });
    await publisher.start();
    await until(() => publisher!.isGone());
    await worker.start();
    publisher.dieAt(null);
    await publisher.start();
    await until(() => publisher!.isFinished());
    for (const n of [1, 2]) {
      publisher = publisherOf(n);
      await actAndDie([publisher], random, {
        times: 1,
        within: 9,
        async onDeath() {
          if (n === 1) await worker.kill();
          await rig.server.kill();
          await rig.server.start();
          if (n === 1) await worker.start();
        },
      });
    }
    expect(await rig.settled()).toBe(true);

    const versions = (await rig.ports.definitions.versions('minimal')).reverse();
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    for (const [n, entry] of ['report', ...extra].entries()) {
      const cases = await rig.ports.cases.loadMany(
        town.teams.map((team) => `minimal.${entry}.${team}.2025-01.1`),
      );
      expect(cases.map(({ version }) => version)).toEqual(town.teams.map(() => versions[n]!.version));
    }
    expect((await rig.ports.cases.ids(null, 1000)).length).toBe(town.teams.length * 4);
    expect(await rig.ports.definitionDrafts.load('minimal')).toBeNull();
    expect(compared(await rig.names(), expected)).toEqual({ lost: [], double: [], foreign: [] });
    expect(await brokenCases(rig)).toEqual([]);
  }, 600_000);
});

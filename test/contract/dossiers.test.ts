import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition } from '../compose-memory.ts';
import {
  dossierOf,
  gatheringWorld,
  january,
  nominationOf,
  taskOf,
  tuesday,
} from '../unit/app/gathering/gathering-town.ts';
import type { Patch } from '../unit/compile/campaign-fixture.ts';
import { storeServers } from './store-servers.ts';

const most = 500;
/** Every store holds a dossier; the embedded ones one as long as it may be. */
const runs = storeServers.slice(0, 2).map((server, n) => ({ ...server, many: n === 0 ? most : 60 }));
const teams = Array.from({ length: most + 3 }, (_, n) => n + 1);
/** Teams enough for a dossier that is as long as it may be, all of one ward. */
const manyTeams: Patch[] = teams.slice(3).map((n) => ({
  file: 'library/organisations/town.json',
  op: 'add',
  path: '/units/-',
  value: {
    uid: `team-${n}`,
    name: `Tổ ${n}`,
    level: 'team',
    parents: [{ line: 'main', unit: 'ward-1' }],
  },
}));
const leaders = teams.slice(3).map((n) => ({ id: `leader-${n}`, holds: [`leader@team-${n}`] }));

describe.each(runs)('a dossier of $many lines, on the stores: $name', (server) => {
  const { many } = server;
  const here = teams.slice(0, many + 3);
  let running: Awaited<ReturnType<(typeof server)['start']>>;
  let stores: Awaited<ReturnType<typeof openStores>>;
  let town: TestComposition;
  const measured: string[] = [];

  beforeAll(async () => {
    running = await server.start();
    stores = await openStores(running.url, { cutHistory, foldText });
    town = await composeOver(stores, gatheringWorld(manyTeams, leaders), january);
    await town.app.records.start((await town.app.campaigns.latest('gathering'))!);
    await town.settle();
    for (let at = 0; at < here.length; at += 16)
      await Promise.all(
        here.slice(at, at + 16).map(async (team) => {
          const id = nominationOf(team);
          const answers = { rounds: '3', people: '40', weather: 'dry' };
          await town.app.commands.execute(
            id,
            { type: 'submit', key: `send-${team}`, task: taskOf(await town.load(id)), answers },
            { account: `leader-${team}`, via: 'web' },
          );
        }),
      );
    town.setTime(tuesday);
  });

  afterAll(async () => {
    console.info(measured.join('\n'));
    await stores.close();
    await running.stop();
  });

  async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const result = await work();
    measured.push(`${server.name}: ${what} ${Math.round(performance.now() - from)} ms`);
    return result;
  }

  const inspector = { account: 'inspector', via: 'web' as const };
  const place = async () => ({
    campaign: (await town.app.campaigns.latest('gathering'))!,
    entry: 'proposal',
    unit: 'north',
  });

  it('is refused with one line more, in words that say how to split it', async () => {
    const refused = await town.app.dossiers.open(
      await place(),
      teams.slice(0, most + 1).map(nominationOf),
      'too-many',
      inspector,
    );
    expect(refused).toMatchObject({
      ok: false,
      issues: [{ code: 'dossier.lines.too_many', params: { count: most + 1, max: most, parts: 2 } }],
    });
  });

  it('is found, gathered, signed with one line returned, and followed by every case once', async () => {
    const keys = (await town.viewer('inspector')).keys;
    const waiting = await timed('found', async () => town.app.dossiers.waiting(await place(), keys));
    expect(waiting).toHaveLength(here.length);
    const cases = teams.slice(0, many).map(nominationOf);
    const opened = await timed('opened', async () =>
      town.app.dossiers.open(await place(), cases, 'open', inspector),
    );
    expect(opened).toMatchObject({ ok: true });
    // Several processes hand the same over at once; another is cut off and begins anew.
    await timed('gathered', () =>
      Promise.all([town, town.again()].map((one) => one.app.dossiers.handOver([dossierOf(1)]))),
    );
    expect(await town.app.dossiers.waiting(await place(), keys)).toHaveLength(3);
    await town.app.commands.execute(
      dossierOf(1),
      { type: 'submit', key: 'send', task: taskOf(await town.load(dossierOf(1))), answers: { about: 'x' } },
      inspector,
    );
    const signed = await timed('signed', async () =>
      town.app.commands.execute(
        dossierOf(1),
        {
          type: 'act',
          key: 'sign',
          task: taskOf(await town.load(dossierOf(1))),
          action: 'sign',
          lines: [{ n: 7, verdict: 'returned', reason: 'Thiếu biên bản.' }],
        },
        { account: 'head', via: 'web' },
      ),
    );
    expect(signed).toMatchObject({ ok: true });
    town.setTime('2025-02-04T02:00:31.000Z');
    await timed('followed', () =>
      Promise.all([town, town.again()].map((one) => one.app.dossiers.handOver([dossierOf(1)]))),
    );
    const dossier = await town.load(dossierOf(1));
    expect((dossier.outbox ?? []).filter(({ kind }) => kind === 'lines')).toEqual([]);
    measured.push(`${server.name}: the dossier's document ${JSON.stringify(dossier).length} bytes`);
    const found = (
      await Promise.all([0, 200, 400].map((at) => stores.cases.loadMany(cases.slice(at, at + 200))))
    ).flat();
    expect(found.filter(({ outcome }) => outcome === 'approved')).toHaveLength(many - 1);
    for (const { history } of found)
      expect(history.filter(({ type }) => type === 'gathered')).toHaveLength(1);
    expect(found.find(({ dossier: one }) => one?.line === 7)!.steps.at(-1)!.step).toBe('fill');
    for (const id of [dossierOf(1), nominationOf(1), nominationOf(7)])
      expect((await town.app.maintenance.verify(id))!.problems).toEqual([]);
  });
});

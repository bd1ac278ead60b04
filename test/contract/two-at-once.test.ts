import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { CommandOutcome, Ports } from '../../engine/app/index.ts';
import { sentence } from '../../engine/issues/index.ts';
import type { LineDecision } from '../../engine/model/command.ts';
import type { Edit } from '../../engine/model/definition-draft.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition, type World } from '../compose-memory.ts';
import {
  dossierOf,
  gatheringWorld,
  january,
  nominationOf,
  taskOf,
  tuesday,
} from '../unit/app/gathering/gathering-town.ts';
import { opened, report, townWorld } from '../unit/app/town.ts';
import type { Patch } from '../unit/compile/campaign-fixture.ts';
import { storeServers } from './store-servers.ts';

/** Lets so many arrive before any goes on; whoever comes later passes. */
function meeting(count: number): () => Promise<void> {
  let arrived = 0;
  const all = Promise.withResolvers<void>();
  return () => {
    arrived += 1;
    if (arrived === count) all.resolve();
    return all.promise;
  };
}

/** A process that decides what becomes of a case, and commits it when the others have decided as well. */
function decidingOn(id: string, meet: () => Promise<void>): (ports: Ports) => Ports {
  return (ports) => ({
    ...ports,
    cases: {
      ...ports.cases,
      async commit(change) {
        if (change.next._id === id) await meet();
        return ports.cases.commit(change);
      },
    },
  });
}

const sentences = (outcome: { issues: readonly unknown[] }) =>
  outcome.issues.map((one) => sentence(one as never));

/** Each dossier takes a number when it is signed. */
const numbered: Patch[] = [
  {
    file: 'campaign.json',
    op: 'add',
    path: '/numberings',
    value: [{ id: 'decisions', title: { vi: 'Sổ quyết định' }, type: 'decision', pattern: '{seq}/QĐ' }],
  },
  { file: 'workflows/proposal.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
  { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/numbering', value: 'decisions' },
  { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/actions/2/signs', value: false },
];

describe.each(storeServers.slice(0, 2))('two processes at once on the stores: $name', (server) => {
  let running: Awaited<ReturnType<(typeof server)['start']>>;
  let stores: OpenedStores;
  let town: TestComposition;

  beforeEach(async () => {
    running = await server.start();
    stores = await openStores(running.url, { cutHistory, foldText });
  });

  afterEach(async () => {
    await stores.close();
    await running.stop();
  });

  async function open(world: World, campaign: string, at: string): Promise<void> {
    town = await composeOver(stores, world, at);
    await town.app.records.start((await town.app.campaigns.latest(campaign))!);
    await town.settle();
  }

  async function openNominations(): Promise<void> {
    await open(gatheringWorld(numbered, [{ id: 'head-2', holds: ['head@city'] }]), 'gathering', january);
    for (const team of [1, 2, 3]) {
      const current = await town.load(nominationOf(team));
      const sent = await town.app.commands.execute(
        current._id,
        { type: 'submit', key: `send-${team}`, task: taskOf(current), answers: report },
        { account: `leader-${team}`, via: 'web' },
      );
      expect(sent).toMatchObject({ ok: true });
    }
    town.setTime(tuesday);
    await town.settle();
  }

  async function gather(process: TestComposition, secretary: string, teams: number[], key: string) {
    const place = { campaign: 'gathering', entry: 'proposal', unit: 'north' };
    const viewer = await process.viewer(secretary);
    return (await process.app.gathering.gather(viewer, place, teams.map(nominationOf), key))!;
  }

  it('of two secretaries who gather the same case one has it; the other sees it taken out, and keeps the rest', async () => {
    await openNominations();
    const meet = meeting(2);
    const [one, other] = [0, 1].map(() => town.again(decidingOn(nominationOf(2), meet)));
    const outcomes = await Promise.all([
      gather(one!, 'inspector', [1, 2], 'one'),
      gather(other!, 'inspector-2', [2, 3], 'other'),
    ]);
    const lines = outcomes.flatMap((outcome) => (outcome.ok ? (outcome.case.lines ?? []) : []));
    expect(lines.filter(({ state }) => state === 'released').map((line) => line.case)).toEqual([
      nominationOf(2),
    ]);
    const held = lines.filter(({ state }) => state === 'waiting').map((line) => line.case);
    expect(held.sort()).toEqual([1, 2, 3].map(nominationOf));
    for (const n of [1, 2])
      for (const line of (await town.load(dossierOf(n))).lines!) {
        const { dossier } = await town.load(line.case);
        expect(dossier?.case === dossierOf(n), `${line.case} in ${dossierOf(n)}`).toBe(
          line.state === 'waiting',
        );
      }
    for (const id of await stores.cases.ids(null, 100))
      expect((await town.app.maintenance.verify(id))!.problems).toEqual([]);
  });

  it('of two directors who sign with other lines one has signed; the other is told who, and no number is lost', async () => {
    await openNominations();
    const gathered = await gather(town, 'inspector', [1, 2, 3], 'gather');
    const dossier = gathered.ok ? gathered.case._id : '';
    const sent = await town.app.commands.execute(
      dossier,
      { type: 'submit', key: 'send', task: taskOf(await town.load(dossier)), answers: { about: 'Khen' } },
      { account: 'inspector', via: 'web' },
    );
    expect(sent).toMatchObject({ ok: true });
    const task = taskOf(await town.load(dossier));
    const wishes: [string, LineDecision[]][] = [
      ['head', [{ n: 1, verdict: 'refused', reason: 'Thiếu biên bản.' }]],
      ['head-2', [{ n: 2, verdict: 'returned', reason: 'Thiếu chữ ký.' }]],
    ];
    const meet = meeting(2);
    const outcomes: CommandOutcome[] = await Promise.all(
      wishes.map(([account, lines]) =>
        town
          .again(decidingOn(dossier, meet))
          .app.commands.execute(
            dossier,
            { type: 'act', key: `sign-${account}`, task, action: 'sign', lines },
            { account, via: 'web' },
          ),
      ),
    );
    const won = outcomes.findIndex(({ ok }) => ok);
    const lost = outcomes[1 - won]!;
    expect(lost.ok ? [] : sentences(lost)).toEqual([
      expect.stringMatching(new RegExp(`đã được Người ${wishes[won]![0]} xử lý lúc 09:00`)),
    ]);
    const signed = await town.load(dossier);
    const [decision] = wishes[won]![1];
    expect(signed.lines!.map(({ state }) => state)).toEqual(
      [1, 2, 3].map((n) => (n === decision!.n ? decision!.verdict : 'approved')),
    );
    expect(signed.history.filter(({ type }) => type === 'ended')).toHaveLength(1);
    const numbers = await stores.reservations.inRange('number/city/decision/2025/', 0, 100);
    expect(numbers.filter(({ state }) => state === 'used').map((one) => one._id)).toEqual([
      signed.documents![0]!.key,
    ]);
    // The other's number was given back with its reason.
    expect(numbers.filter(({ state }) => state !== 'used')).toEqual(
      numbers.slice(0, -1).map(() => expect.objectContaining({ state: 'void', reason: 'unused' })),
    );
  });

  it('of two publishers one has the next version; the other is told of it, and publishes what is kept once more', async () => {
    await open(townWorld([], [{ id: 'second', administrator: true }]), 'minimal', opened);
    const edit = (title: string): Edit => ({
      op: 'set',
      file: 'campaign.json',
      pointer: '/title/vi',
      value: title,
    });
    const administrators = [await town.account('admin'), await town.account('second')];
    const started = await town.app.definitionDrafts.start(administrators[0]!, 'minimal');
    const edited = await town.app.definitionDrafts.apply(
      administrators[0]!,
      'minimal',
      started.ok ? started.value.revision : 0,
      [edit('Tên mới')],
    );
    const revision = edited.ok ? edited.value.revision : 0;
    // One publishes the draft on its page, the other a folder from the command line; both know of version 1.
    const other = townWorld([{ file: 'campaign.json', op: 'replace', path: '/title/vi', value: 'Tên khác' }]);
    const meet = meeting(2);
    const processes = [0, 1].map(() =>
      town.again((ports) => ({
        ...ports,
        definitions: {
          ...ports.definitions,
          async publish(publication) {
            await meet();
            return ports.definitions.publish(publication);
          },
        },
      })),
    );
    const outcomes = await Promise.all([
      processes[0]!.app.publications.publish(administrators[0]!, 'minimal', {
        revision,
        after: 1,
        note: 'Một',
        warningsSeen: true,
      }),
      processes[1]!.app.campaigns.publish(other.files, 'second', { note: 'Hai', after: 1 }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = outcomes[0]!.ok ? 'admin' : 'second';
    const lost = outcomes.find(({ ok }) => !ok)!;
    expect(sentences(lost)).toEqual([
      expect.stringMatching(new RegExp(`^Người ${winner} vừa công bố bản 2 lúc 08:30 .*chưa được công bố`)),
    ]);
    const again =
      winner === 'second'
        ? await town.app.publications.publish(administrators[0]!, 'minimal', {
            revision,
            after: 2,
            note: 'Một',
            warningsSeen: true,
          })
        : await town.app.campaigns.publish(other.files, 'second', { note: 'Hai', after: 2 });
    expect(again).toMatchObject({ ok: true });
    const versions = await stores.definitions.versions('minimal');
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(new Set(versions.map(({ version }) => version)).size).toBe(3);
  });

  it('of two administrators who apply one reorganisation one does; the other is asked to look anew', async () => {
    await open(townWorld([], [{ id: 'second', administrator: true }]), 'minimal', opened);
    const admin = await town.account('admin');
    const file = {
      thidua: 1,
      id: 'one-ward',
      title: { vi: 'Một phường' },
      organisation: 'town',
      from: '2025-01-31',
      units: [
        { uid: 'ward-12', name: 'Phường 12', level: 'ward', parents: [{ line: 'main', unit: 'north' }] },
      ],
      ends: ['ward-1', 'ward-2'].map((unit) => ({ unit, successors: ['ward-12'] })),
    };
    const loaded = await town.app.reorganisations.load(admin, JSON.stringify(file));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
    await town.settle();
    const { id } = loaded.value;
    const { revision } = (await stores.batches.load(id))!;
    const meet = meeting(2);
    const meetingFirst = (ports: Ports): Ports => ({
      ...ports,
      batches: {
        ...ports.batches,
        async save(batch, expected) {
          if (expected === revision) await meet();
          return ports.batches.save(batch, expected);
        },
      },
    });
    const pressed = await Promise.all(
      ['admin', 'second'].map(async (one) =>
        town.again(meetingFirst).app.reorganisations.apply(await town.account(one), id, revision),
      ),
    );
    expect(pressed.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(pressed.flatMap((one) => (one.ok ? [] : one.issues.map(({ code }) => code)))).toEqual([
      'reorganisation.state.changed',
    ]);
    await town.settle();
    expect(await stores.batches.load(id)).toMatchObject({ state: 'done', done: 3 });
  });
});

/**
 * A migration of 100,000 cases of the seed campaign, played by the engine and stored in the embedded document
 * server: how long the rehearsal over all of them takes, beside the same driver that only reads the same cases and
 * contents; and how many cases a second the run writes, beside a loop that reads each and writes it back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import { readCampaignFolder, readLibraryFolder } from '../../engine/adapters/files/definition-folder.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { Batch } from '../../engine/model/batch.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Content } from '../../engine/model/event.ts';
import type { Membership } from '../../engine/model/organisation.ts';
import type { Campaign } from '../../engine/workflow/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver, type TestComposition } from '../compose-memory.ts';
import { playCases } from './migration-cases.ts';
import type { BenchRow } from './row.ts';

const definitions = new URL('../../definitions/', import.meta.url).pathname;
const campaignId = 'bac-lieu-2024';
const organisation = 'bac-lieu';
const wanted = 100_000;
/** The run is measured over this many. */
const run = 20_000;
const page = 500;
/** When the migration happens: some cases are owed, some in review, many late. */
const now = '2025-03-05T02:00:00.000Z';

/** The rehearsal's seconds and the run's rate. */
export async function migrationBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startDocumentServer({
    file: join(folder, 'd.db'),
    socketPath: join(folder, 'd.sock'),
  });
  const stores = await openStores(server.url, { cutHistory, foldText });
  try {
    const { composition, from, to } = await publishTwo(stores);
    const directory = await composition.app.directory.current();
    const calendar = await composition.app.campaigns.calendarOf(from);
    let stored = 0;
    for (const { cases, contents } of playCases(from, directory, calendar, wanted)) {
      await keep(stores, cases, contents);
      stored += cases.length;
    }
    if (stored < wanted) throw new Error(`Only ${stored} cases were played.`);
    composition.setTime(now);
    const reading = await seconds(() => readAll(stores, from.version));
    const { app } = composition;
    const planned = (await app.migrations.plan('system', campaignId, from.version, {}, 'vi'))!;
    const begun = await app.migrations.rehearse('system', campaignId, planned.plan);
    if (!begun.ok) throw new Error(JSON.stringify(begun.issues));
    const id = begun.value._id;
    const rehearsal = await seconds(() => composition.settle());
    const rehearsed = (await stores.batches.load(id))!;
    check(rehearsed, to);
    const rates = await runPart(composition, stores, id);
    return [
      {
        name: 'rehearsal-100k-s',
        value: tenths(rehearsal * (wanted / rehearsed.total)),
        unit: 's',
        beside: { name: 'the driver reading the same', value: tenths(reading * (wanted / rehearsed.total)) },
        ratio: Number((reading / rehearsal).toFixed(2)),
      },
      {
        name: 'migration-run',
        value: Math.round(rates.ours),
        unit: '1/s',
        beside: { name: 'read and written back', value: Math.round(rates.bare) },
        ratio: Number((rates.ours / rates.bare).toFixed(2)),
      },
    ];
  } finally {
    await stores.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** The seed with three times its teams, and a version after it: a step renamed, a field gone, deadlines shorter. */
async function publishTwo(
  stores: OpenedStores,
): Promise<{ composition: TestComposition; from: Campaign; to: Campaign }> {
  const files = orThrow(await readCampaignFolder(`${definitions}${campaignId}`));
  const library = {
    ...orThrow(await readLibraryFolder(definitions, 'calendars')),
    ...orThrow(await readLibraryFolder(definitions, 'organisations')),
  };
  const place = `organisations/${organisation}.json`;
  library[place] = withMoreTeams(library[place]!);
  const composition = await composeOver(
    stores,
    { files, library, people: [{ id: 'admin', administrator: true }] },
    now,
  );
  await stores.directory.putMemberships(membershipsOf(library[place]!));
  const published = await composition.app.campaigns.publish(nextVersion(files), 'system');
  if (!published.ok) throw new Error(JSON.stringify(published.issues.slice(0, 5), null, 2));
  const versions = await stores.definitions.versions(campaignId);
  const from = await composition.app.campaigns.get(campaignId, versions[1]!.version);
  const to = await composition.app.campaigns.get(campaignId, versions[0]!.version);
  return { composition, from, to };
}

interface Unit {
  uid: string;
  level: string;
  name: string;
}

function withMoreTeams(text: string): string {
  const file = JSON.parse(text) as { units: Unit[] };
  const teams = file.units.filter(({ level }) => level === 'team');
  const more = [2, 3, 4].flatMap((n) =>
    teams.map((team) => ({ ...team, uid: `${team.uid}-${n}`, name: `${team.name} (${n})` })),
  );
  return JSON.stringify({ ...file, units: [...file.units, ...more] });
}

/** One leader a team and one officer a commune. */
function membershipsOf(text: string): Membership[] {
  const { units } = JSON.parse(text) as { units: Unit[] };
  const roles: Record<string, string> = { team: 'team-leader', commune: 'commune-police-officer' };
  return units.flatMap(({ uid, level }) =>
    roles[level] === undefined
      ? []
      : [
          {
            id: `m-${uid}`,
            account: `u-${uid}`,
            role: `${organisation}/${roles[level]}`,
            unit: uid,
            from: '2024-01-01',
          },
        ],
  );
}

function nextVersion(files: Record<string, string>): Record<string, string> {
  const next = { ...files };
  const workflow = 'workflows/bao-cao-thang.json';
  next[workflow] = next[workflow]!.replaceAll('"kiem-tra"', '"tham-dinh"')
    .replace('"Công an cấp xã kiểm tra"', '"Công an cấp xã thẩm định"')
    .replace('"offset": 4', '"offset": 3');
  const form = 'forms/bao-cao-thang-1.json';
  const file = JSON.parse(next[form]!) as { fields: { id: string }[] };
  next[form] = JSON.stringify({ ...file, fields: file.fields.filter(({ id }) => id !== 'trend') });
  return next;
}

async function keep(stores: OpenedStores, cases: Case[], contents: Content[]): Promise<void> {
  await stores.contents.put(contents);
  await stores.cases.insertMany(cases);
}

/** What a rehearsal has to read, and nothing more. */
async function readAll(stores: OpenedStores, version: string): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const found: Case[] = await stores.cases.ofVersion(campaignId, version, after, page);
    const digests = found.flatMap((one) => (one.submission ? [one.submission.content] : []));
    await stores.contents.get(digests);
    if (found.length < page) return;
    after = found.at(-1)!._id;
  }
}

/** Runs the migration over part of the cases, after the rest was read and written back with one field changed. */
async function runPart(composition: TestComposition, stores: OpenedStores, id: string) {
  const signed = await composition.app.migrations.signOff('system', id);
  if (!signed.ok) throw new Error(JSON.stringify(signed.issues));
  const bare = await seconds(() => writeBack(stores, run));
  let done = 0;
  const stopping = composition.again((ports) => ({
    ...ports,
    batches: {
      ...ports.batches,
      async save(batch, expected) {
        ({ done } = batch);
        if (done >= run) throw new Error('enough');
        return ports.batches.save(batch, expected);
      },
    },
  }));
  const ours = await seconds(async () => {
    await stopping.app.wakes.wake({ v: 1, record: 'batch', id, at: now, epoch: 0 }).catch((error: Error) => {
      if (error.message !== 'enough') throw error;
    });
  });
  return { ours: done / ours, bare: run / bare };
}

async function writeBack(stores: OpenedStores, count: number): Promise<void> {
  const cases = stores.models.cases.collection;
  let after = '';
  for (let done = 0; done < count; done += page) {
    const found = await cases
      .find({ _id: { $gt: after as never } })
      .sort({ _id: 1 })
      .limit(page)
      .toArray();
    await cases.bulkWrite(
      found.map((one) => ({
        updateOne: { filter: { _id: one._id, revision: one['revision'] }, update: { $set: { seen: true } } },
      })),
      { ordered: false },
    );
    after = String(found.at(-1)!._id);
  }
}

/** The rehearsal must have had something to do, or the figure says nothing. */
function check({ state, total, done, counts }: Batch, to: Campaign): void {
  const { refused = 0, answersLost = 0, ended = 0 } = counts;
  if (state !== 'rehearsed' || done !== total || total < wanted)
    throw new Error(`The rehearsal to ${to.version} ended ${state} at ${done} of ${total}.`);
  if (refused > 0 || answersLost === 0 || ended === 0 || Object.keys(counts).length < 5)
    throw new Error(`The rehearsal had nothing to do: ${JSON.stringify(counts)}.`);
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function orThrow<T>(result: { ok: true; value: T } | { ok: false; issues: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

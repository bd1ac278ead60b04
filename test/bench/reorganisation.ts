/**
 * A reorganisation of two thousand running cases in the embedded mode: looked at, applied and undone, each case by the
 * one decision path and a commit of its own on the disk. Every case waits at a ward that ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { OrganisationFile, ReorganisationFile } from '../../engine/model/generated/definitions.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeMemory, composeOver, type TestComposition, type World } from '../compose-memory.ts';
import { report } from '../unit/app/town.ts';
import { readFixture } from '../unit/compile/campaign-fixture.ts';
import type { BenchRow } from './row.ts';

const cases = 2_000;
const wards = 64;
const opened = '2025-01-31T01:30:00.000Z';
const theDay = '2025-02-10T02:00:00.000Z';

/** Seconds for looking at, applying and undoing a reorganisation of two thousand cases. */
export async function reorganisationBench(): Promise<BenchRow[]> {
  const world = largeTown();
  const played = await play(world);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startDocumentServer({
    file: join(folder, 'd.db'),
    socketPath: join(folder, 'd.sock'),
  });
  const stores = await openStores(server.url, { cutHistory, foldText });
  try {
    const town = await composeOver(stores, world, opened);
    for (let at = 0; at < played.contents.length; at += 500)
      await town.ports.contents.put(played.contents.slice(at, at + 500));
    for (let at = 0; at < played.cases.length; at += 500)
      await town.ports.cases.insertMany(played.cases.slice(at, at + 500));
    town.setTime(theDay);
    const admin = await town.account('admin');
    let id = '';
    const rehearsed = await seconds(async () => {
      const loaded = await town.app.reorganisations.load(admin, JSON.stringify(merger()));
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
      id = loaded.value.id;
      await town.settle();
    });
    const applied = await seconds(() => press(town, 'apply', id));
    const moved = await counted(town, id, 'moves/');
    const undone = await seconds(() => press(town, 'undo', id));
    const back = await counted(town, id, 'undone');
    if (moved !== cases || back !== cases) throw new Error(`${moved} cases moved, ${back} came back.`);
    return [
      { name: 'reorganisation-rehearsal-2k-s', value: rehearsed, unit: 's' },
      { name: 'reorganisation-2k-s', value: applied, unit: 's' },
      { name: 'reorganisation-undo-2k-s', value: undone, unit: 's' },
    ];
  } finally {
    await stores.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function press(town: TestComposition, what: 'apply' | 'undo', id: string): Promise<void> {
  const { revision } = (await town.ports.batches.load(id))!;
  const pressed = await town.app.reorganisations[what](await town.account('admin'), id, revision);
  if (!pressed.ok) throw new Error(JSON.stringify(pressed.issues));
  await town.settle();
}

async function counted(town: TestComposition, id: string, outcome: string): Promise<number> {
  const { counts } = (await town.ports.batches.load(id))!;
  return Object.entries(counts).reduce((sum, [name, n]) => sum + (name.startsWith(outcome) ? n : 0), 0);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) / 10) / 100;
}

/** The small town with two thousand teams below sixty-four wards. */
function largeTown(): World {
  const { files, library } = readFixture('minimal');
  const path = 'organisations/town.json';
  const organisation = JSON.parse(library[path]!) as OrganisationFile;
  const parent = (unit: string) => [{ line: 'main', unit }];
  organisation.roles.push({ id: 'keeper', title: { vi: 'Quản trị' }, administers: true });
  organisation.units = [
    { uid: 'city', name: 'Thị xã', level: 'city', parents: [] },
    ...each(wards, (n) => ({
      uid: `ward-${n}`,
      name: `Phường ${n}`,
      level: 'ward',
      parents: parent('city'),
    })),
    ...each(cases, (n) => ({
      uid: `team-${n}`,
      name: `Tổ ${n}`,
      level: 'team',
      parents: parent(`ward-${n % wards}`),
    })),
  ];
  return {
    files,
    library: { ...library, [path]: JSON.stringify(organisation) },
    people: [
      { id: 'admin', administrator: true, holds: ['keeper@city'] },
      ...each(wards, (n) => ({ id: `clerk-${n}`, holds: [`clerk@ward-${n}`] })),
      ...each(cases, (n) => ({ id: `leader-${n}`, holds: [`leader@team-${n}`] })),
    ],
  };
}

/** Sixty-four wards become twenty-five. */
function merger(): ReorganisationFile {
  const into = 25;
  return {
    thidua: 1,
    id: 'merger',
    title: { vi: 'Sáp nhập' },
    organisation: 'town',
    from: '2025-02-10',
    units: each(into, (n) => ({
      uid: `new-ward-${n}`,
      name: `Phường mới ${n}`,
      level: 'ward',
      parents: [{ line: 'main', unit: 'city' }],
    })),
    ends: each(wards, (n) => ({ unit: `ward-${n}`, successors: [`new-ward-${n % into}`] })),
    roles: [{ role: 'clerk', people: 'follow' }],
  };
}

/** Every team has sent its report of January. */
async function play(world: World) {
  const town = await composeMemory(world, opened);
  await town.app.records.start((await town.app.campaigns.latest('minimal'))!);
  await town.settle();
  for (let n = 0; n < cases; n += 1) {
    const current = await town.load(`minimal.report.team-${n}.2025-01.1`);
    const [task] = current.tasks;
    const sent = await town.app.commands.execute(
      current._id,
      {
        type: 'submit',
        key: `send-${n}`,
        task: { id: task!.id, generation: task!.generation },
        answers: report,
      },
      { account: `leader-${n}`, via: 'web' },
    );
    if (!sent.ok) throw new Error(JSON.stringify(sent.issues));
  }
  // Their messages have left, and what was due has been.
  await town.passUntil(theDay);
  return town.everything();
}

function each<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

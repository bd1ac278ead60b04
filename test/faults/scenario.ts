import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { texts } from '../../engine/adapters/handlebars/texts.ts';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { demoClock } from '../../engine/adapters/node/clock.ts';
import { hash } from '../../engine/adapters/node/hash.ts';
import { ids } from '../../engine/adapters/node/ids.ts';
import { passwords } from '../../engine/adapters/node/passwords.ts';
import { createApp, type Ports } from '../../engine/app/index.ts';
import type { Delivery } from '../../engine/model/delivery.ts';
import type { CampaignArchive, FileStore, Mailer } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import {
  accountOf,
  fillLibrary,
  membershipsOf,
  type TestComposition,
  type World,
} from '../compose-memory.ts';
import type { Death } from './between.ts';
import { eve, faultWorld, mornings } from './campaign.ts';
import { nameOf, type oracle, sendFirst } from './oracle.ts';
import { documentServer, type Killable, type Mortal, workerProcess } from './processes.ts';

/** Longest wait for what a busy machine does slowly. */
export const patienceMs = 240_000;

/** Numbers that look random and are the same for the same seed, from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A store that lasts, processes of workers over it, and the test beside them as a person would be. */
export interface Rig {
  /** The address of the document server. */
  documents: string;
  server: Killable;
  workers: Mortal[];
  ports: Ports;
  app: ReturnType<typeof createApp>;
  /** Moves business time to a moment and tells the workers. */
  moveTo(at: string): Promise<void>;
  /** The names of all messages made, as often as they were. */
  names(): Promise<string[]>;
  /** True when nothing is left to do; false when it is not after so many milliseconds, a long time unless said. */
  settled(ms?: number): Promise<boolean>;
  /** Message ids of mails in the folder, and of those sent after a send of theirs was acknowledged. */
  mails(): { files: string[]; resent: string[] };
  close(): Promise<void>;
}

/** What is switched off, and how the processes run. */
export interface RigOptions {
  redis?: string;
  workers?: number;
  lockMs?: number;
  slownessMs?: number;
  withoutSweep?: boolean;
  withoutKey?: boolean;
  /** What is published, and when; without it the campaign of the mornings, on the eve of its first opening. */
  world?: World;
  at?: string;
  /** What people do before the workers start. */
  before?(process: Pick<TestComposition, 'app' | 'ports'>): Promise<void>;
  /** The workers are started by the test. */
  still?: boolean;
}

/** Set FAULT_WITHOUT to `sweep` or `key` to see what the tests find when that is switched off. */
const without = process.env['FAULT_WITHOUT'];

/** Publishes a campaign, starts it, and starts the workers. */
export async function openRig(options: RigOptions): Promise<Rig> {
  const { world = faultWorld, at = eve } = options;
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const server = documentServer(folder);
  await server.start();
  const mail = join(folder, 'mail');
  const sends = join(folder, 'sends');
  mkdirSync(mail);
  appendFileSync(sends, '');
  const stores = await openStores(server.url, { cutHistory, foldText });
  const clock = await demoClock(stores.clock, () => {});
  const ports: Ports = {
    ...stores,
    files: {} as FileStore,
    archive: {} as CampaignArchive,
    // A person's process: what it would ask of the queue, the sweeps find.
    queue: memoryStores().queue,
    time: clock,
    ids,
    hash,
    mailer: {} as Mailer,
    passwords,
    texts,
    log: { info() {}, warn() {}, error() {} },
  };
  const app = createApp(ports, () => new Date().toISOString());
  const workers = Array.from({ length: options.workers ?? 1 }, () =>
    workerProcess({
      documents: server.url,
      ...(options.redis ? { redis: options.redis } : {}),
      mail,
      sends,
      slownessMs: options.slownessMs ?? 15,
      lockMs: options.lockMs ?? 5_000,
      withoutSweep: options.withoutSweep ?? without === 'sweep',
      withoutKey: options.withoutKey ?? without === 'key',
    }),
  );

  async function moveTo(at: string): Promise<void> {
    const offsetMs = Date.parse(at) - Date.now();
    await persistently(() => stores.clock.advance(offsetMs));
    await persistently(() => clock.refresh());
    for (const worker of workers) worker.nudge();
  }

  async function isSettled(): Promise<boolean> {
    const now = ports.time.now();
    const [waking, records, outboxes, pending] = await Promise.all([
      ports.cases.waking(null, now, 1),
      ports.records.waking(now),
      ports.cases.withOutbox(100),
      ports.deliveries.pending(1),
    ]);
    const leaving = outboxes.flatMap(({ outbox }) => outbox).filter((one) => (one.notBefore ?? now) <= now);
    return waking.length + records.length + leaving.length + pending.length === 0;
  }

  await moveTo(at);
  await fillLibrary(world.library, ports.definitions, ports.directory, at);
  await ports.accounts.insert(world.people.map((person) => accountOf(person, at)));
  await ports.directory.putMemberships(membershipsOf(world.people));
  const published = await app.campaigns.publish(world.files, 'admin');
  if (!published.ok) throw new Error(JSON.stringify(published.issues));
  await app.records.start((await app.campaigns.latest(published.value.campaign))!);
  await options.before?.({ app, ports });
  if (!options.still) await Promise.all(workers.map((worker) => worker.start()));

  return {
    documents: server.url,
    server,
    workers,
    ports,
    app,
    moveTo,
    async names() {
      const found = await persistently(() => stores.models.deliveries.find({}).lean());
      return (found as unknown as Delivery[]).map(nameOf);
    },
    async settled(ms = patienceMs) {
      const latest = performance.now() + ms;
      while (performance.now() < latest) {
        if (await persistently(isSettled)) return true;
        await sleep(100);
      }
      return false;
    },
    mails() {
      const acknowledged = new Set<string>();
      const resent: string[] = [];
      for (const line of readFileSync(sends, 'utf8').split('\n')) {
        const [what, id] = line.split(' ') as [string, string];
        if (what === 'acknowledged') acknowledged.add(id);
        else if (acknowledged.has(id)) resent.push(id);
      }
      return { files: readdirSync(mail).filter((name) => name.endsWith('.eml')), resent };
    },
    async close() {
      for (const worker of workers) await worker.kill();
      clock.stop();
      await stores.close();
      await server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A store that was just started again may refuse the connections of before once. */
export async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1)
    try {
      return await ask();
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(50);
    }
}

/** What a run with faults made of what was to be made. */
export interface Outcome {
  /** Messages that were never made. */
  lost: string[];
  /** Messages made more than once. */
  double: string[];
  /** Messages the fault-free run does not make. */
  foreign: string[];
  /** Mails sent again after a send was acknowledged, and mails never sent. */
  resent: string[];
  unsent: number;
  /** Cases whose chain or state does not hold, or that still wait for what is past. */
  broken: string[];
  settled: boolean;
  /** Of each kill: how many messages were due at that moment, and how many of them had been made. */
  kills: { due: number; made: number }[];
}

/** The mornings on which a kill comes: each brings at least twenty messages. */
const killDays = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10];

/**
 * Plays the days, and on each day of `killDays` kills the workers, and on some the document server too, at a
 * random moment while what fell due is being done; the queue is empty after each.
 */
export async function playWithKills(
  rig: Rig,
  expected: Awaited<ReturnType<typeof oracle>>,
  random: () => number,
  options: { wipe?: () => Promise<void>; patienceMs?: number; kills?: number },
): Promise<Outcome> {
  const worker = rig.workers[0]!;
  const kills: Outcome['kills'] = [];
  const dueBy = new Set<string>();
  for (const [day, morning] of mornings.entries()) {
    const before = new Set(await rig.names());
    for (const name of expected.dueOn[day]!) dueBy.add(name);
    const isKillDay = killDays.includes(day) && kills.length < (options.kills ?? killDays.length);
    if (!isKillDay && day !== mornings.length - 1) continue;
    await rig.moveTo(morning);
    if (isKillDay) {
      await somewhereWithin(rig, before.size, dueBy.size, random, options.patienceMs);
      const which = random();
      if (which < 0.25) await rig.server.kill();
      if (which < 0.25) await sleep(random() * 100);
      await worker.kill();
      if (which > 0.75) await rig.server.kill();
      await options.wipe?.();
      if (which < 0.25 || which > 0.75) await rig.server.start();
      const made = new Set(await rig.names());
      const due = [...dueBy].filter((name) => !before.has(name));
      kills.push({ due: due.length, made: due.filter((name) => made.has(name)).length });
      await worker.start();
    }
    if (day === 0) {
      // Whoever sends a report first sees it: the opening is whole before anybody acts.
      if (!(await rig.settled(options.patienceMs))) break;
      await sendFirst(rig);
    }
  }
  const settled = await rig.settled(options.patienceMs);
  return { ...(await outcomeOf(rig, expected)), settled, kills };
}

/** Waits until a random part of what is due has been made, or a little longer, but not for ever. */
async function somewhereWithin(
  rig: Rig,
  from: number,
  to: number,
  random: () => number,
  longestMs = patienceMs,
): Promise<void> {
  const enough = from + random() * (to - from);
  const latest = performance.now() + longestMs;
  while (performance.now() < latest && (await rig.names()).length < enough) await sleep(20);
  await sleep(random() * 100);
}

/** Messages of a run with faults, held against those of one without. */
export function compared(
  names: readonly string[],
  expected: ReadonlySet<string>,
): Pick<Outcome, 'lost' | 'double' | 'foreign'> {
  const counted = new Map<string, number>();
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1);
  return {
    lost: [...expected].filter((name) => !counted.has(name)),
    double: [...counted].filter(([, count]) => count > 1).map(([name]) => name),
    foreign: [...counted.keys()].filter((name) => !expected.has(name)),
  };
}

/** Cases whose chain or state does not hold, or that still wait for what is past, each with what is wrong. */
export async function brokenCases({ app, ports }: Pick<Rig, 'app' | 'ports'>): Promise<string[]> {
  const broken: string[] = [];
  for (const id of await ports.cases.ids(null, 1000)) {
    const verified = await app.maintenance.verify(id);
    if (!verified?.ok) broken.push(`${id}: ${verified?.problems.join(' ')}`);
  }
  return broken;
}

/** Compares what is stored with the fault-free run. */
export async function outcomeOf(
  rig: Rig,
  expected: Awaited<ReturnType<typeof oracle>>,
): Promise<Omit<Outcome, 'settled' | 'kills'>> {
  const { files, resent } = rig.mails();
  const toSend = [...expected.all].filter((name) => name.endsWith(' mail')).length;
  return {
    ...compared(await rig.names(), expected.all),
    resent,
    unsent: toSend - files.length,
    broken: await brokenCases(rig),
  };
}

/** How often processes die while something is done. */
export interface Deaths {
  times: number;
  /** Each dies at one of its first so many writes. */
  within: number;
  /** Is what they do over? */
  isDone(): Promise<boolean>;
}

/**
 * Lets the worker die again and again at a random one of its writes, before, during or after it, the last with the
 * document server, which may be writing still; then lets it finish. Gives how often it died.
 */
export async function dieWhileWorking(
  rig: Pick<Rig, 'server' | 'workers'>,
  random: () => number,
  { times, within, isDone }: Deaths,
): Promise<number> {
  const worker = rig.workers[0]!;
  let deaths = 0;
  await worker.kill();
  while (deaths < times) {
    const death = randomDeath(random, within);
    worker.dieAt(death);
    await worker.start();
    await until(async () => worker.isGone() || (await persistently(isDone)));
    // Done with fewer writes than were left to die at.
    if (!worker.isGone()) break;
    deaths += 1;
    if (death.when === 'during') {
      await rig.server.kill();
      await rig.server.start();
    }
  }
  await worker.kill();
  worker.dieAt(null);
  await worker.start();
  await until(() => persistently(isDone));
  return deaths;
}

/**
 * Lets people act at the same time, each dying at a random one of its first writes and starting anew, until so many have
 * died in all; then lets them finish. `onDeath` is called with each. Nobody dies who only waits for others.
 */
export async function actAndDie(
  people: readonly Mortal[],
  random: () => number,
  { times, within, onDeath }: Pick<Deaths, 'times' | 'within'> & { onDeath(n: number): Promise<void> },
): Promise<void> {
  const begin = async (one: Mortal) => {
    one.dieAt(died < times ? randomDeath(random, within) : null);
    await one.start();
  };
  let died = 0;
  await Promise.all(people.map(begin));
  await until(async () => {
    for (const one of people.filter((person) => person.isGone() && !person.isFinished())) {
      died += 1;
      await onDeath(died);
      await begin(one);
    }
    return people.every((one) => one.isFinished());
  });
}

function randomDeath(random: () => number, within: number): Death {
  const when = (['before', 'during', 'after'] as const)[Math.floor(random() * 3)]!;
  return { write: 1 + Math.floor(random() * within), when };
}

/** Waits until something is so; throws when it never comes. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const latest = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error('What is waited for does not come.');
    await sleep(100);
  }
}

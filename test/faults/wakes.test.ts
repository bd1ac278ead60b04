import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startRedis, type TestRedis, withoutRedis } from '../redis.ts';
import { mornings } from './campaign.ts';
import { oracle, sendFirst } from './oracle.ts';
import type { Killable } from './processes.ts';
import { type Outcome, openRig, outcomeOf, playWithKills, type Rig, seeded, until } from './scenario.ts';

/** Set FAULT_SEED to play the same kills again. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000);

let expected: Awaited<ReturnType<typeof oracle>>;
let rig: Rig | undefined;
let redis: TestRedis | undefined;

beforeAll(async () => {
  expected = await oracle();
  console.log(`faults: seed ${seed}; without faults ${expected.all.size} messages`);
});

afterEach(async () => {
  await rig?.close();
  await redis?.stop();
  rig = undefined;
  redis = undefined;
});

function tell(what: string, { kills }: Outcome): void {
  console.log(
    `${what}: made of due at each kill ${kills.map(({ due, made }) => `${made}/${due}`).join(' ')}`,
  );
}

/** Nothing lost, nothing doubled, nothing stuck. */
function expectExact(outcome: Omit<Outcome, 'kills'>): void {
  expect(outcome.settled).toBe(true);
  expect(outcome.lost).toEqual([]);
  expect(outcome.double).toEqual([]);
  expect(outcome.foreign).toEqual([]);
  expect(outcome.resent).toEqual([]);
  expect(outcome.unsent).toBe(0);
  expect(outcome.broken).toEqual([]);
}

/** Ten kills, each with enough due, and some of them in the middle of it. */
function expectHard({ kills }: Outcome): void {
  expect(kills.length).toBe(10);
  for (const { due } of kills) expect(due).toBeGreaterThanOrEqual(20);
  // Kills that all came before or after the work would show nothing.
  expect(kills.filter(({ due, made }) => made > 0 && made < due).length).toBeGreaterThanOrEqual(3);
}

/** Empties a Redis. */
function flush(url: string): Promise<void> {
  return new Promise((done, failed) => {
    const client = connect(url.slice('unix://'.length), () => client.write('FLUSHALL\r\n'));
    client.once('error', failed);
    client.once('data', (reply) => {
      client.destroy();
      if (reply.toString().startsWith('+OK')) done();
      else failed(new Error(reply.toString()));
    });
  });
}

describe('ten kill -9 at random moments, the queue empty after each', () => {
  it('lose nothing and double nothing, with the queue within the killed process', async () => {
    rig = await openRig({});
    const outcome = await playWithKills(rig, expected, seeded(seed), {});
    tell('queue within', outcome);
    expectExact(outcome);
    expectHard(outcome);
  });

  it.skipIf(withoutRedis)('lose nothing and double nothing, on a Redis that is emptied', async () => {
    redis = await startRedis();
    const { url } = redis;
    rig = await openRig({ redis: url });
    const outcome = await playWithKills(rig, expected, seeded(seed + 1), {
      wipe: () => flush(url),
    });
    tell('redis', outcome);
    expectExact(outcome);
    expectHard(outcome);
  });

  it('would lose messages if nothing were swept', async () => {
    rig = await openRig({ withoutSweep: true });
    const outcome = await playWithKills(rig, expected, seeded(seed + 2), { patienceMs: 3_000, kills: 2 });
    expect(outcome.settled).toBe(false);
    console.log(`without the sweep: ${outcome.lost.length} lost`);
    expect(outcome.lost.length).toBeGreaterThan(0);
  });

  it('would double messages if they had no key', async () => {
    rig = await openRig({ withoutKey: true, still: true });
    const [worker] = rig.workers;
    await rig.moveTo(mornings[0]!);
    // Between the messages and the outbox they are taken out of.
    worker!.dieAt({ write: 1, of: 'deliveries.add', when: 'after' });
    await worker!.start();
    await until(() => worker!.isGone());
    worker!.dieAt(null);
    await worker!.start();
    expect(await rig.settled()).toBe(true);
    const { double } = await outcomeOf(rig, expected);
    console.log(`without the key: ${double.length} doubled`);
    expect(double.length).toBeGreaterThan(0);
  });
});

describe('a Redis that is killed and comes back empty', () => {
  it.skipIf(withoutRedis)('loses nothing and doubles nothing while the workers live on', async () => {
    const running = await startRedis();
    redis = running;
    rig = await openRig({ redis: running.url });
    const random = seeded(seed + 5);
    let made = 0;
    for (const [day, morning] of mornings.entries()) {
      await rig.moveTo(morning);
      if (day < 6) {
        while ((await rig.names()).length < made + 3 + random() * 10) await sleep(20);
        await running.restart();
      }
      expect(await rig.settled()).toBe(true);
      made = (await rig.names()).length;
      if (day === 0) await sendFirst(rig);
    }
    expectExact({ settled: true, ...(await outcomeOf(rig, expected)) });
  });
});

describe('a process that stands still and goes on', () => {
  it('doubles nothing when it was a document server', async () => {
    rig = await openRig({});
    await standStill(rig, [rig.server]);
    expectExact({ settled: await rig.settled(), ...(await outcomeOf(rig, expected)) });
  });

  it.skipIf(withoutRedis)('doubles nothing when it was a worker whose jobs others have done', async () => {
    redis = await startRedis();
    rig = await openRig({ redis: redis.url, workers: 2, lockMs: 2_000 });
    await standStill(rig, rig.workers);
    expectExact({ settled: await rig.settled(), ...(await outcomeOf(rig, expected)) });
  });

  /** Lets one process after the other stand still in the middle of a morning's work, longer than its locks hold. */
  async function standStill({ moveTo, settled, names, ...rest }: Rig, processes: Killable[]): Promise<void> {
    const random = seeded(seed + 4);
    let made = 0;
    for (const [day, morning] of mornings.entries()) {
      await moveTo(morning);
      if (day > 0 && day < 4) {
        while ((await names()).length < made + 3) await sleep(20);
        await sleep(random() * 50);
        const still = processes[day % processes.length]!;
        still.signal('SIGSTOP');
        await sleep(4_000);
        still.signal('SIGCONT');
      }
      expect(await settled()).toBe(true);
      made = (await names()).length;
      if (day === 0) await sendFirst(rest);
    }
  }
});

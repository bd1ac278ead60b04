import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../engine/app/index.ts';
import type { Case } from '../../../engine/model/case.ts';
import { act, caseOf, openTown, submit } from './town.ts';

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();
const minute = 60_000;
const hour = 60 * minute;

/** When the first reminder of January's reports is due. */
async function reminderOf(town: Awaited<ReturnType<typeof openTown>>): Promise<string> {
  return (await town.load(caseOf(1))).wakes.map((one) => one.at).sort()[0]!;
}

describe('a sweep', () => {
  it('puts into the queue what is due within the hour, and nothing later', async () => {
    const town = await openTown();
    const reminder = await reminderOf(town);
    town.setTime(later(reminder, -hour - 1000));
    expect(await town.app.wakes.sweep(true)).toEqual({ queued: 0, overdue: 0 });
    town.setTime(later(reminder, -hour + 1000));
    expect(await town.app.wakes.sweep(true)).toEqual({ queued: 3, overdue: 0 });
    expect([...town.jobs.values()].map((job) => job.at)).toEqual([reminder, reminder, reminder]);
  });

  it('reads only what entered the hour since the last one, unless it is to be full', async () => {
    const town = await openTown();
    const reminder = await reminderOf(town);
    const ranges: (string | null)[][] = [];
    const { app } = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        waking(from, before, ...rest) {
          ranges.push([from, before]);
          return ports.cases.waking(from, before, ...rest);
        },
      },
    }));
    const first = later(reminder, -2 * hour);
    town.setTime(first);
    await app.wakes.sweep(false);
    expect(ranges.splice(0)).toEqual([[null, later(first, hour)]]);
    const second = later(first, 15_000);
    town.setTime(second);
    await app.wakes.sweep(false);
    expect(ranges.splice(0)).toEqual([
      [null, later(second, -30_000)],
      [later(first, hour), later(second, hour)],
    ]);
    await app.wakes.sweep(true);
    expect(ranges.splice(0)).toEqual([[null, later(second, hour)]]);
  });

  it('finds what the queue lost once it is overdue by more than half a minute', async () => {
    const town = await openTown();
    const reminder = await reminderOf(town);
    town.setTime(later(reminder, -minute));
    await town.app.wakes.sweep(true);
    town.emptyQueue();
    town.setTime(later(reminder, 29_000));
    await town.app.wakes.sweep(false);
    expect(town.jobs.size).toBe(0);
    town.setTime(later(reminder, 31_000));
    expect((await town.app.wakes.sweep(false)).overdue).toBe(3);
    await town.settle();
    expect(town.everything().deliveries.filter((one) => one.template === 'reminder').length).toBe(6);
  });

  it('is full when the clock was moved', async () => {
    const town = await openTown();
    const reminder = await reminderOf(town);
    let epoch = 0;
    const { app } = town.again((ports) => ({ ...ports, time: { ...ports.time, epoch: () => epoch } }));
    await app.wakes.sweep(false);
    town.setTime(later(reminder, 1000));
    epoch = 1;
    expect((await app.wakes.sweep(false)).queued).toBe(3);
    for (const job of town.jobs.values()) expect(job.epoch).toBe(1);
  });

  it('reads many that are due at one instant, each once', async () => {
    const town = await openTown();
    const template = await town.load(caseOf(1));
    const made = Array.from(
      { length: 1_300 },
      (_, n): Case => ({
        ...template,
        _id: `minimal.report.extra-${n}.2025-01.1`,
      }),
    );
    await town.ports.cases.insertMany(made);
    town.setTime(await reminderOf(town));
    expect((await town.app.wakes.sweep(true)).queued).toBe(1_303);
    expect(town.jobs.size).toBe(1_303);
  });
});

describe('a wake', () => {
  it('after an outage fires each reminder and escalation once', async () => {
    const town = await openTown();
    town.setTime('2025-03-20T01:00:00.000Z');
    await town.app.wakes.sweep(true);
    await town.settle();
    const told = town
      .everything()
      .deliveries.filter((one) => one.case === caseOf(1) && one.template !== 'task')
      .map((one) => `${one.template} ${one.recipient} ${one.channel}`);
    expect(told.sort()).toEqual([
      'late clerk-1 inApp',
      'late clerk-1b inApp',
      'reminder leader-1 inApp',
      'reminder leader-1 mail',
    ]);
    expect((await town.load(caseOf(1))).wakes).toEqual([]);
  });

  it('with nothing due, or of a case that is not there, ends quietly and changes nothing', async () => {
    const town = await openTown();
    const before = await town.load(caseOf(1));
    for (const id of [caseOf(1), 'minimal.report.team-9.2025-01.1'])
      await town.app.wakes.wake({ v: 1, record: 'case', id, at: town.now(), epoch: 0 });
    await town.app.wakes.wake({ v: 1, record: 'campaign', id: 'nothing', at: town.now(), epoch: 0 });
    expect(await town.load(caseOf(1))).toEqual(before);
  });

  it('of one case by many at once fires once', async () => {
    const town = await openTown();
    const reminder = await reminderOf(town);
    town.setTime(reminder);
    const job = { v: 1, record: 'case', id: caseOf(1), at: reminder, epoch: 0 } as const;
    await Promise.all(Array.from({ length: 10 }, () => town.again().app.wakes.wake(job)));
    const reminded = (await town.load(caseOf(1))).history.filter((event) => event.type === 'reminded');
    expect(reminded.length).toBe(1);
  });
});

describe('a commit', () => {
  const brokenQueue = (ports: Ports): Ports => ({
    ...ports,
    queue: {
      ...ports.queue,
      async add() {
        throw new Error('Redis is away.');
      },
      async deliver() {
        throw new Error('Redis is away.');
      },
    },
  });

  it('stands although the queue is away, and the next sweep finds what it left', async () => {
    const town = await openTown();
    const process = town.again(brokenQueue);
    expect((await submit({ ...process, load: town.load }, 1)).ok).toBe(true);
    expect(town.log.some((line) => line.level === 'warn')).toBe(true);
    expect(town.jobs.size).toBe(0);
    town.setTime(later(town.now(), 31_000));
    await town.app.wakes.sweep(false);
    await town.settle();
    expect(town.everything().deliveries.filter((one) => one.recipient === 'clerk-1').length).toBe(1);
  });
});

describe('a hand-over', () => {
  it.each([
    1, 2, 3, 4, 5,
  ])('clears nothing that falls due while it runs, after %i looks at the clock', async (looks) => {
    const town = await openTown();
    await submit(town, 1);
    town.setTime(later(town.now(), 10_000));
    await act(town, 'clerk-1', 1, 'return', { reason: 'Thiếu.' });
    const [first, second] = (await town.load(caseOf(1))).outbox!.map((one) => one.notBefore!);
    expect(first! < second!).toBe(true);
    let looked = 0;
    const slow = town.again((ports) => ({
      ...ports,
      time: {
        ...ports.time,
        now() {
          looked += 1;
          return looked > looks ? second! : first!;
        },
      },
    }));
    await slow.app.handover.handOver([caseOf(1)]);
    town.setTime(second!);
    await town.app.wakes.sweep(true);
    await town.settle();
    const told = town.everything().deliveries.filter((one) => one.case === caseOf(1));
    expect(told.filter((one) => one.recipient === 'leader-1').length).toBe(2);
  });

  it('of one case that cannot be handed over does not keep the others', async () => {
    const town = await openTown();
    await submit(town, 1);
    await submit(town, 2);
    await submit(town, 3);
    town.setTime(later(town.now(), 31_000));
    const process = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        loadMany: async (ids) =>
          (await ports.cases.loadMany(ids)).map((one) =>
            one._id === caseOf(1) ? { ...one, version: 'lost' } : one,
          ),
      },
    }));
    await process.app.wakes.sweep(true);
    const told = town.everything().deliveries.filter((one) => one.recipient.startsWith('clerk'));
    expect([...new Set(told.map((one) => one.case))]).toEqual([caseOf(2), caseOf(3)]);
    expect((await town.load(caseOf(1))).hasOutbox).toBe(true);
    await expect(process.app.handover.handOver([caseOf(1)])).rejects.toThrow('no version lost');
  });
});

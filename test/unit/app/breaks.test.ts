import { describe, expect, it } from 'vitest';
import type { Command } from '../../../engine/model/command.ts';
import { composeMemory, type MemoryComposition, type TestComposition } from '../../compose-memory.ts';
import { breakAt, pictureOf } from './breaking.ts';
import { act, caseOf, consulting, opened, openTown, report, signing, submit, townWorld } from './town.ts';

/** A command of a person or of the system, as it is pressed once and, after a break, again. */
interface Scenario {
  name: string;
  /** What happened before. */
  before?(town: MemoryComposition): Promise<unknown>;
  /** One press: the same key each time. Gives whether it was accepted. */
  press(process: TestComposition, town: MemoryComposition): Promise<boolean>;
  /** Part of a write that must be among those broken, or the scenario shows nothing. */
  writes: string[];
  /** Where the world begins; open with three cases unless said otherwise. */
  start?(): Promise<MemoryComposition>;
}

/** A command with its own key on the case of the first team, on the task that was open when it was made. */
function pressing(account: string, make: (task: { id: string; generation: number }, cmd: number) => Command) {
  let made: Command | undefined;
  return async (process: TestComposition): Promise<boolean> => {
    if (!made) {
      const current = await process.load(caseOf(1));
      const [task] = current.tasks;
      made = make(
        task ? { id: task.id, generation: task.generation } : { id: '', generation: 0 },
        current.history.at(-1)!.cmd,
      );
    }
    const outcome = await process.app.commands.execute(caseOf(1), made, { account, via: 'web' });
    return outcome.ok;
  };
}

/** The first team has sent its report. */
const sent = (town: MemoryComposition) => submit(town, 1, report, 'sent-1');

const scenarios: (() => Scenario)[] = [
  () => ({
    name: 'open: a period opens by its wake',
    start: () => composeMemory(townWorld(), opened),
    async press(process) {
      await process.app.records.start((await process.app.campaigns.latest('minimal'))!);
      return true;
    },
    writes: ['records.commit', 'cases.insertMany', 'deliveries.add', 'cases.clearOutboxes'],
  }),
  () => ({
    name: 'open: one case',
    start: () => composeMemory(townWorld(), opened),
    async press(process) {
      const campaign = (await process.app.campaigns.latest('minimal'))!;
      const outcome = await process.app.commands.open(
        caseOf(1),
        campaign,
        {
          type: 'open',
          key: `open:${caseOf(1)}`,
          entry: 'report',
          period: '2025-01',
          unit: 'team-1',
          attempt: 1,
        },
        { account: 'leader-1', via: 'web' },
      );
      return outcome.ok;
    },
    writes: ['cases.commit'],
  }),
  () => ({
    name: 'submit: the draft is sent',
    async before(town) {
      const saved = await town.app.filling.save(await town.viewer('leader-1'), caseOf(1), report, 0);
      if (saved.kind !== 'saved') throw new Error(saved.kind);
    },
    async press(process) {
      const viewer = await process.viewer('leader-1');
      const sent = await process.app.filling.send(viewer, { case: caseOf(1) }, 'send-1', 'vi');
      return sent.kind === 'sent';
    },
    writes: ['contents.put', 'cases.commit', 'drafts.remove'],
  }),
  () => ({
    name: 'act: confirmed',
    before: sent,
    press: pressing('clerk-1', (task) => ({ type: 'act', key: 'confirm-1', task, action: 'confirm' })),
    writes: ['cases.commit', 'queue.add'],
  }),
  () => ({
    name: 'act: signed with a number of the register',
    start: () => openTown(signing),
    before: sent,
    press: pressing('clerk-1', (task) => ({ type: 'act', key: 'sign-1', task, action: 'confirm' })),
    writes: ['reservations.holdFirst', 'cases.commit', 'reservations.settle'],
  }),
  () => ({
    name: 'undo: a signature, whose number is void',
    start: () => openTown(signing),
    async before(town) {
      await sent(town);
      await act(town, 'clerk-1', 1, 'confirm', { key: 'sign-1' });
    },
    press: pressing('clerk-1', (_, cmd) => ({ type: 'undo', key: 'undo-1', cmd })),
    writes: ['reservations.reopen', 'cases.commit', 'reservations.settle'],
  }),
  () => ({
    name: 'act: a body gives its opinion',
    start: () => openTown(consulting),
    async before(town) {
      await sent(town);
      await act(town, 'clerk-1', 1, 'ask', { key: 'ask-1' });
    },
    async press(process) {
      const task = (await process.load(caseOf(1))).tasks.find(({ body }) => body === 'city');
      const outcome = await process.app.commands.execute(
        caseOf(1),
        {
          type: 'act',
          key: 'opinion-1',
          task: { id: task?.id ?? 'ask.1.1', generation: 1 },
          action: 'not-agreed',
          reason: 'Thiếu biên bản.',
        },
        { account: 'head', via: 'web' },
      );
      return outcome.ok;
    },
    writes: ['contents.put', 'cases.commit'],
  }),
  () => ({
    name: 'wake: silence is no opinion, and a stopped clock runs on',
    start: () => openTown(consulting),
    async before(town) {
      await sent(town);
      await act(town, 'clerk-1', 1, 'ask', { key: 'ask-1' });
      town.setTime((await town.load(caseOf(1))).wakes.find(({ kind }) => kind === 'silence')!.at);
      await town.app.wakes.sweep(true);
    },
    async press(process) {
      await process.settle();
      return true;
    },
    writes: ['cases.commit'],
  }),
  () => ({
    name: 'act: returned with a reason and remarks',
    before: sent,
    press: pressing('clerk-1', (task) => ({
      type: 'act',
      key: 'return-1',
      task,
      action: 'return',
      reason: 'Số người chưa khớp.',
      remarks: [{ field: 'people', text: 'Xem lại danh sách.' }],
    })),
    writes: ['contents.put', 'cases.commit', 'queue.add'],
  }),
  () => ({
    name: 'correctField',
    before: sent,
    press: pressing('clerk-1', (task) => ({
      type: 'correctField',
      key: 'correct-1',
      task,
      answers: { people: '41' },
      reason: 'Theo sổ.',
    })),
    writes: ['contents.put', 'cases.commit'],
  }),
  () => ({
    name: 'claim',
    before: sent,
    press: pressing('clerk-1', (task) => ({ type: 'claim', key: 'claim-1', task })),
    writes: ['cases.commit'],
  }),
  () => ({
    name: 'release',
    async before(town) {
      await sent(town);
      await pressing('clerk-1', (task) => ({ type: 'claim', key: 'claim-1', task }))(town);
    },
    press: pressing('clerk-1', (task) => ({ type: 'release', key: 'release-1', task })),
    writes: ['cases.commit'],
  }),
  () => ({
    name: 'undo',
    async before(town) {
      await sent(town);
      await act(town, 'clerk-1', 1, 'confirm', { key: 'confirm-1' });
    },
    press: pressing('clerk-1', (_, cmd) => ({ type: 'undo', key: 'undo-1', cmd })),
    writes: ['cases.commit'],
  }),
  () => ({
    name: 'wake: reminders fall due',
    async before(town) {
      const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
      town.setTime(reminder!);
      await town.app.wakes.sweep(true);
    },
    async press(process, town) {
      await process.settle();
      return town.jobs.size >= 0;
    },
    writes: ['cases.commit', 'deliveries.add', 'queue.deliver', 'mailer.send', 'deliveries.mark'],
  }),
  () => ({
    name: 'wake: what waited for the end of the undo window leaves',
    async before(town) {
      await sent(town);
      town.setTime('2025-01-31T01:30:30.000Z');
    },
    async press(process) {
      await process.settle();
      return true;
    },
    writes: ['deliveries.add', 'cases.clearOutboxes'],
  }),
  () => ({
    name: 'erase',
    async before(town) {
      await sent(town);
      await town.passUntil('2025-01-31T03:00:00.000Z');
      await act(town, 'clerk-1', 1, 'return', { reason: 'Thiếu số liệu.', key: 'return-1' });
      await town.passUntil('2025-01-31T04:00:00.000Z');
      await town.app.filling.save(await town.viewer('leader-1'), caseOf(1), report, 0);
    },
    async press(process) {
      const { issues } = await process.app.maintenance.erase('leader-1', 'admin');
      return issues.length === 0;
    },
    writes: ['cases.commit', 'contents.erase', 'drafts.removeOf', 'deliveries.removeOf'],
  }),
];

/** A week later everything that was to happen has happened. */
const later = '2025-02-10T00:00:00.000Z';

async function play(scenario: Scenario, n: number, when: 'before' | 'after') {
  const town = await (scenario.start ?? openTown)();
  await scenario.before?.(town);
  const breaking = breakAt(n, when);
  const process = town.again(breaking.change);
  let broke = false;
  let accepted = false;
  try {
    accepted = await scenario.press(process, town);
  } catch {
    broke = true;
  }
  if (n > 0) {
    // A new process: an empty queue, a full sweep, and the person presses again.
    const next = town.again();
    town.emptyQueue();
    await next.app.wakes.sweep(true);
    accepted = await scenario.press(next, town);
  }
  expect(accepted, scenario.name).toBe(true);
  const atOnce = pictureOf(town);
  await town.passUntil(later);
  return { town, broke, atOnce, picture: pictureOf(town), made: breaking.made() };
}

describe.each(scenarios.map((make) => ({ make, name: make().name })))('a break in $name', ({ make }) => {
  it('before or after any write is mended by pressing again', async () => {
    const whole = await play(make(), 0, 'before');
    for (const name of make().writes) expect(whole.made).toContain(name);
    for (const [index, write] of whole.made.entries())
      for (const when of ['before', 'after'] as const) {
        const broken = await play(make(), index + 1, when);
        const what = `${when} write ${index + 1}, ${write}`;
        expect(broken.made.length, what).toBeGreaterThanOrEqual(index + 1);
        expect(broken.picture, what).toEqual(whole.picture);
        for (const { _id } of broken.town.everything().cases)
          expect((await broken.town.app.maintenance.verify(_id))!.problems, what).toEqual([]);
      }
  });
});

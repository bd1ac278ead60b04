import { dayOf } from '../../calendar/index.ts';
import type { Language } from '../../issues/index.ts';
import { type Issue, issue } from '../../issues/index.ts';
import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { Case, Task } from '../../model/case.ts';
import type { TaskRef } from '../../model/command.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Instant } from '../../model/time.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { announcedOn, dueInWords, remindedOn } from '../../workflow/index.ts';
import { liesBelow, seesUpTo, type Viewer } from '../access.ts';
import { type Batches, batchId, counted, isUnderWay } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Commands } from '../commands.ts';
import type { Ports } from '../ports.ts';
import { notificationValues, said, shownPeriodOf } from '../texts.ts';
import { overseen, rowsOfPeriod, underItsEntry, unitsReaching } from './oversight.ts';

/** The late cases of the same people: one message speaks of them all. */
export interface LateGroup {
  /** The first case's id; what is ticked. */
  id: string;
  unit: string;
  count: number;
  /** What is late, where it is one thing. */
  entry?: string;
  /** Whom the message reaches. */
  people: string[];
  /** How late the oldest is, in words. */
  late: string;
}

/** Whom and what, before anything is sent. */
export interface ReminderPreview {
  campaign: string;
  period: string;
  periodTitle: string;
  unit?: string;
  groups: LateGroup[];
  /** Late cases that are left out, and why. */
  leftOut: { today: number; nobody: number };
  /** The message as the first of them gets it; absent where there is nobody. */
  message?: { title: string; body: string; channels: string[] };
}

/** How far the sending has come, and what it came to. */
export interface ReminderProgress {
  id: string;
  campaign: string;
  period: string;
  state: Batch['state'];
  total: number;
  done: number;
  reminded: number;
  taken: number;
  refused: { case: string; issues: Issue[] }[];
  /** Until when it can be taken back; absent when that is over or done. */
  undoUntil?: Instant;
}

/** Reminding late units: somebody who oversees them sees whom and what, then sends once. */
export interface Reminders {
  /** Null when reminding is not theirs, or the period is not there. */
  preview(
    viewer: Viewer,
    campaign: string,
    asked: { period: string; unit?: string },
    language: Language,
  ): Promise<ReminderPreview | null>;
  /** Sends to the groups that are ticked. The same client key twice is one sending. Gives its id. */
  send(
    viewer: Viewer,
    campaign: string,
    asked: { period: string; unit?: string; groups: string[]; at: string },
    key: string,
  ): Promise<{ id: string } | { issues: Issue[] }>;
  /** Null when there is no such sending of theirs. */
  progress(viewer: Viewer, id: string): Promise<ReminderProgress | null>;
  /** Takes back what has not left the house yet. */
  takeBack(viewer: Viewer, id: string): Promise<boolean>;
}

/** A group as the batch keeps it. */
interface PlannedGroup extends JsonObject {
  cases: { id: string; task: string; generation: number }[];
}

interface ReminderPlan extends JsonObject {
  period: string;
  groups: PlannedGroup[];
}

const readPage = 1000;
const sliceSize = 40;
const place = { source: 'form', pointer: '' };

/** The task of whoever has the case now; that of a step which stands still waits. */
function askedNow({ tasks }: Pick<Case, 'tasks'>): Task | undefined {
  return tasks.find(({ paused }) => paused === undefined);
}

/** Makes the use cases of reminding, and says how its batches are worked on. */
export function createReminders(
  ports: Ports,
  campaigns: Campaigns,
  commands: Commands,
  batches: Batches,
): Reminders {
  /** The cases of a period that are late with whoever has to send them, below a unit the person may remind. */
  async function lateOnes(
    viewer: Viewer,
    campaign: Campaign,
    period: string,
    unit?: string,
  ): Promise<Case[]> {
    const tops = overseen(campaign, viewer, (rule) => rule.remind === true);
    const above =
      unit !== undefined && tops.some((top) => liesBelow(viewer, unit, top, undefined)) ? [unit] : tops;
    const now = ports.time.now();
    const [only] = above;
    const reaching = only !== undefined && above.length === 1 ? unitsReaching(viewer, only) : null;
    const rows = await Promise.all(
      Object.keys(campaign.entries).map((entry) => rowsOfPeriod(ports, campaign, entry, period, reaching)),
    );
    const late = rows.flat().filter((row) => {
      const task = askedNow(row);
      const kind = campaign.entries[row.entry]?.workflow.byId[row.steps.at(-1)?.step ?? '']?.kind;
      if (kind !== 'fill' || !task?.dueAt || task.dueAt > now) return false;
      if (seesUpTo(campaign, row, viewer) === null) return false;
      return above.some((one) => liesBelow(viewer, row.unit.routedTo ?? row.unit.uid, one, undefined));
    });
    const found: Case[] = [];
    for (let at = 0; at < late.length; at += readPage) {
      const some = await ports.cases.loadMany(late.slice(at, at + readPage).map((row) => row._id));
      found.push(...some.map((one) => underItsEntry(campaign, one)));
    }
    return found.sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  async function grouped(viewer: Viewer, campaign: Campaign, period: string, unit?: string) {
    const late = await lateOnes(viewer, campaign, period, unit);
    const dayIn = (at: Instant) => dayOf(at, campaign.timezone);
    const today = late.filter(
      (one) => remindedOn(one.history, askedNow(one)!.id, viewer.day, dayIn) !== undefined,
    );
    const left = late.filter((one) => !today.includes(one));
    const peopleOf = (one: Case) => [
      ...new Set(askedNow(one)!.assignees.flatMap((key) => viewer.index.holders(key, viewer.day))),
    ];
    const reachable = left.filter((one) => peopleOf(one).length > 0);
    const groups = Map.groupBy(reachable, (one) => askedNow(one)!.assignees.join(' '));
    return {
      groups: [...groups.values()].map((cases) => ({ cases, people: peopleOf(cases[0]!) })),
      leftOut: { today: today.length, nobody: left.length - reachable.length },
    };
  }

  async function mayRemind(viewer: Viewer, id: string): Promise<Campaign | null> {
    const campaign = await campaigns.latest(id);
    return campaign && overseen(campaign, viewer, (rule) => rule.remind === true).length > 0
      ? campaign
      : null;
  }

  /** Reminds the next groups. A case that is late no longer leaves its message to the next of its group. */
  async function remindSlice(batch: Batch): Promise<Batch> {
    const { groups } = batch.plan as ReminderPlan;
    const from = Number(batch.cursor ?? -1) + 1;
    const slice = groups.slice(from, from + sliceSize);
    const actor = { account: batch.by, via: 'bulk' as const };
    const verdicts: BatchVerdict[] = [];
    for (const { cases } of slice) {
      let told = false;
      for (const [at, one] of cases.entries()) {
        const task: TaskRef = { id: one.task, generation: one.generation };
        const outcome = await commands.execute(
          one.id,
          {
            type: 'remind',
            key: `${batch._id}:${one.id}`,
            batch: batch._id,
            task,
            speaksOf: told ? 0 : cases.length - at,
          },
          actor,
        );
        told ||= outcome.ok;
        verdicts.push({
          _id: `${batch._id}/${one.id}`,
          batch: batch._id,
          case: one.id,
          ...(outcome.ok
            ? { outcome: 'reminded', data: { cmd: outcome.case.history.at(-1)!.cmd } }
            : { outcome: 'refused', issues: outcome.issues }),
        });
      }
    }
    await ports.batches.putVerdicts(verdicts);
    const isLast = from + slice.length >= groups.length;
    return {
      ...batch,
      done: batch.done + verdicts.length,
      cursor: String(from + slice.length - 1),
      counts: counted(
        batch.counts,
        verdicts.map(({ outcome }) => outcome),
      ),
      ...(isLast ? { state: 'done' as const, undoUntil: await undoEnd(batch) } : {}),
    };
  }

  /** Takes back the next reminders, as far as they have not left. */
  async function takeBackSlice(batch: Batch): Promise<Batch> {
    const slice = await ports.batches.verdicts(batch._id, 'reminded', batch.cursor, 200);
    const actor = { account: batch.by, via: 'bulk' as const };
    const undone: string[] = [];
    for (const verdict of slice) {
      const key = `${batch._id}:undo:${verdict.case}`;
      const cmd = verdict.data!['cmd'] as number;
      const outcome = await commands.execute(
        verdict.case,
        { type: 'undo', key, batch: batch._id, cmd },
        actor,
      );
      undone.push(outcome.ok ? 'taken' : 'left');
    }
    await ports.batches.putVerdicts(slice.map((one, at) => ({ ...one, undone: undone[at]! })));
    return {
      ...batch,
      cursor: slice.at(-1)?._id ?? batch.cursor,
      counts: counted(batch.counts, undone),
      ...(slice.length < 200 ? { state: 'undone' as const } : {}),
    };
  }

  batches.add('reminder', {
    slice: (batch) => (batch.state === 'undoing' ? takeBackSlice(batch) : remindSlice(batch)),
  });

  /** Until when the last reminder of a sending that is over now can be taken back. */
  async function undoEnd(batch: Batch): Promise<Instant> {
    const undoSeconds = (await campaigns.latest(batch.campaign!))?.undoSeconds ?? 0;
    return new Date(Date.parse(ports.time.now()) + undoSeconds * 1000).toISOString();
  }

  async function ownBatch(viewer: Viewer, id: string): Promise<Batch | null> {
    const batch = await ports.batches.load(id);
    return batch?.kind === 'reminder' && batch.by === viewer.account._id ? batch : null;
  }

  return {
    async preview(viewer, id, asked, language) {
      const campaign = await mayRemind(viewer, id);
      if (!campaign) return null;
      const { groups, leftOut } = await grouped(viewer, campaign, asked.period, asked.unit);
      const [first] = groups;
      const now = ports.time.now();
      return {
        campaign: id,
        period: asked.period,
        periodTitle: shownPeriodOf(campaign, asked.period, language),
        ...(asked.unit === undefined ? {} : { unit: asked.unit }),
        groups: groups.map(({ cases, people }) => {
          const oldest = cases.map((one) => askedNow(one)!.dueAt!).sort()[0]!;
          return {
            id: cases[0]!._id,
            unit: cases[0]!.unit.nameThen,
            count: cases.length,
            ...(cases.length === 1
              ? { entry: said(campaign.entries[cases[0]!.entry]!.title, language) }
              : {}),
            people: people.map((one) => viewer.index.nameOf(one)),
            late: dueInWords(oldest, now, campaign, language),
          };
        }),
        leftOut,
        ...(first ? messageOf(ports, campaign, first.cases, language) : {}),
      };
    },
    async send(viewer, id, { period, unit, groups: ticked, at }, key) {
      const campaign = await mayRemind(viewer, id);
      if (!campaign) return { issues: [issue('app.reminder.not_yours', place)] };
      if (announcedOn(campaign, 'reminded').length === 0)
        return { issues: [issue('command.remind.no_text', place)] };
      const batch = batchId('reminder', at, ports.hash.text(`${viewer.account._id} ${key}`));
      if (await ports.batches.load(batch)) return { id: batch };
      const { groups } = await grouped(viewer, campaign, period, unit);
      const chosen = groups.filter(({ cases }) => ticked.includes(cases[0]!._id));
      if (chosen.length === 0) return { issues: [issue('app.reminder.nobody', place)] };
      const plan: ReminderPlan = {
        period,
        groups: chosen.map(({ cases }) => ({
          cases: cases.map((one) => {
            const { id: task, generation } = askedNow(one)!;
            return { id: one._id, task, generation };
          }),
        })),
      };
      await batches.start(
        {
          _id: batch,
          format: 1,
          kind: 'reminder',
          campaign: id,
          plan,
          state: 'running',
          by: viewer.account._id,
          at: ports.time.now(),
          total: chosen.reduce((sum, { cases }) => sum + cases.length, 0),
          done: 0,
          cursor: null,
          counts: {},
          revision: 1,
        },
        0,
      );
      return { id: batch };
    },
    async progress(viewer, id) {
      const batch = await ownBatch(viewer, id);
      if (!batch) return null;
      const { undoUntil: until } = batch;
      const isOpen = batch.state === 'done' && until !== undefined && ports.time.now() < until;
      const refused = await ports.batches.verdicts(id, 'refused', null, 50);
      return {
        id,
        campaign: batch.campaign!,
        period: (batch.plan as ReminderPlan).period,
        state: batch.state,
        total: batch.total,
        done: batch.done,
        reminded: batch.counts['reminded'] ?? 0,
        taken: batch.counts['taken'] ?? 0,
        refused: refused.map((one) => ({ case: one.case, issues: (one.issues ?? []) as Issue[] })),
        ...(isOpen ? { undoUntil: until } : {}),
      };
    },
    async takeBack(viewer, id) {
      const batch = await ownBatch(viewer, id);
      // What is still being sent is taken back once it is sent: nothing is half done.
      if (!batch || isUnderWay(batch) || batch.state !== 'done') return false;
      const undoing: Batch = { ...batch, state: 'undoing', cursor: null, revision: batch.revision + 1 };
      return batches.start(undoing, batch.revision);
    },
  };
}

/** The message the people of a group get, as they get it. */
function messageOf(ports: Ports, campaign: Campaign, cases: readonly Case[], language: Language) {
  const [announced] = announcedOn(campaign, 'reminded');
  const notification = announced && campaign.notifications[announced.template];
  const first = cases[0]!;
  if (!notification) return {};
  const text = notification.texts[language] ?? notification.texts.vi!;
  const values = notificationValues(campaign, first, language, `/ho-so/${first._id}`, [
    `late:${cases.length}`,
  ]);
  return {
    message: {
      title: ports.texts.render(text.title, values),
      body: ports.texts.render(text.body, values),
      channels: [...notification.definition.channels],
    },
  };
}

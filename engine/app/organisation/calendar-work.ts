import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { Case } from '../../model/case.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Batches, type BatchWork, batchId, counted } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { CommandOutcome, Commands } from '../commands.ts';
import type { Ports } from '../ports.ts';

/** What a batch of the kind `calendar` is to do: count the open deadlines by a calendar's revision, or a later one. */
export interface CalendarPlan extends JsonObject {
  calendar: string;
  revision: number;
  /** How often it has gone through the cases, this time included. */
  pass: number;
  /** How many had been moved when this pass began. */
  before: number;
}

/** Counting open deadlines anew after a calendar has changed. */
export interface CalendarWork extends BatchWork {
  /** Goes through every case of the calendar, in the background. */
  begin(calendar: string, by: string): Promise<void>;
}

/** How many cases one slice looks at. */
const sliceSize = 250;
/**
 * What somebody had begun to decide by the former calendar may be committed behind the cursor. So the cases are gone
 * through until a pass finds nothing to move, the first one never being the last; at most so often.
 */
const mostPasses = 5;

/** Makes the work of batches that follow a change of a calendar. */
export function createCalendarWork(
  ports: Ports,
  campaigns: Campaigns,
  commands: Commands,
  batches: Pick<Batches, 'start'>,
): CalendarWork {
  return {
    async begin(calendar, by) {
      const standing = await ports.definitions.calendar(calendar);
      if (!standing) return;
      const at = ports.time.now();
      const plan: CalendarPlan = { calendar, revision: standing.revision, pass: 1, before: 0 };
      const batch: Batch = {
        _id: batchId('calendar', at, ports.ids.id()),
        format: 1,
        kind: 'calendar',
        plan,
        state: 'running',
        by,
        at,
        total: 0,
        done: 0,
        cursor: null,
        counts: {},
        revision: 1,
      };
      await batches.start(batch, 0);
    },
    async slice(batch) {
      const { calendar, revision, pass, before } = batch.plan as CalendarPlan;
      const found = await ports.cases.unended(batch.cursor, sliceSize);
      const mine: Case[] = [];
      for (const one of found) {
        const campaign = await campaigns.get(one.campaign, one.version);
        if (campaign.calendar !== calendar) continue;
        await campaigns.calendarOf(campaign, revision);
        mine.push(one);
      }
      const outcomes = await commands.executeMany(
        mine,
        ({ _id }) => ({
          type: 'reschedule',
          key: pass === 1 ? `${batch._id}:${_id}` : `${batch._id}:${_id}:${pass}`,
          batch: batch._id,
        }),
        { account: batch.by, via: 'worker' },
      );
      const refused = outcomes.flatMap((outcome, at): BatchVerdict[] => {
        if (outcome.ok) return [];
        const id = mine[at]!._id;
        const { issues } = outcome;
        return [{ _id: `${batch._id}/${id}`, batch: batch._id, case: id, outcome: 'refused', issues }];
      });
      if (refused.length > 0) await ports.batches.putVerdicts(refused);
      const counts = counted(batch.counts, outcomes.map(wordOf));
      const done = batch.done + mine.length;
      const next: Batch = { ...batch, counts, done, total: done, cursor: found.at(-1)?._id ?? batch.cursor };
      if (found.length === sliceSize) return next;
      const moved = counts['moved'] ?? 0;
      if (pass === mostPasses || (pass > 1 && moved === before)) return { ...next, state: 'done' };
      return { ...next, plan: { calendar, revision, pass: pass + 1, before: moved }, cursor: null, done: 0 };
    },
  };
}

/** What becomes of a case, as the batch counts it. */
function wordOf(outcome: CommandOutcome): string {
  if (!outcome.ok) return 'refused';
  return outcome.events.length > 0 ? 'moved' : 'same';
}

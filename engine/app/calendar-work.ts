import type { Batch, BatchVerdict } from '../model/batch.ts';
import type { JsonObject } from '../model/json.ts';
import { type Batches, type BatchWork, batchId } from './batches.ts';
import type { Campaigns } from './campaigns.ts';
import type { Commands } from './commands.ts';
import type { Ports } from './ports.ts';

/** What a batch of the kind `calendar` is to do: count the open deadlines by a calendar's revision, or a later one. */
export interface CalendarPlan extends JsonObject {
  calendar: string;
  revision: number;
}

/** Counting open deadlines anew after a calendar has changed. */
export interface CalendarWork extends BatchWork {
  /** Goes through every case of the calendar, in the background. */
  begin(calendar: string, by: string): Promise<void>;
}

/** How many cases one slice looks at. */
const sliceSize = 250;

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
      const plan: CalendarPlan = { calendar, revision: standing.revision };
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
      const { calendar, revision } = batch.plan as CalendarPlan;
      const found = await ports.cases.unended(batch.cursor, sliceSize);
      const mine = [];
      for (const one of found) {
        const campaign = await campaigns.get(one.campaign, one.version);
        if (campaign.calendar !== calendar) continue;
        await campaigns.calendarOf(campaign, revision);
        mine.push(one);
      }
      const outcomes = await commands.executeMany(
        mine,
        ({ _id }) => ({ type: 'reschedule', key: `${batch._id}:${_id}`, batch: batch._id }),
        { account: batch.by, via: 'worker' },
      );
      const counts = { ...batch.counts };
      const refused: BatchVerdict[] = [];
      for (const [at, outcome] of outcomes.entries()) {
        const word = !outcome.ok ? 'refused' : outcome.events.length > 0 ? 'moved' : 'same';
        counts[word] = (counts[word] ?? 0) + 1;
        const id = mine[at]!._id;
        if (!outcome.ok)
          refused.push({
            _id: `${batch._id}/${id}`,
            batch: batch._id,
            case: id,
            outcome: word,
            issues: outcome.issues,
          });
      }
      if (refused.length > 0) await ports.batches.putVerdicts(refused);
      const last = found.length < sliceSize;
      const done = batch.done + mine.length;
      return {
        ...batch,
        counts,
        done,
        total: done,
        cursor: found.at(-1)?._id ?? batch.cursor,
        state: last ? 'done' : batch.state,
      };
    },
  };
}

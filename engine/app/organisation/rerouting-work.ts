import { addDays, dayOf } from '../../calendar/index.ts';
import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { Case } from '../../model/case.ts';
import type { ChangedRecord } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Day } from '../../model/time.ts';
import { type DirectoryIndex, indexDirectory, unroutedKey } from '../../organisation/index.ts';
import { type Batches, type BatchWork, batchId, counted, isUnderWay } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Commands } from '../commands.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Ports } from '../ports.ts';
import { planOf as reorganisationOf } from '../reorganisation/reorganisation-plan.ts';

/** What a batch of the kind `rerouting` is to do: find whom open tasks ask on a day. */
interface ReroutingPlan extends JsonObject {
  day: Day;
}

/** Open tasks whose holders are gone ask somebody who is there, so that none is in nobody's queue. */
export interface ReroutingWork extends BatchWork {
  /** Looks through the open cases, where a change took a role or a unit away that had them. */
  follow(records: readonly ChangedRecord[], by: string): Promise<void>;
}

/** How many cases one slice looks at. */
const sliceSize = 250;

/**
 * Makes the work of batches that follow the end of roles and units: of a change that took them away by now, and,
 * on the morning after, of a last day that was written long before. A reorganisation moves its cases itself, so that
 * they can come back with it, and goes first.
 */
export function createReroutingWork(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  commands: Commands,
  batches: Pick<Batches, 'start'>,
): ReroutingWork {
  const today = async (): Promise<Day> => dayOf(ports.time.now(), await campaigns.timezone());

  async function begin(day: Day, by: string): Promise<void> {
    const at = ports.time.now();
    const plan: ReroutingPlan = { day };
    await batches.start(
      {
        _id: batchId('rerouting', at, ports.ids.id()),
        format: 1,
        kind: 'rerouting',
        plan,
        state: 'running',
        by,
        at,
        total: await ports.cases.countUnended(),
        done: 0,
        cursor: null,
        counts: {},
        revision: 1,
      },
      0,
    );
  }

  async function isReorganising(day: Day): Promise<boolean> {
    const underWay = await ports.batches.unfinished();
    const due = await ports.batches.waiting('reorganisation');
    return (
      underWay.some(({ kind, state }) => kind === 'reorganisation' && state !== 'rehearsing') ||
      due.some((one) => reorganisationOf(one).file.from <= day)
    );
  }

  return {
    async follow(records, by) {
      const day = await today();
      if (records.some((one) => tookAway(one, day))) await begin(day, by);
    },
    async startDue() {
      const [newest] = await ports.batches.list('rerouting', null, 1);
      if (newest && isUnderWay(newest)) return;
      const day = await today();
      const since = newest && (newest.plan as ReroutingPlan).day;
      const interrupted = newest?.state === 'stopped';
      if (!interrupted && since === day) return;
      const { organisations, memberships } = await directory.current();
      const lastDays = [
        ...memberships.map(({ to }) => to),
        ...organisations.flatMap(({ units }) => units.map(({ validTo }) => validTo)),
      ];
      const ended = lastDays.some(
        (last) => last !== undefined && last < day && (since === undefined || addDays(last, 1) > since),
      );
      if ((interrupted || ended) && !(await isReorganising(day))) await begin(day, 'system');
    },
    async slice(batch) {
      const day = await today();
      if (await isReorganising(day)) return { ...batch, state: 'stopped' };
      const known = indexDirectory(await directory.current());
      const found = await ports.cases.unended(batch.cursor, sliceSize);
      const mine = found.filter((one) => waitsForNobody(one, known, day));
      const outcomes = await commands.executeMany(
        mine,
        ({ _id }) => ({ type: 'reorganise', key: `${batch._id}:${_id}`, batch: batch._id }),
        { account: batch.by, via: 'worker' },
      );
      const words = outcomes.map((one) => (!one.ok ? 'refused' : one.events.length > 0 ? 'moved' : 'same'));
      const refused = outcomes.flatMap((one, at): BatchVerdict[] =>
        one.ok ? [] : [verdict(batch, mine[at]!._id, words[at]!, one.issues)],
      );
      if (refused.length > 0) await ports.batches.putVerdicts(refused);
      return {
        ...batch,
        counts: counted(batch.counts, words),
        done: batch.done + found.length,
        cursor: found.at(-1)?._id ?? batch.cursor,
        ...(found.length < sliceSize ? { state: 'done', total: batch.done + found.length } : {}),
      };
    },
  };
}

/** Has a role or a unit ended by now that had not before, or is gone altogether? */
function tookAway({ kind, before, after }: ChangedRecord, day: Day): boolean {
  if (before === null || (kind !== 'membership' && kind !== 'unit')) return false;
  if (after === null) return true;
  const last = kind === 'membership' ? 'to' : 'validTo';
  const end = after[last] as Day | undefined;
  const isOver = end !== undefined && end < day;
  const isElsewhere =
    kind === 'membership' && (after['unit'] !== before['unit'] || after['role'] !== before['role']);
  const next = JSON.stringify(after['successors']) !== JSON.stringify(before['successors']);
  return isElsewhere || (isOver && (end !== before[last] || next));
}

/** Is a task of the case in nobody's queue, or in that of whoever looks after such tasks? */
function waitsForNobody({ tasks, unit }: Case, known: DirectoryIndex, day: Day): boolean {
  const organisation = known.organisationOf(unit.uid)?.id;
  const unrouted = organisation === undefined ? null : unroutedKey(organisation);
  return tasks.some(
    ({ assignees }) =>
      assignees.some((key) => key === unrouted) ||
      !assignees.some((key) => known.holders(key, day).length > 0),
  );
}

function verdict(batch: Batch, id: string, outcome: string, issues: BatchVerdict['issues']): BatchVerdict {
  return { _id: `${batch._id}/${id}`, batch: batch._id, case: id, outcome, ...(issues ? { issues } : {}) };
}

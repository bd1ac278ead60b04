import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { Case } from '../../model/case.ts';
import type { Command } from '../../model/command.ts';
import type { CaseEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Directory, Membership, OrganisationRecord } from '../../model/organisation.ts';
import type { Day, Instant } from '../../model/time.ts';
import {
  applyReorganisation,
  type DirectoryIndex,
  indexDirectory,
  isReorganised,
  parseAssigneeKey,
  takeBackReorganisation,
  touchedUnits,
  unroutedKey,
} from '../../organisation/index.ts';
import { type BatchWork, counted } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Actor, CommandOutcome, Commands } from '../commands.ts';
import type { DirectoryCache } from '../directory.ts';
import type { DirectoryChanges } from '../organisation/directory-changes.ts';
import type { Ports } from '../ports.ts';
import type { Records } from '../records.ts';
import {
  asPlan,
  decidedFile,
  directoryAfter,
  planOf,
  type ReorganisationPlan,
  startsAt,
} from './reorganisation-plan.ts';

/** How many cases one slice looks at. */
const sliceSize = 250;

/** The part of reorganisations that goes through the cases, and writes and takes back the directory's dates. */
export interface ReorganisationWork extends BatchWork {
  /** Writes the dates into the directory; once they are there it does nothing. */
  applyDirectory(batch: Batch): Promise<void>;
  /** Takes them out again. */
  takeBackDirectory(batch: Batch): Promise<void>;
  /** The zone in which the days of an organisation begin. */
  zoneOf(organisation: string): Promise<string>;
  /** What becomes of a case, from the events that were or would be made. */
  verdictOf(
    batch: string,
    before: Case,
    outcome: CommandOutcome,
    index: DirectoryIndex,
    day: Day,
  ): BatchVerdict;
}

/** Makes the work of reorganisations. */
export function createReorganisationWork(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  commands: Commands,
  records: Records,
  changes: Pick<DirectoryChanges, 'recordBatch'>,
): ReorganisationWork {
  async function campaignsOf(organisation: string) {
    return (await campaigns.all()).filter((one) => one.organisation === organisation);
  }

  async function zoneOf(organisation: string): Promise<string> {
    return (await campaignsOf(organisation))[0]?.timezone ?? campaigns.timezone();
  }

  /** Writes an organisation by compare-and-set, so that an edit on a page in the same moment is not lost. */
  async function revise(
    id: string,
    change: (organisation: OrganisationRecord) => OrganisationRecord | null,
  ): Promise<void> {
    for (;;) {
      const current = (await ports.directory.organisations()).find((one) => one.id === id);
      const next = current ? change(current) : null;
      if (!current || !next) return;
      const { revision, ...content } = next;
      if ((await ports.directory.reviseOrganisation(content, revision, ports.time.now())) === 'committed')
        return;
    }
  }

  async function unitsChanged(organisation: string): Promise<void> {
    for (const campaign of await campaignsOf(organisation)) await records.unitsChanged(campaign.id);
  }

  /** Puts what is not as it should be: who was changed on a page since is left alone. */
  async function putMemberships(changes: { from: Membership | null; to: Membership }[]): Promise<void> {
    const standing = new Map((await ports.directory.memberships()).map((one) => [one.id, one]));
    const made = changes.filter(({ from, to }) => {
      const now = standing.get(to.id);
      return from === null
        ? now === undefined
        : now !== undefined && now.to === from.to && now.unit === from.unit;
    });
    if (made.length > 0) await ports.directory.putMemberships(made.map(({ to }) => to));
  }

  async function applyDirectory(batch: Batch): Promise<void> {
    const plan = planOf(batch);
    let touched: string[] = [];
    await revise(plan.file.organisation, (organisation) => {
      const file = decidedFile(organisation, plan);
      touched = touchedUnits(organisation, file);
      return isReorganised(organisation, file) ? null : applyReorganisation(organisation, file);
    });
    await changes.recordBatch(
      batch,
      'reorganisation',
      touched.map((uid) => `unit/${uid}`),
    );
    const { ended = [], begun = [] } = plan.moves ?? {};
    await putMemberships([
      ...ended.map(({ before, after }) => ({ from: before, to: after })),
      ...begun.map((to) => ({ from: null, to })),
    ]);
    await unitsChanged(plan.file.organisation);
  }

  async function takeBackDirectory(batch: Batch): Promise<void> {
    const plan = planOf(batch);
    await revise(plan.file.organisation, (organisation) => {
      const file = decidedFile(organisation, plan);
      return isReorganised(organisation, file) ? takeBackReorganisation(organisation, file) : null;
    });
    const { ended = [], begun = [] } = plan.moves ?? {};
    if (begun.length > 0) await ports.directory.removeMemberships(begun.map(({ id }) => id));
    await putMemberships(ended.map(({ before, after }) => ({ from: after, to: before })));
    await unitsChanged(plan.file.organisation);
  }

  /** The next cases of the organisation that are not over, and where to go on. */
  async function nextCases({ cursor, plan }: Batch) {
    const found = await ports.cases.unended(cursor, sliceSize);
    const { file } = planOf({ plan });
    const mine: Case[] = [];
    for (const one of found)
      if ((await campaigns.get(one.campaign, one.version)).organisation === file.organisation) mine.push(one);
    return { found, mine };
  }

  /** The batch after a slice; `atRest` is its state after the last. */
  function after(batch: Batch, found: Case[], outcomes: readonly string[], atRest: Batch['state']): Batch {
    const last = found.length < sliceSize;
    return {
      ...batch,
      counts: counted(batch.counts, outcomes),
      done: batch.done + found.length,
      ...(last ? { total: batch.done + found.length } : {}),
      cursor: found.at(-1)?._id ?? batch.cursor,
      state: last ? atRest : batch.state,
    };
  }

  function successorsFor({ choices }: ReorganisationPlan, current: Case): Record<string, string> {
    const own = choices.cases?.[current._id];
    const unit = current.unit.routedTo ?? current.unit.uid;
    return { ...choices.units, ...(own === undefined ? {} : { [unit]: own }) };
  }

  function wishFor(batch: Batch, current: Case): Command {
    return {
      type: 'reorganise',
      key: `${batch._id}:${current._id}`,
      batch: batch._id,
      successors: successorsFor(planOf(batch), current),
    };
  }

  const isDue = ({ wakes }: Case, now: Instant) => wakes.some(({ at }) => at <= now);

  async function rehearse(batch: Batch): Promise<Batch> {
    const plan = planOf(batch);
    const starts = startsAt(plan, await zoneOf(plan.file.organisation));
    const now = ports.time.now() > starts ? ports.time.now() : starts;
    const picture: Directory = directoryAfter(await directory.current(), plan);
    const index = indexDirectory(picture);
    const { found, mine } = await nextCases(batch);
    const verdicts: BatchVerdict[] = [];
    for (const one of mine) {
      const wake: Command[] = isDue(one, now) ? [{ type: 'wake', key: `${batch._id}:wake` }] : [];
      const wishes = [...wake, wishFor(batch, one)];
      const outcome = await commands.rehearseOn(one, wishes, actorOf(batch), { now, directory: picture });
      verdicts.push(verdictOf(batch._id, one, outcome, index, plan.file.from));
    }
    await ports.batches.putVerdicts(verdicts);
    const next = after(batch, found, outcomesOf(verdicts), 'rehearsed');
    return next.state === 'rehearsed'
      ? { ...next, plan: asPlan({ ...plan, rehearsedAt: ports.time.now() }) }
      : next;
  }

  async function run(batch: Batch): Promise<Batch> {
    if (batch.cursor === null) await applyDirectory(batch);
    const index = indexDirectory(await directory.current());
    const now = ports.time.now();
    const starts = startsAt(planOf(batch), await zoneOf(planOf(batch).file.organisation));
    const { found, mine } = await nextCases(batch);
    // What is due by now is decided first: a step that has ended sends the case on by itself.
    const standing = standingAfter(
      mine,
      await commands.executeMany(
        mine.filter((one) => isDue(one, now)),
        ({ _id, revision }) => ({ type: 'wake', key: `${batch._id}:${_id}:wake:${revision}` }),
        { account: 'system', via: 'worker' },
      ),
    );
    const moved = await commands.executeMany(standing, (one) => wishFor(batch, one), actorOf(batch));
    const verdicts = mine.map((one, at) => {
      const outcome = moved[at]!;
      // Read from its history, which a worker or a run before a crash may have written in part.
      const told: CommandOutcome = outcome.ok
        ? { ...outcome, events: outcome.case.history.filter((event) => isOfIt(event, batch, starts)) }
        : outcome;
      return verdictOf(batch._id, one, told, index, planOf(batch).file.from);
    });
    await ports.batches.putVerdicts(verdicts);
    return after(batch, found, outcomesOf(verdicts), 'done');
  }

  async function undo(batch: Batch): Promise<Batch> {
    if (batch.cursor === null) await takeBackDirectory(batch);
    const { found, mine } = await nextCases(batch);
    const known = await verdictsUpTo(batch, found);
    const taken = await commands.executeMany(
      mine,
      ({ _id }) => ({ type: 'undoBatch', key: `${batch._id}:undo:${_id}`, batch: batch._id }),
      actorOf(batch),
    );
    // Whatever was done on top of it stays, but has to be asked of somebody who is there.
    const asked = await commands.executeMany(
      standingAfter(mine, taken),
      ({ _id }) => ({ type: 'reorganise', key: `${batch._id}:after-undo:${_id}` }),
      actorOf(batch),
    );
    const results = mine.map((one, at): BatchVerdict => {
      const undone = taken[at]!;
      const back =
        undone.ok && undone.case.history.some(({ type, batch: of }) => type === 'undone' && of === batch._id);
      return {
        ...(known.get(one._id) ?? {
          _id: `${batch._id}/${one._id}`,
          batch: batch._id,
          case: one._id,
          outcome: 'stays',
        }),
        undone: !asked[at]!.ok ? 'refused' : !undone.ok ? 'kept' : back ? 'undone' : 'nothing',
        ...(undone.ok ? {} : { issues: undone.issues }),
      };
    });
    await ports.batches.putVerdicts(results);
    return after(
      batch,
      found,
      results.map(({ undone }) => undone!),
      'undone',
    );
  }

  /** The verdicts of the cases of a slice, by case. */
  async function verdictsUpTo(batch: Batch, found: Case[]): Promise<Map<string, BatchVerdict>> {
    const known = new Map<string, BatchVerdict>();
    const last = found.at(-1)?._id;
    if (last === undefined) return known;
    let from = batch.cursor === null ? null : `${batch._id}/${batch.cursor}`;
    for (;;) {
      const page = await ports.batches.verdicts(batch._id, null, from, sliceSize);
      for (const one of page) known.set(one.case, one);
      from = page.at(-1)?._id ?? null;
      if (page.length < sliceSize || from! >= `${batch._id}/${last}`) return known;
    }
  }

  return {
    applyDirectory,
    takeBackDirectory,
    zoneOf,
    verdictOf,
    slice(batch) {
      if (batch.state === 'rehearsing') return rehearse(batch);
      return batch.state === 'undoing' ? undo(batch) : run(batch);
    },
  };
}

function actorOf({ signedOff, by }: Batch): Actor {
  return { account: signedOff?.by ?? by, via: 'bulk' };
}

function outcomesOf(verdicts: readonly BatchVerdict[]): string[] {
  return verdicts.map(({ outcome }) => outcome);
}

/** Did the batch make the event, or is it a step that ended with the old order? */
function isOfIt(event: CaseEvent, batch: Batch, starts: Instant): boolean {
  if (event.type === 'redirected') return event.data['because'] === 'ended' && event.at >= starts;
  return event.batch === batch._id && event.type !== 'undone';
}

/** Cases as they stand after something was done to some of them. */
function standingAfter(cases: readonly Case[], outcomes: readonly CommandOutcome[]): Case[] {
  const done = new Map(outcomes.flatMap((one) => (one.ok ? [[one.case._id, one.case] as const] : [])));
  return cases.map((one) => done.get(one._id) ?? one);
}

/**
 * What becomes of a case, as one word and where it goes: `stays`; `moves/<unit>`; `stepEnds/<step>`, which the case
 * leaves because its validity is over; `undecided/<unit>`, which has several successors; `nobody`, since no one holds
 * the role; `refused`.
 */
function verdictOf(
  batch: string,
  before: Case,
  outcome: CommandOutcome,
  index: DirectoryIndex,
  day: Day,
): BatchVerdict {
  const made = (word: string, data: JsonObject = {}): BatchVerdict => ({
    _id: `${batch}/${before._id}`,
    batch,
    case: before._id,
    outcome: word,
    data: {
      campaign: before.campaign,
      entry: before.entry,
      period: before.period,
      unit: before.unit.nameThen,
      ...data,
    },
  });
  if (!outcome.ok) return { ...made('refused'), issues: outcome.issues };
  const { case: after, events } = outcome;
  const organisation = index.organisationOf(before.unit.uid)?.id;
  const left = events.find(({ type }) => type === 'redirected');
  const step: JsonObject = left ? { step: String(left.data['step']), to: String(left.data['to']) } : {};
  const waiting = after.tasks.find(
    ({ assignees }) => organisation !== undefined && assignees.includes(unroutedKey(organisation)),
  );
  const moved = events.find(({ type }) => type === 'rekeyed');
  const asked = moved
    ? (moved.data['keysBefore'] as string[])
    : before.tasks.flatMap(({ assignees }) => assignees);
  const from = unitsOf(asked);
  if (waiting) {
    const own = before.unit.routedTo ?? before.unit.uid;
    const lines = index.organisationOf(own)?.lines ?? [];
    const undecided = [
      ...[own, ...from].map((uid) => index.currentUnit(uid, day)),
      ...lines.map(({ id }) => index.parentOn(own, id, day)),
    ].find(({ kind }) => kind === 'undecided');
    // Where it is known whom to ask, only the person is missing.
    return undecided?.kind === 'undecided' && unitsOf(waiting.assignees).length === 0
      ? made(`undecided/${undecided.unit.uid}`, {
          ...step,
          from: undecided.unit.uid,
          own: undecided.unit.uid === own,
        })
      : made('nobody', { ...step, from: from[0] ?? own });
  }
  if (left) return made(`stepEnds/${step.step}`, step);
  const gone = events.find(({ type }) => type === 'reorganised');
  if (!moved && !gone) return made('stays');
  const to = moved ? unitsOf(moved.data['keysAfter'] as string[])[0] : (gone!.data['unitAfter'] as string);
  const came = moved
    ? unitsOf(moved.data['keysBefore'] as string[])[0]
    : (gone!.data['unitBefore'] as string);
  return made(to === undefined ? 'stays' : `moves/${to}`, {
    ...(came === undefined ? {} : { from: came }),
    ...(to === undefined ? {} : { to }),
  });
}

function unitsOf(keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const parsed = parseAssigneeKey(key);
    return parsed.kind === 'role' && parsed.unit !== undefined ? [parsed.unit] : [];
  });
}

import type { Case, CaseProjections } from '../../model/case.ts';
import type { CaseEvent, Content } from '../../model/event.ts';
import type { Instant } from '../../model/time.ts';
import type {
  CaseCommit,
  CaseStore,
  CommitOutcome,
  ContentStore,
  QueueQuery,
  QueueRow,
  SubmittedQuery,
  SubmittedRow,
} from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';
import { beginningWith } from './prefix.ts';

/** More values than this in one `$in` and MongoDB stops merging sorted index scans. */
const mostValues = 200;
/** Events that stay in the case's own document. */
const keptEvents = 200;
const mostCounted = 1001;
const mostFound = 200;
/** The states in which a case is not over: each read by itself, so that its index gives the order. */
const unended = ['due', 'running'] as const;

const rowFields = {
  campaign: 1,
  version: 1,
  entry: 1,
  group: 1,
  phase: 1,
  period: 1,
  subject: 1,
  state: 1,
  outcome: 1,
  unit: 1,
  steps: 1,
  tasks: 1,
  submission: 1,
  dueAt: 1,
  queueKeys: 1,
  searchWords: 1,
  revision: 1,
} as const;

const submittedFields = {
  campaign: 1,
  version: 1,
  entry: 1,
  group: 1,
  phase: 1,
  period: 1,
  subject: 1,
  state: 1,
  outcome: 1,
  unit: 1,
  submission: 1,
  'history.seq': 1,
  'history.type': 1,
  'history.data.late': 1,
  'history.data.of': 1,
} as const;

/** Fields that are dates in the database, because an index orders by them, and strings everywhere else. */
const dateFields = ['dueAt', 'nextWakeAt'] as const;

/** Cuts the history of a case that grew too long, keeping what folding needs; null when it is short enough. */
export type CutHistory = (aCase: Case, keep: number) => { case: Case; older: CaseEvent[] } | null;

/** Cases in Mongoose. `cut` is the pure core's, since the state before a cut is a fold. */
export function createCaseStore(models: Models, cut: CutHistory): CaseStore {
  const { cases, caseEvents } = models;

  async function insert(next: Case): Promise<CommitOutcome> {
    try {
      await cases.collection.insertOne(toStored(next) as never);
      return 'committed';
    } catch (error) {
      if (isDuplicate(error)) return 'exists';
      throw error;
    }
  }

  /** Events beyond the last 200 are copied away before the case lets go of them. */
  async function copyOlder(older: CaseEvent[], id: string): Promise<void> {
    for (const event of older) {
      await caseEvents.updateOne(
        { _id: `${id}/${event.seq}` },
        { $setOnInsert: { case: id, seq: event.seq, key: event.key, event } },
        { upsert: true },
      );
    }
  }

  /** A queue over at most 200 keys: one sorted index scan. */
  async function part(keys: string[], query: QueueQuery): Promise<QueueRow[]> {
    const filter: Record<string, unknown> = { queueKeys: keys.length === 1 ? keys[0] : { $in: keys } };
    if (query.group) filter['group'] = query.group;
    const due = dueRange(query);
    if (due) filter['dueAt'] = due;
    const { after } = query;
    if (!after) return read(filter, query.limit);
    // Two ranges instead of one `$or`, so that each is a plain index scan: first the rest of the same due time.
    const at = after.dueAt === null ? null : new Date(after.dueAt);
    const same = await read({ ...filter, dueAt: at, _id: { $gt: after._id } }, query.limit);
    if (same.length >= query.limit) return same;
    const later = at === null ? { $gt: new Date(0) } : { ...due, $gt: at };
    return [...same, ...(await read({ ...filter, dueAt: later }, query.limit - same.length))];
  }

  async function read(filter: Record<string, unknown>, limit: number): Promise<QueueRow[]> {
    const found = await cases.find(filter, rowFields).sort({ dueAt: 1, _id: 1 }).limit(limit).lean();
    return found.map(toRow);
  }

  /** The sent cases of one entry: a range of ids, read by the tightest index of what else is asked. */
  async function submittedOf(
    { entry, named }: IdsOfEntry,
    { campaign, outcome, units, periods, subject }: SubmittedQuery,
    after: string | null,
    limit: number,
  ): Promise<SubmittedRow[]> {
    const { from, before } = rangeOfIds(campaign, named);
    const filter: Record<string, unknown> = {
      campaign,
      entry,
      _id: { $gt: after !== null && after > from ? after : from, $lt: before },
      submission: { $exists: true },
    };
    if (outcome !== undefined) filter['outcome'] = outcome;
    if (subject !== undefined) filter['subject'] = subject;
    const parts: SubmittedRow[] = [];
    for (const someUnits of units ? chunks(units) : [undefined])
      for (const somePeriods of periods ? chunks(periods) : [undefined]) {
        if (someUnits) filter['unit.uid'] = { $in: someUnits };
        if (somePeriods) filter['period'] = { $in: somePeriods };
        const found = await cases.find(filter, submittedFields).sort({ _id: 1 }).limit(limit).lean();
        parts.push(...(found as unknown as SubmittedRow[]));
      }
    return parts.sort((a, b) => (a._id < b._id ? -1 : 1)).slice(0, limit);
  }

  return {
    async load(id) {
      const found = await cases.findById(id).lean();
      return found ? toCase(found) : null;
    },
    async loadMany(ids) {
      const found: Case[] = [];
      for (const some of chunks(ids))
        found.push(...(await cases.find({ _id: { $in: some } }).lean()).map(toCase));
      const at = new Map(ids.map((id, index) => [id, index]));
      return found.sort((a, b) => at.get(a._id)! - at.get(b._id)!);
    },
    async commit({ previous, next }) {
      if (!previous) return insert(next);
      const trimmed = cut(next, keptEvents);
      if (trimmed) await copyOlder(trimmed.older, next._id);
      const update = changes({ previous, next: trimmed?.case ?? next }, trimmed !== null);
      const { matchedCount } = await cases.updateOne({ _id: next._id, revision: previous.revision }, update);
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async commitMany(commits) {
      if (commits.length === 0) return [];
      const writes = [];
      for (const { previous, next } of commits) {
        const trimmed = cut(next, keptEvents);
        if (trimmed) await copyOlder(trimmed.older, next._id);
        const update = changes({ previous, next: trimmed?.case ?? next }, trimmed !== null);
        writes.push({ updateOne: { filter: { _id: next._id, revision: previous!.revision }, update } });
      }
      const { matchedCount } = await cases.collection.bulkWrite(writes as never, { ordered: false });
      if (matchedCount === commits.length) return commits.map(() => 'committed');
      // How many were lost is told, not which: those that hold our last event are ours.
      const standing = new Map<string, string | undefined>();
      for (const some of chunks(commits.map(({ next }) => next._id)))
        for (const one of await cases.find({ _id: { $in: some } }, { history: 1 }).lean())
          standing.set(one._id, (one['history'] as CaseEvent[]).at(-1)?.hash);
      return commits.map(({ next }) =>
        standing.get(next._id) === next.history.at(-1)?.hash ? 'committed' : 'lost',
      );
    },
    async insertMany(made) {
      const inserted = new Set(made.map((one) => one._id));
      try {
        await cases.collection.insertMany(made.map(toStored) as never[], { ordered: false });
      } catch (error) {
        const writeErrors = (error as { writeErrors?: { index: number; code: number }[] }).writeErrors;
        if (!writeErrors?.every((one) => one.code === 11000)) throw error;
        for (const one of writeErrors) inserted.delete(made[one.index]!._id);
      }
      return [...inserted];
    },
    async clearOutboxes(cleared) {
      if (cleared.length === 0) return 0;
      const writes = cleared.map(({ id, revision, keys, nextWakeAt }) => ({
        updateOne: {
          filter: { _id: id, revision },
          update: nonEmpty({
            $pull: { outbox: { key: { $in: keys } } },
            $set: nextWakeAt ? { nextWakeAt: new Date(nextWakeAt) } : {},
            $unset: nextWakeAt ? {} : { nextWakeAt: 1 },
          }),
        },
      }));
      const { matchedCount } = await cases.collection.bulkWrite(writes as never, { ordered: false });
      const emptied = cleared.filter(({ empty }) => empty).map(({ id }) => id);
      for (const some of chunks(emptied))
        await cases.updateMany(
          { _id: { $in: some }, outbox: { $size: 0 } },
          { $unset: { outbox: 1, hasOutbox: 1 } },
        );
      return matchedCount;
    },
    async queue(query) {
      const parts = await Promise.all(chunks(query.keys).map((keys) => part(keys, query)));
      if (parts.length === 1) return parts[0]!;
      const rows = new Map(parts.flat().map((row) => [row._id, row]));
      return [...rows.values()].sort(byDue).slice(0, query.limit);
    },
    async search(words) {
      const filters = words.map((word) => ({ searchWords: beginningWith(word) }));
      const counts = await Promise.all(
        filters.map((filter) => cases.countDocuments(filter, { limit: mostCounted })),
      );
      const rarest = filters[counts.indexOf(Math.min(...counts))];
      if (rarest === undefined) return [];
      return (await cases.find(rarest, rowFields).limit(mostFound).lean()).map(toRow);
    },
    async count(query) {
      const due = dueRange(query);
      let counted = 0;
      for (const keys of chunks(query.keys)) {
        counted += await cases.countDocuments(
          {
            queueKeys: keys.length === 1 ? keys[0] : { $in: keys },
            ...(query.group ? { group: query.group } : {}),
            ...(due ? { dueAt: due } : {}),
          },
          { limit: mostCounted },
        );
        if (counted >= mostCounted) return mostCounted;
      }
      return counted;
    },
    async waking(from, before, limit, after) {
      const range = { ...(from ? { $gte: new Date(from) } : { $gte: new Date(0) }), $lt: new Date(before) };
      const fields = { nextWakeAt: 1 } as const;
      const order = { nextWakeAt: 1, _id: 1 } as const;
      let found: Stored[];
      if (!after) found = await cases.find({ nextWakeAt: range }, fields).sort(order).limit(limit).lean();
      else {
        const at = new Date(after.at);
        found = await cases
          .find({ nextWakeAt: at, _id: { $gt: after._id } }, fields)
          .sort(order)
          .limit(limit)
          .lean();
        if (found.length < limit)
          found.push(
            ...(await cases
              .find({ nextWakeAt: { $gt: at, $lt: range.$lt } }, fields)
              .sort(order)
              .limit(limit - found.length)
              .lean()),
          );
      }
      return found.map((one) => ({ _id: one._id, nextWakeAt: (one['nextWakeAt'] as Date).toISOString() }));
    },
    async withOutbox(limit, after) {
      const found = await cases
        .find({ hasOutbox: true, ...(after ? { _id: { $gt: after } } : {}) }, { outbox: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map((one) => ({
        _id: one._id,
        outbox: (one['outbox'] ?? []) as NonNullable<CaseProjections['outbox']>,
      }));
    },
    async olderEvents(id) {
      const found = await caseEvents.find({ case: id }).sort({ seq: 1 }).lean();
      return found.map((one) => one['event'] as CaseEvent);
    },
    async ofPeriod(campaign, entry, period, units, after, limit) {
      const asked = {
        campaign,
        entry,
        period,
        ...(units ? { 'unit.uid': { $in: units } } : {}),
        ...(after ? { _id: { $gt: after } } : {}),
      };
      const found = await cases.find(asked, rowFields).sort({ _id: 1 }).limit(limit).lean();
      return found.map(toRow);
    },
    async ofUnit(unit, after, limit) {
      const found = await cases
        .find({ 'unit.uid': unit, ...(after ? { _id: { $gt: after } } : {}) }, rowFields)
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toRow);
    },
    async ofSubjects(subjects) {
      const found: QueueRow[] = [];
      for (let at = 0; at < subjects.length; at += mostValues)
        found.push(
          ...(
            await cases
              .find({ subject: { $in: subjects.slice(at, at + mostValues) } }, rowFields)
              .limit(mostFound)
              .lean()
          ).map(toRow),
        );
      return found.sort((a, b) => (a._id < b._id ? -1 : 1));
    },
    async submitted(query, after, limit) {
      const rows: SubmittedRow[] = [];
      const { campaign } = query;
      for (const ids of idsOfEntries(query)) {
        if (rows.length >= limit) break;
        if (after !== null && rangeOfIds(campaign, ids[0]!.named).before <= after) continue;
        const left = limit - rows.length;
        const found = await Promise.all(ids.map((one) => submittedOf(one, query, after, left)));
        rows.push(
          ...found
            .flat()
            .sort((a, b) => (a._id < b._id ? -1 : 1))
            .slice(0, left),
        );
      }
      return rows;
    },
    async ofVersion(campaign, version, after, limit) {
      const found = await cases
        .find({ campaign, version, ...(after ? { _id: { $gt: after } } : {}) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toCase);
    },
    async countOfVersion(campaign, version) {
      return cases.countDocuments({ campaign, version });
    },
    async unendedOfVersion(campaign, version) {
      const counts = await Promise.all(
        unended.map((state) => cases.countDocuments({ campaign, version, state })),
      );
      return counts.reduce((sum, one) => sum + one, 0);
    },
    async unended(after, limit) {
      const found = await Promise.all(
        unended.map((state) =>
          cases
            .find({ state, ...(after ? { _id: { $gt: after } } : {}) })
            .sort({ _id: 1 })
            .limit(limit)
            .lean(),
        ),
      );
      return found
        .flat()
        .sort((a, b) => (a._id < b._id ? -1 : 1))
        .slice(0, limit)
        .map(toCase);
    },
    async countUnended() {
      const counts = await Promise.all(unended.map((state) => cases.countDocuments({ state })));
      return counts.reduce((sum, one) => sum + one, 0);
    },
    async reproject(id, revision, projections) {
      const current = await cases.findOne({ _id: id, revision }).lean();
      if (!current) return false;
      const before = toCase(current);
      const names = ['queueKeys', 'dueAt', 'nextWakeAt', 'outbox', 'hasOutbox', 'searchWords'] as const;
      const differs = names.some(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(projections[name]),
      );
      if (!differs) return false;
      const $set: Record<string, unknown> = {};
      const $unset: Record<string, 1> = {};
      for (const name of names) {
        const value = projections[name];
        if (value === undefined) $unset[name] = 1;
        else $set[name] = name === 'dueAt' || name === 'nextWakeAt' ? new Date(value as string) : value;
      }
      const { modifiedCount } = await cases.updateOne({ _id: id, revision }, nonEmpty({ $set, $unset }));
      return modifiedCount === 1;
    },
    async ids(after, limit) {
      const found = await cases
        .find(after ? { _id: { $gt: after } } : {}, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map((one) => one._id);
    },
    async existing(ids) {
      const found: string[] = [];
      for (const some of chunks(ids))
        found.push(...(await cases.find({ _id: { $in: some } }, { _id: 1 }).lean()).map((one) => one._id));
      return found;
    },
  };
}

/** Contents in Mongoose. */
export function createContentStore({ contents }: Models): ContentStore {
  const toContent = (one: Stored) => one as unknown as Content;

  /** The next page after a content: the rest of the same instant, then the later ones. */
  async function olderThan(before: string, after?: Stored): Promise<Stored[]> {
    const read = (filter: Record<string, unknown>) =>
      contents.find(filter).sort({ createdAt: 1, _id: 1 }).limit(mostValues).lean();
    if (!after) return read({ createdAt: { $lt: before } });
    const createdAt = after['createdAt'] as string;
    const same = await read({ createdAt, _id: { $gt: after._id } });
    return same.length > 0 ? same : read({ createdAt: { $gt: createdAt, $lt: before } });
  }

  return {
    async put(made) {
      if (made.length === 0) return;
      try {
        await contents.collection.insertMany(made as never[], { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    async get(digests) {
      const found: Content[] = [];
      for (const some of chunks(digests))
        found.push(...(await contents.find({ _id: { $in: some } }).lean()).map(toContent));
      const at = new Map(digests.map((digest, index) => [digest, index]));
      return found.sort((a, b) => at.get(a._id)! - at.get(b._id)!);
    },
    async ofCase(id) {
      return (await contents.find({ case: id }).lean()).map(toContent);
    },
    async erase(digest, at, by) {
      await contents.updateOne(
        { _id: digest },
        { $set: { erased: { at, by } }, $unset: { body: 1, salt: 1 } },
      );
    },
    async sweep(before, isReferenced) {
      let removed = 0;
      for (let page = await olderThan(before); page.length > 0; page = await olderThan(before, page.at(-1)))
        for (const one of page)
          if (!(await isReferenced(toContent(one))))
            removed += (await contents.deleteOne({ _id: one._id })).deletedCount;
      return removed;
    },
  };
}

/** The update of a commit: only what changed, the history by `$push`. */
function changes({ previous, next }: CaseCommit, cutNow: boolean): Record<string, unknown> {
  const $set: Record<string, unknown> = {};
  const $unset: Record<string, 1> = {};
  const update: Record<string, unknown> = {};
  const names = new Set([...Object.keys(previous!), ...Object.keys(next)]) as Set<keyof Case>;
  names.delete('_id');
  names.delete('history');
  names.delete('outbox');
  names.delete('hasOutbox');
  for (const name of names) {
    const value = next[name];
    if (value === undefined) $unset[name] = 1;
    // A hand-over since the case was read may have moved the wake although the command does not.
    else if (name === 'nextWakeAt' || !same(previous![name], value))
      $set[name] = (dateFields as readonly string[]).includes(name) ? new Date(value as string) : value;
  }
  if (cutNow) $set['history'] = next.history;
  else {
    const known = previous!.history.at(-1)?.seq ?? 0;
    update['$push'] = { history: { $each: next.history.filter((event) => event.seq > known) } };
  }
  outboxChange(previous!, next, $set, $unset, update);
  return nonEmpty({ ...update, $set, $unset });
}

/** New effects are pushed and taken-back ones pulled, so that a hand-over in between is not undone. */
function outboxChange(
  previous: Case,
  next: Case,
  $set: Record<string, unknown>,
  $unset: Record<string, 1>,
  update: Record<string, unknown>,
): void {
  const before = new Set((previous.outbox ?? []).map((entry) => entry.key));
  const after = new Set((next.outbox ?? []).map((entry) => entry.key));
  const added = (next.outbox ?? []).filter((entry) => !before.has(entry.key));
  const dropped = [...before].filter((key) => !after.has(key));
  if (added.length > 0) $set['hasOutbox'] = true;
  if (after.size === 0) {
    if (before.size > 0) {
      $unset['outbox'] = 1;
      $unset['hasOutbox'] = 1;
    }
  } else if (added.length > 0 && dropped.length > 0) $set['outbox'] = next.outbox;
  else if (added.length > 0)
    update['$push'] = { ...(update['$push'] as object | undefined), outbox: { $each: added } };
  else if (dropped.length > 0) update['$pull'] = { outbox: { key: { $in: dropped } } };
}

function nonEmpty(update: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(update).filter(
      ([, part]) => typeof part === 'object' && part !== null && Object.keys(part).length > 0,
    ),
  );
}

function same(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  );
}

function dueRange({ dueFrom, dueBefore }: Pick<QueueQuery, 'dueFrom' | 'dueBefore'>) {
  if (!dueFrom && !dueBefore) return null;
  return {
    $gte: new Date(dueFrom ?? 0),
    ...(dueBefore ? { $lt: new Date(dueBefore) } : {}),
  };
}

function byDue(a: QueueRow, b: QueueRow): number {
  const [x, y] = [a.dueAt ?? '', b.dueAt ?? ''];
  return x < y ? -1 : x > y ? 1 : a._id < b._id ? -1 : 1;
}

/** The cases of an entry whose own ids begin with the one it had when they were opened. */
interface IdsOfEntry {
  entry: string;
  named: string;
}

/** What a query asks for by how the ids of cases begin, in their order. */
function idsOfEntries({ campaign, entries, renamed = [] }: SubmittedQuery): IdsOfEntry[][] {
  const namesOf = (entry: string): string[] => renamed.find((all) => all.includes(entry)) ?? [entry];
  const byName = new Map<string, IdsOfEntry[]>();
  for (const entry of new Set(entries))
    for (const named of namesOf(entry)) byName.set(named, [...(byName.get(named) ?? []), { entry, named }]);
  return [...byName.values()].sort(([a], [b]) =>
    rangeOfIds(campaign, a!.named).from < rangeOfIds(campaign, b!.named).from ? -1 : 1,
  );
}

/** Ids begin with campaign and entry, parted by dots; `/` comes next after a dot. */
function rangeOfIds(campaign: string, entry: string): { from: string; before: string } {
  return { from: `${campaign}.${entry}.`, before: `${campaign}.${entry}/` };
}

function chunks<T>(values: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < values.length; at += mostValues) parts.push(values.slice(at, at + mostValues));
  return parts;
}

function toStored(one: Case): Stored {
  const stored: Record<string, unknown> = { ...one };
  for (const name of dateFields) if (one[name] !== undefined) stored[name] = new Date(one[name] as Instant);
  for (const [name, value] of Object.entries(stored)) if (value === undefined) delete stored[name];
  return stored as Stored;
}

function toCase(stored: Stored): Case {
  const one: Record<string, unknown> = { ...stored };
  for (const name of dateFields) if (one[name] instanceof Date) one[name] = (one[name] as Date).toISOString();
  return one as unknown as Case;
}

function toRow(stored: Stored): QueueRow {
  return toCase(stored) as unknown as QueueRow;
}

import type { Account, AuditEntry } from '../../model/account.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Draft } from '../../model/draft.ts';
import type { Membership, OrganisationRecord, Substitute } from '../../model/organisation.ts';
import type { CampaignRecord } from '../../model/record.ts';
import type { Calendar } from '../../model/time.ts';
import type {
  AccountStore,
  ClockStore,
  CommitOutcome,
  DefinitionStore,
  Deliveries,
  DirectoryStore,
  DraftStore,
  FailureStore,
  MetaStore,
  OneTimeLink,
  Publication,
  RecordStore,
  StoredVersion,
} from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';
import { beginningWith } from './prefix.ts';

const mostValues = 200;

/** Published versions, calendars and their revisions. */
export function createDefinitionStore({ versions, calendars }: Models): DefinitionStore {
  const newestFirst = { number: -1 } as const;

  async function newestCalendar(id: string): Promise<Calendar | null> {
    const found = await calendars.findOne({ id }).sort({ revision: -1 }).lean();
    return found ? (withoutId(found) as unknown as Calendar) : null;
  }

  return {
    async publish(version) {
      // File names hold dots and slashes, which are not field names: the files are kept as pairs.
      const { files, ...rest } = { files: undefined, ...version };
      const pairs = files && Object.entries(files).map(([path, text]) => ({ path, text }));
      try {
        await versions.collection.insertOne({ ...rest, ...(pairs ? { files: pairs } : {}) } as never);
        return 'published';
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return (await versions.exists({ _id: version._id })) ? 'exists' : 'taken';
      }
    },
    async version(campaign, version) {
      const found = await versions.findById(`${campaign}@${version}`).lean();
      if (!found) return null;
      const files = found['files'] as { path: string; text: string }[];
      return {
        ...found,
        files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
      } as unknown as StoredVersion;
    },
    async versions(campaign) {
      const found = await versions.find({ campaign }, { files: 0 }).sort(newestFirst).lean();
      return found as unknown as Publication[];
    },
    async campaigns() {
      return ((await versions.distinct('campaign')) as string[]).sort();
    },
    async calendarIds() {
      return ((await calendars.distinct('id')) as string[]).sort();
    },
    calendar: newestCalendar,
    async putCalendar(calendar, at) {
      const before = await newestCalendar(calendar.id);
      if (before && sameContent(before, calendar)) return before.revision;
      const revision = (before?.revision ?? 0) + 1;
      await calendars.collection.insertOne({
        _id: `${calendar.id}/${revision}`,
        ...calendar,
        revision,
        at,
      } as never);
      return revision;
    },
    async reviseCalendar(calendar, expected, at) {
      return insertRevision(calendars, calendar, expected, at);
    },
  };
}

/** Organisations, memberships and substitutes under one revision. */
export function createDirectoryStore({
  organisations,
  memberships,
  substitutes,
  meta,
}: Models): DirectoryStore {
  const revisionId = 'directory-revision';

  async function touch(): Promise<void> {
    await meta.updateOne({ _id: revisionId }, { $inc: { number: 1 } }, { upsert: true });
  }

  async function newest(id: string): Promise<OrganisationRecord | null> {
    const found = await organisations.findOne({ id }).sort({ revision: -1 }).lean();
    return found ? (withoutId(found) as unknown as OrganisationRecord) : null;
  }

  return {
    async revision() {
      return ((await meta.findById(revisionId).lean())?.['number'] as number | undefined) ?? 0;
    },
    touch,
    async organisations() {
      const ids = ((await organisations.distinct('id')) as string[]).sort();
      return (await Promise.all(ids.map(newest))).filter((one) => one !== null);
    },
    async putOrganisation(organisation, at) {
      const before = await newest(organisation.id);
      if (before && sameContent(before, organisation)) return before.revision;
      const revision = (before?.revision ?? 0) + 1;
      await organisations.collection.insertOne({
        _id: `${organisation.id}/${revision}`,
        ...organisation,
        revision,
        at,
      } as never);
      await touch();
      return revision;
    },
    async reviseOrganisation(organisation, expected, at) {
      const outcome = await insertRevision(organisations, organisation, expected, at);
      if (outcome === 'committed') await touch();
      return outcome;
    },
    async memberships() {
      return (await memberships.find({}).lean()).map(toMembership);
    },
    async membershipsOf(account) {
      return (await memberships.find({ account }).lean()).map(toMembership);
    },
    async membershipsById(ids) {
      const found: Membership[] = [];
      for (let at = 0; at < ids.length; at += mostValues) {
        const some = ids.slice(at, at + mostValues);
        found.push(...(await memberships.find({ _id: { $in: some } }).lean()).map(toMembership));
      }
      return found;
    },
    async putMemberships(made) {
      for (let at = 0; at < made.length; at += 1000) {
        const some = made.slice(at, at + 1000);
        await memberships.collection.bulkWrite(
          some.map(({ id, ...membership }) => ({
            replaceOne: { filter: { _id: id as never }, replacement: membership as never, upsert: true },
          })),
          { ordered: false },
        );
      }
      await touch();
    },
    async removeMemberships(ids) {
      for (let at = 0; at < ids.length; at += mostValues)
        await memberships.deleteMany({ _id: { $in: ids.slice(at, at + mostValues) } });
      await touch();
    },
    async substitutes() {
      return (await substitutes.find({}).lean()).map(
        ({ _id, ...one }) => ({ id: _id, ...one }) as unknown as Substitute,
      );
    },
    async putSubstitute({ id, ...substitute }) {
      await substitutes.replaceOne({ _id: id }, substitute as never, { upsert: true });
      await touch();
    },
    async removeSubstitute(id) {
      await substitutes.deleteOne({ _id: id });
      await touch();
    },
  };
}

/** Accounts, one-time links and the administrator's log. */
export function createAccountStore(
  { accounts, links, audit }: Models,
  foldText: (text: string) => string,
): AccountStore {
  const toAccount = ({ searchWords: _, ...one }: Stored) => one as unknown as Account;
  // The account's own fields and the words it is found by.
  const stored = (account: Account) => ({
    ...account,
    searchWords: [...new Set([account.login, ...foldText(account.name).split(' ')])],
  });

  return {
    async byId(id) {
      const found = await accounts.findById(id).lean();
      return found ? toAccount(found) : null;
    },
    async byIds(ids) {
      const found: Account[] = [];
      for (let at = 0; at < ids.length; at += mostValues)
        found.push(
          ...(await accounts.find({ _id: { $in: ids.slice(at, at + mostValues) } }).lean()).map(toAccount),
        );
      return found;
    },
    async byLogin(login) {
      const found = await accounts.findOne({ login }).lean();
      return found ? toAccount(found) : null;
    },
    async byLogins(logins) {
      const found: Account[] = [];
      for (let at = 0; at < logins.length; at += mostValues)
        found.push(
          ...(await accounts.find({ login: { $in: logins.slice(at, at + mostValues) } }).lean()).map(
            toAccount,
          ),
        );
      return found;
    },
    async list(search, after, limit) {
      const word = search
        ? foldText(search)
            .trim()
            .split(/\s+/)
            .sort((a, b) => b.length - a.length)[0]!
        : null;
      const later = after ? { login: { $gt: after } } : {};
      if (!word) return (await accounts.find(later).sort({ login: 1 }).limit(limit).lean()).map(toAccount);
      // The index by word is not in the order of logins, but has them: no account is read before the page is known.
      const matching = await accounts
        .find({ searchWords: beginningWith(word), ...later }, { login: 1, _id: 0 })
        .lean();
      const logins = matching
        .map((one) => one['login'] as string)
        .sort()
        .slice(0, limit);
      const found: Account[] = [];
      for (let at = 0; at < logins.length; at += mostValues)
        found.push(
          ...(
            await accounts
              .find({ login: { $in: logins.slice(at, at + mostValues) } })
              .sort({ login: 1 })
              .lean()
          ).map(toAccount),
        );
      return found;
    },
    async insert(made) {
      const taken = await accounts
        .find({ login: { $in: made.slice(0, mostValues).map((one) => one.login) } }, { _id: 1 })
        .lean();
      if (taken.length > 0) return 'exists';
      try {
        await accounts.collection.insertMany(made.map(stored) as never[]);
        return 'inserted';
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // All or none: what went in before the taken one is taken out again.
        const inserted = made.slice(0, (error as { insertedCount?: number }).insertedCount ?? 0);
        for (let at = 0; at < inserted.length; at += mostValues)
          await accounts.deleteMany({
            _id: { $in: inserted.slice(at, at + mostValues).map((one) => one._id) },
          });
        return 'exists';
      }
    },
    async update(account, expected) {
      const { _id, ...rest } = stored(account);
      const { matchedCount } = await accounts.replaceOne({ _id, revision: expected }, rest as never);
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async remove(ids) {
      for (let at = 0; at < ids.length; at += mostValues)
        await accounts.deleteMany({ _id: { $in: ids.slice(at, at + mostValues) } });
    },
    async putLinks(made) {
      if (made.length > 0) await links.collection.insertMany(made as never[]);
    },
    async useLink(id, now) {
      const found = await links.findOneAndUpdate(
        { _id: id, usedAt: { $exists: false }, expiresAt: { $gt: now } },
        { $set: { usedAt: now } },
        { returnDocument: 'after', lean: true },
      );
      return found as unknown as OneTimeLink | null;
    },
    async peekLink(id, now) {
      const found = await links
        .findOne({ _id: id, usedAt: { $exists: false }, expiresAt: { $gt: now } })
        .lean();
      return found as unknown as OneTimeLink | null;
    },
    async audit(entry) {
      await audit.collection.insertOne(entry as never);
    },
    async auditLog(after, limit) {
      const found = await audit
        .find(after ? { _id: { $lt: after } } : {})
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return found as unknown as AuditEntry[];
    },
    async names() {
      const found = await accounts.find({}, { name: 1 }).lean();
      return Object.fromEntries(found.map((one) => [one._id, one['name'] as string]));
    },
    async administrators() {
      return accounts.countDocuments({ administrator: true, disabled: { $exists: false } });
    },
  };
}

/** Campaign records. */
export function createRecordStore({ records }: Models): RecordStore {
  const toRecord = ({ nextWakeAt, ...one }: Stored) =>
    ({
      ...one,
      ...(nextWakeAt instanceof Date ? { nextWakeAt: nextWakeAt.toISOString() } : {}),
    }) as unknown as CampaignRecord;

  return {
    async load(id) {
      const found = await records.findById(id).lean();
      return found ? toRecord(found) : null;
    },
    async all() {
      return (await records.find({}).lean()).map(toRecord);
    },
    async commit(next, expected, events) {
      const { _id, history, nextWakeAt, ...rest } = next;
      const at = nextWakeAt ? { nextWakeAt: new Date(nextWakeAt) } : {};
      if (expected === 0) {
        try {
          await records.collection.insertOne({ _id, ...rest, ...at, history } as never);
          return 'committed';
        } catch (error) {
          if (isDuplicate(error)) return 'exists';
          throw error;
        }
      }
      const { matchedCount } = await records.updateOne(
        { _id, revision: expected },
        {
          $set: { ...rest, ...at },
          ...(nextWakeAt ? {} : { $unset: { nextWakeAt: 1 } }),
          $push: { history: { $each: events } },
        },
      );
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async waking(before) {
      const found = await records
        .find({ nextWakeAt: { $gte: new Date(0), $lt: new Date(before) } }, { nextWakeAt: 1 })
        .sort({ nextWakeAt: 1 })
        .lean();
      return found.map((one) => ({ _id: one._id, nextWakeAt: (one['nextWakeAt'] as Date).toISOString() }));
    },
  };
}

/** Drafts. Answers are kept as text: what was typed may hold any key. */
export function createDraftStore({ drafts }: Models): DraftStore {
  const toDraft = (one: Stored) =>
    ({
      ...one,
      answers: JSON.parse(one['answers'] as string) as unknown,
      ...(one['moved'] === undefined ? {} : { moved: JSON.parse(one['moved'] as string) as unknown }),
    }) as unknown as Draft;

  return {
    async load(id) {
      const found = await drafts.findById(id).lean();
      return found ? toDraft(found) : null;
    },
    async loadMany(ids) {
      const found: Draft[] = [];
      for (let at = 0; at < ids.length; at += mostValues)
        found.push(
          ...(await drafts.find({ _id: { $in: ids.slice(at, at + mostValues) } }).lean()).map(toDraft),
        );
      return found;
    },
    async ofCases(ids) {
      const found: Draft[] = [];
      for (let at = 0; at < ids.length; at += mostValues)
        found.push(
          ...(await drafts.find({ case: { $in: ids.slice(at, at + mostValues) } }).lean()).map(toDraft),
        );
      return found;
    },
    async save(draft, expected) {
      const { _id, ...rest } = draft;
      const stored = {
        ...rest,
        answers: JSON.stringify(draft.answers),
        ...(draft.moved ? { moved: JSON.stringify(draft.moved) } : {}),
      };
      if (expected === 0) {
        try {
          await drafts.collection.insertOne({ _id, ...stored } as never);
          return 'saved';
        } catch (error) {
          if (isDuplicate(error)) return 'lost';
          throw error;
        }
      }
      const { matchedCount } = await drafts.replaceOne({ _id, revision: expected }, stored as never);
      return matchedCount === 1 ? 'saved' : 'lost';
    },
    async remove(ids) {
      for (let at = 0; at < ids.length; at += mostValues)
        await drafts.deleteMany({ _id: { $in: ids.slice(at, at + mostValues) } });
    },
    async removeOf(account) {
      return (await drafts.deleteMany({ savedBy: account })).deletedCount;
    },
  };
}

/** Deliveries. `unreadBy` stands only on unread in-app messages, so that counting them is one index range. */
export function createDeliveries({ deliveries }: Models): Deliveries {
  const toDelivery = ({ unreadBy: _, ...one }: Stored) => one as unknown as Delivery;

  function pageAfter(after: string | null): [Record<string, unknown>, Record<string, unknown>] | null {
    if (!after) return null;
    const at = after.indexOf('|');
    const createdAt = after.slice(0, at);
    return [{ createdAt, _id: { $lt: after.slice(at + 1) } }, { createdAt: { $lt: createdAt } }];
  }

  /** Newest first after a cursor: the rest of the same instant, then the older ones. */
  async function newest(
    filter: Record<string, unknown>,
    after: string | null,
    limit: number,
  ): Promise<Delivery[]> {
    const found: Stored[] = [];
    for (const range of pageAfter(after) ?? [{}]) {
      if (found.length >= limit) break;
      found.push(
        ...(await deliveries
          .find({ ...filter, ...range })
          .sort({ createdAt: -1, _id: -1 })
          .limit(limit - found.length)
          .lean()),
      );
    }
    return found.map(toDelivery);
  }

  return {
    async add(made) {
      const fresh = new Set(made.map((one) => one._id));
      const stored = made.map((one) =>
        one.channel === 'inApp' && !one.readAt ? { ...one, unreadBy: one.recipient } : one,
      );
      try {
        await deliveries.collection.insertMany(stored as never[], { ordered: false });
      } catch (error) {
        const writeErrors = (error as { writeErrors?: { index: number; code: number }[] }).writeErrors;
        if (!writeErrors?.every((one) => one.code === 11000)) throw error;
        for (const one of writeErrors) fresh.delete(made[one.index]!._id);
      }
      return [...fresh];
    },
    async pending(limit, after) {
      const found: Stored[] = [];
      const ranges = after
        ? [{ createdAt: after.createdAt, _id: { $gt: after._id } }, { createdAt: { $gt: after.createdAt } }]
        : [{}];
      for (const range of ranges) {
        if (found.length >= limit) break;
        found.push(
          ...(await deliveries
            .find({ state: 'pending', ...range })
            .sort({ createdAt: 1, _id: 1 })
            .limit(limit - found.length)
            .lean()),
        );
      }
      return found.map(toDelivery);
    },
    async byId(id) {
      const found = await deliveries.findById(id).lean();
      return found ? toDelivery(found) : null;
    },
    async mark(id, state, at, reason) {
      await deliveries.updateOne(
        { _id: id },
        {
          $set: { state, ...(state === 'sent' ? { sentAt: at } : {}), ...(reason ? { reason } : {}) },
          $inc: { attempts: 1 },
        },
      );
    },
    inbox: (recipient, after, limit) => newest({ recipient, channel: 'inApp' }, after, limit),
    unread: (recipient) => deliveries.countDocuments({ unreadBy: recipient }, { limit: 1001 }),
    async markRead(recipient, ids, at) {
      for (let from = 0; from < ids.length; from += mostValues)
        await deliveries.updateMany(
          { _id: { $in: ids.slice(from, from + mostValues) }, recipient },
          { $set: { readAt: at }, $unset: { unreadBy: 1 } },
        );
    },
    mails: (after, limit) => newest({ channel: 'mail' }, after, limit),
    async deliveredKeys(keys) {
      const found = new Set<string>();
      for (let at = 0; at < keys.length; at += mostValues)
        for (const one of await deliveries
          .find({ effectKey: { $in: keys.slice(at, at + mostValues) } }, { effectKey: 1 })
          .lean())
          found.add(one['effectKey'] as string);
      return [...found];
    },
    async removeOf(recipient) {
      let removed = 0;
      for (const channel of ['inApp', 'mail', 'sms', 'webhook'])
        removed += (await deliveries.deleteMany({ recipient, channel })).deletedCount;
      return removed;
    },
  };
}

/** The demo's clock: one record, never decreasing. */
export function createClockStore({ meta }: Models): ClockStore {
  const id = 'clock';

  async function read(): Promise<{ offsetMs: number; epoch: number }> {
    const found = await meta.findById(id).lean();
    return {
      offsetMs: (found?.['offsetMs'] as number | undefined) ?? 0,
      epoch: (found?.['epoch'] as number | undefined) ?? 0,
    };
  }

  return {
    read,
    async advance(offsetMs) {
      await meta.updateOne({ _id: id }, { $max: { offsetMs }, $inc: { epoch: 1 } }, { upsert: true });
      return read();
    },
  };
}

/** Small facts about the store. */
export function createMetaStore({ meta }: Models): MetaStore {
  return {
    async get(key) {
      return ((await meta.findById(`fact/${key}`).lean())?.['value'] as string | undefined) ?? null;
    },
    async set(key, value) {
      await meta.updateOne({ _id: `fact/${key}` }, { $set: { value } }, { upsert: true });
    },
  };
}

/** Jobs that failed for good. */
export function createFailureStore({ failures }: Models): FailureStore {
  return {
    async add(failure) {
      const { _id, ...rest } = failure;
      await failures.updateOne(
        { _id },
        { $set: { ...rest, data: JSON.stringify(rest.data ?? null) } },
        { upsert: true },
      );
    },
    async list(limit) {
      const found = await failures.find({}).sort({ at: -1 }).limit(limit).lean();
      return found as unknown as Awaited<ReturnType<FailureStore['list']>>;
    },
  };
}

function withoutId({ _id, at: _, ...one }: Stored): Record<string, unknown> {
  return one;
}

/** A revision is a document of its own, so that of two who write the same one the second is refused. */
async function insertRevision(
  model: Models[keyof Models],
  content: { id: string },
  expected: number,
  at: string,
): Promise<CommitOutcome> {
  const revision = expected + 1;
  try {
    await model.collection.insertOne({ _id: `${content.id}/${revision}`, ...content, revision, at } as never);
    return 'committed';
  } catch (error) {
    if (isDuplicate(error)) return 'lost';
    throw error;
  }
}

function sameContent(stored: { revision: number }, given: object): boolean {
  const { revision: _, ...content } = stored;
  return JSON.stringify(sorted(content)) === JSON.stringify(sorted(given));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]),
  );
}

function toMembership({ _id, ...one }: Stored): Membership {
  return { id: _id, ...one } as unknown as Membership;
}

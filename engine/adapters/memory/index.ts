import type { Case } from '../../model/case.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Draft } from '../../model/draft.ts';
import type { Content } from '../../model/event.ts';
import type { CampaignRecord } from '../../model/record.ts';
import type { Reservation } from '../../model/reservation.ts';
import type {
  BatchStore,
  CaseStore,
  ContentStore,
  DefinitionDraftStore,
  Deliveries,
  DraftStore,
  QueueQuery,
  QueueRow,
  RecordStore,
  ReservationStore,
  SubjectStore,
  SubmittedRow,
  WakeQueue,
} from '../../ports/index.ts';
import { memoryBatches } from './batch-store.ts';
import { memoryDefinitionDrafts } from './definition-draft-store.ts';
import { memoryReservations } from './reservation-store.ts';
import { memorySubjects } from './subject-store.ts';

/** What a run in memory leaves behind, for a store that lasts. */
export interface MemoryStores {
  cases: CaseStore;
  contents: ContentStore;
  drafts: DraftStore;
  definitionDrafts: DefinitionDraftStore;
  deliveries: Deliveries;
  records: RecordStore;
  subjects: SubjectStore;
  batches: BatchStore;
  reservations: ReservationStore;
  queue: WakeQueue;
  /** Everything that is in there now. */
  everything(): {
    cases: Case[];
    contents: Content[];
    drafts: Draft[];
    deliveries: Delivery[];
    records: CampaignRecord[];
    reservations: Reservation[];
  };
}

const mostFound = 200;
const mostCounted = 1001;

/**
 * The stores that commands write to, in memory: for playing many cases at once (the demo, a simulation) before
 * they are written in bulk, and for tests of the use cases. They keep the same promises as those that last.
 */
export function memoryStores(): MemoryStores {
  const cases = new Map<string, Case>();
  const contents = new Map<string, Content>();
  const drafts = new Map<string, Draft>();
  const deliveries = new Map<string, Delivery>();
  const records = new Map<string, CampaignRecord>();
  const reservations = new Map<string, Reservation>();

  const rows = () => [...cases.values()] as QueueRow[];
  const byId = (a: { _id: string }, b: { _id: string }) => (a._id < b._id ? -1 : 1);
  const after = (id: string | null) => (one: { _id: string }) => id === null || one._id > id;

  function inQueue(row: QueueRow, { keys, dueFrom, dueBefore, group }: Omit<QueueQuery, 'limit'>): boolean {
    const wanted = new Set(keys);
    return (
      (row.queueKeys ?? []).some((key) => wanted.has(key)) &&
      (!group || row.group === group) &&
      (!dueFrom || (row.dueAt !== undefined && row.dueAt >= dueFrom)) &&
      (!dueBefore || (row.dueAt !== undefined && row.dueAt < dueBefore))
    );
  }

  function newest(found: Delivery[], cursor: string | null, limit: number): Delivery[] {
    const key = (one: Delivery) => `${one.createdAt}|${one._id}`;
    return found
      .filter((one) => cursor === null || key(one) < cursor)
      .sort((a, b) => (key(a) < key(b) ? 1 : -1))
      .slice(0, limit);
  }

  return {
    everything: () => ({
      cases: [...cases.values()],
      contents: [...contents.values()],
      drafts: [...drafts.values()],
      deliveries: [...deliveries.values()],
      records: [...records.values()],
      reservations: [...reservations.values()],
    }),
    cases: {
      load: async (id) => cases.get(id) ?? null,
      loadMany: async (ids) => ids.flatMap((id) => cases.get(id) ?? []),
      async commit({ previous, next }) {
        const standing = cases.get(next._id);
        if (!previous && standing) return 'exists';
        if (previous && standing?.revision !== previous.revision) return 'lost';
        cases.set(next._id, next);
        return 'committed';
      },
      commitMany: async (commits) =>
        commits.map(({ previous, next }) => {
          if (cases.get(next._id)?.revision !== previous?.revision) return 'lost';
          cases.set(next._id, next);
          return 'committed';
        }),
      async insertMany(made) {
        const fresh = made.filter((one) => !cases.has(one._id));
        for (const one of fresh) cases.set(one._id, one);
        return fresh.map((one) => one._id);
      },
      async clearOutboxes(cleared) {
        let held = 0;
        for (const { id, revision, keys, nextWakeAt } of cleared) {
          const current = cases.get(id);
          if (current?.revision !== revision) continue;
          const { outbox, hasOutbox: _, nextWakeAt: __, ...rest } = current;
          const left = (outbox ?? []).filter((entry) => !keys.includes(entry.key));
          cases.set(id, {
            ...rest,
            ...(left.length > 0 ? { outbox: left, hasOutbox: true as const } : {}),
            ...(nextWakeAt ? { nextWakeAt } : {}),
          });
          held += 1;
        }
        return held;
      },
      async queue(query) {
        const key = (row: { dueAt?: string | null; _id: string }) => `${row.dueAt ?? ''}|${row._id}`;
        const { after: last } = query;
        return rows()
          .filter(
            (row) => inQueue(row, query) && (!last || key(row) > key({ dueAt: last.dueAt, _id: last._id })),
          )
          .sort((a, b) => (key(a) < key(b) ? -1 : 1))
          .slice(0, query.limit);
      },
      async search(words) {
        return rows()
          .filter((row) => words.some((word) => row.searchWords?.some((one) => one.startsWith(word))))
          .sort(byId)
          .slice(0, mostFound);
      },
      count: async (query) => Math.min(mostCounted, rows().filter((row) => inQueue(row, query)).length),
      async waking(from, before, limit, last) {
        const key = (one: { nextWakeAt: string; _id: string }) => `${one.nextWakeAt}|${one._id}`;
        return [...cases.values()]
          .flatMap(({ _id, nextWakeAt }) => (nextWakeAt ? [{ _id, nextWakeAt }] : []))
          .filter((one) => (from === null || one.nextWakeAt >= from) && one.nextWakeAt < before)
          .filter((one) => !last || key(one) > `${last.at}|${last._id}`)
          .sort((a, b) => (key(a) < key(b) ? -1 : 1))
          .slice(0, limit);
      },
      async withOutbox(limit, last) {
        return [...cases.values()]
          .filter((one) => one.hasOutbox && after(last ?? null)(one))
          .sort(byId)
          .slice(0, limit)
          .map(({ _id, outbox }) => ({ _id, outbox: outbox ?? [] }));
      },
      olderEvents: async () => [],
      async ofPeriod(campaign, entry, period, units, last, limit) {
        return rows()
          .filter(
            (row) =>
              row.campaign === campaign &&
              row.entry === entry &&
              row.period === period &&
              (units?.includes(row.unit.uid) ?? true) &&
              after(last)(row),
          )
          .sort(byId)
          .slice(0, limit);
      },
      async ofUnit(unit, last, limit) {
        return rows()
          .filter((row) => row.unit.uid === unit && after(last)(row))
          .sort(byId)
          .slice(0, limit);
      },
      async ofSubjects(subjects) {
        return rows()
          .filter((row) => row.subject !== undefined && subjects.includes(row.subject))
          .sort(byId);
      },
      async submitted({ campaign, entries, outcome, units, periods, subject }, last, limit) {
        return [...cases.values()]
          .filter(
            (one) =>
              one.submission !== undefined &&
              one.campaign === campaign &&
              entries.includes(one.entry) &&
              (outcome === undefined || one.outcome === outcome) &&
              (units === undefined || units.includes(one.unit.uid)) &&
              (periods === undefined || periods.includes(one.period)) &&
              (subject === undefined || one.subject === subject) &&
              after(last)(one),
          )
          .sort(byId)
          .slice(0, limit) as SubmittedRow[];
      },
      ofVersion: async (campaign, version, last, limit) =>
        [...cases.values()]
          .filter((one) => one.campaign === campaign && one.version === version && after(last)(one))
          .sort(byId)
          .slice(0, limit),
      countOfVersion: async (campaign, version) =>
        [...cases.values()].filter((one) => one.campaign === campaign && one.version === version).length,
      unendedOfVersion: async (campaign, version) =>
        [...cases.values()].filter(
          (one) => one.campaign === campaign && one.version === version && one.state !== 'ended',
        ).length,
      unended: async (last, limit) =>
        [...cases.values()]
          .filter((one) => one.state !== 'ended' && after(last)(one))
          .sort(byId)
          .slice(0, limit),
      countUnended: async () => [...cases.values()].filter((one) => one.state !== 'ended').length,
      async reproject(id, revision, projections) {
        const current = cases.get(id);
        if (current?.revision !== revision) return false;
        const {
          queueKeys: _,
          dueAt: __,
          nextWakeAt: ___,
          outbox: ____,
          hasOutbox: _____,
          searchWords: ______,
          ...rest
        } = current;
        cases.set(id, { ...rest, ...projections });
        return true;
      },
      ids: async (last, limit) =>
        [...cases.keys()]
          .filter((id) => last === null || id > last)
          .sort()
          .slice(0, limit),
      existing: async (ids) => ids.filter((id) => cases.has(id)),
    },
    contents: {
      async put(made) {
        for (const one of made) if (!contents.has(one._id)) contents.set(one._id, one);
      },
      get: async (digests) => digests.flatMap((digest) => contents.get(digest) ?? []),
      ofCase: async (id) => [...contents.values()].filter((one) => one.case === id),
      async erase(digest, at, by) {
        const content = contents.get(digest);
        if (!content) return;
        const { body: _, salt: __, ...rest } = content;
        contents.set(digest, { ...rest, erased: { at, by } });
      },
      async sweep(before, isReferenced) {
        let removed = 0;
        for (const content of [...contents.values()])
          if (content.createdAt < before && !(await isReferenced(content)) && contents.delete(content._id))
            removed += 1;
        return removed;
      },
    },
    drafts: {
      load: async (id) => drafts.get(id) ?? null,
      loadMany: async (ids) => ids.flatMap((id) => drafts.get(id) ?? []),
      ofCases: async (ids) => [...drafts.values()].filter((one) => ids.includes(one.case)),
      async save(draft, expected) {
        if ((drafts.get(draft._id)?.revision ?? 0) !== expected) return 'lost';
        drafts.set(draft._id, draft);
        return 'saved';
      },
      async remove(ids) {
        for (const id of ids) drafts.delete(id);
      },
      async removeOf(account) {
        const found = [...drafts.values()].filter((one) => one.savedBy.includes(account));
        for (const one of found) drafts.delete(one._id);
        return found.length;
      },
    },
    definitionDrafts: memoryDefinitionDrafts(),
    deliveries: {
      async add(made) {
        const fresh = made.filter((one) => !deliveries.has(one._id));
        for (const one of fresh) deliveries.set(one._id, one);
        return fresh.map((one) => one._id);
      },
      async pending(limit, last) {
        const key = (one: Pick<Delivery, 'createdAt' | '_id'>) => `${one.createdAt}|${one._id}`;
        return [...deliveries.values()]
          .filter((one) => one.state === 'pending' && (!last || key(one) > key(last)))
          .sort((a, b) => (key(a) < key(b) ? -1 : 1))
          .slice(0, limit);
      },
      byId: async (id) => deliveries.get(id) ?? null,
      async mark(id, state, at, reason) {
        const one = deliveries.get(id)!;
        deliveries.set(id, {
          ...one,
          state,
          attempts: one.attempts + 1,
          ...(state === 'sent' ? { sentAt: at } : {}),
          ...(reason ? { reason } : {}),
        });
      },
      inbox: async (recipient, cursor, limit) =>
        newest(
          [...deliveries.values()].filter((one) => one.recipient === recipient && one.channel === 'inApp'),
          cursor,
          limit,
        ),
      unread: async (recipient) =>
        [...deliveries.values()].filter(
          (one) => one.recipient === recipient && one.channel === 'inApp' && !one.readAt,
        ).length,
      async markRead(recipient, ids, at) {
        for (const id of ids) {
          const one = deliveries.get(id);
          if (one?.recipient === recipient) deliveries.set(id, { ...one, readAt: at });
        }
      },
      mails: async (cursor, limit) =>
        newest(
          [...deliveries.values()].filter((one) => one.channel === 'mail'),
          cursor,
          limit,
        ),
      async deliveredKeys(keys) {
        const found = new Set([...deliveries.values()].map((one) => one.effectKey));
        return keys.filter((key) => found.has(key));
      },
      async removeOf(recipient) {
        const found = [...deliveries.values()].filter((one) => one.recipient === recipient);
        for (const one of found) deliveries.delete(one._id);
        return found.length;
      },
    },
    records: {
      load: async (id) => records.get(id) ?? null,
      all: async () => [...records.values()],
      async commit(next, expected) {
        if ((records.get(next._id)?.revision ?? 0) !== expected) return 'lost';
        records.set(next._id, next);
        return 'committed';
      },
      waking: async (before) =>
        [...records.values()].flatMap(({ _id, nextWakeAt }) =>
          nextWakeAt !== undefined && nextWakeAt < before ? [{ _id, nextWakeAt }] : [],
        ),
    },
    batches: memoryBatches(),
    reservations: memoryReservations(reservations),
    subjects: memorySubjects(),
    queue: {
      add: async () => {},
      deliver: async () => {},
      hasMarker: async () => true,
      setMarker: async () => {},
      close: async () => {},
    },
  };
}

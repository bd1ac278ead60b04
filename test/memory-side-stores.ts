import type { Account, AuditEntry } from '../engine/model/account.ts';
import type { Membership, OrganisationRecord, Substitute } from '../engine/model/organisation.ts';
import type { Calendar } from '../engine/model/time.ts';
import type {
  AccountStore,
  ClockStore,
  DefinitionStore,
  DirectoryStore,
  FailureStore,
  FileStore,
  MetaStore,
  OneTimeLink,
  Publication,
  StoredFile,
  StoredVersion,
} from '../engine/ports/index.ts';
import { foldText } from '../engine/workflow/index.ts';

/** Published versions and calendars, in memory. */
export function memoryDefinitions(): DefinitionStore {
  const versions = new Map<string, StoredVersion | Publication>();
  const calendars = new Map<string, Calendar>();
  return {
    async publish(version) {
      if (versions.has(version._id)) return 'exists';
      const { campaign, number } = version;
      if ([...versions.values()].some((one) => one.campaign === campaign && one.number === number))
        return 'taken';
      versions.set(version._id, version);
      return 'published';
    },
    version: async (campaign, version) =>
      (versions.get(`${campaign}@${version}`) as StoredVersion | undefined) ?? null,
    versions: async (campaign) =>
      [...versions.values()]
        .filter((one) => one.campaign === campaign)
        .sort((a, b) => b.number - a.number)
        .map((one) => {
          const { files: _, ...publication } = { files: undefined, ...one };
          return publication;
        }),
    campaigns: async () => [...new Set([...versions.values()].map((one) => one.campaign))].sort(),
    calendarIds: async () => [...calendars.keys()].sort(),
    calendar: async (id) => calendars.get(id) ?? null,
    async putCalendar(calendar) {
      const revision = (calendars.get(calendar.id)?.revision ?? 0) + 1;
      calendars.set(calendar.id, { ...calendar, revision });
      return revision;
    },
    async reviseCalendar(calendar, expected) {
      if ((calendars.get(calendar.id)?.revision ?? 0) !== expected) return 'lost';
      calendars.set(calendar.id, { ...calendar, revision: expected + 1 });
      return 'committed';
    },
  };
}

/** Organisations and memberships under one revision, in memory. */
export function memoryDirectory(): DirectoryStore {
  const organisations = new Map<string, OrganisationRecord>();
  const memberships = new Map<string, Membership>();
  const substitutes = new Map<string, Substitute>();
  let revision = 0;
  return {
    revision: async () => revision,
    organisations: async () => [...organisations.values()],
    async touch() {
      revision += 1;
    },
    async putOrganisation(organisation) {
      const next = (organisations.get(organisation.id)?.revision ?? 0) + 1;
      organisations.set(organisation.id, { ...organisation, revision: next });
      revision += 1;
      return next;
    },
    async reviseOrganisation(organisation, expected) {
      if ((organisations.get(organisation.id)?.revision ?? 0) !== expected) return 'lost';
      organisations.set(organisation.id, { ...organisation, revision: expected + 1 });
      revision += 1;
      return 'committed';
    },
    memberships: async () => [...memberships.values()],
    membershipsOf: async (account) => [...memberships.values()].filter((one) => one.account === account),
    membershipsById: async (ids) => ids.flatMap((id) => memberships.get(id) ?? []),
    async putMemberships(made) {
      for (const one of made) memberships.set(one.id, one);
      revision += 1;
    },
    async removeMemberships(ids) {
      for (const id of ids) memberships.delete(id);
      revision += 1;
    },
    substitutes: async () => [...substitutes.values()],
    async putSubstitute(substitute) {
      substitutes.set(substitute.id, substitute);
      revision += 1;
    },
    async removeSubstitute(id) {
      substitutes.delete(id);
      revision += 1;
    },
  };
}

/** Accounts, one-time links and the log, in memory. */
export function memoryAccounts(): AccountStore {
  const accounts = new Map<string, Account>();
  const links = new Map<string, OneTimeLink>();
  const log: AuditEntry[] = [];
  const byLogin = (login: string) => [...accounts.values()].find((one) => one.login === login);
  const usable = (link: OneTimeLink | undefined, now: string) =>
    link && !link.usedAt && link.expiresAt > now ? link : null;
  return {
    byId: async (id) => accounts.get(id) ?? null,
    byIds: async (ids) => ids.flatMap((id) => accounts.get(id) ?? []),
    byLogin: async (login) => byLogin(login) ?? null,
    byLogins: async (logins) => [...accounts.values()].filter((one) => logins.includes(one.login)),
    async list(search, after, limit) {
      const word = search ? foldText(search) : '';
      return [...accounts.values()]
        .filter((one) => after === null || one.login > after)
        .filter((one) => [one.login, ...foldText(one.name).split(' ')].some((own) => own.startsWith(word)))
        .sort((a, b) => (a.login < b.login ? -1 : 1))
        .slice(0, limit);
    },
    async insert(made) {
      if (made.some((one) => accounts.has(one._id) || byLogin(one.login))) return 'exists';
      for (const one of made) accounts.set(one._id, one);
      return 'inserted';
    },
    async update(account, expected) {
      if (accounts.get(account._id)?.revision !== expected) return 'lost';
      accounts.set(account._id, account);
      return 'committed';
    },
    async remove(ids) {
      for (const id of ids) accounts.delete(id);
    },
    async putLinks(made) {
      for (const link of made) links.set(link._id, link);
    },
    async useLink(id, now) {
      const link = usable(links.get(id), now);
      if (link) links.set(id, { ...link, usedAt: now });
      return link;
    },
    peekLink: async (id, now) => usable(links.get(id), now),
    async audit(entry) {
      log.push(entry);
    },
    auditLog: async (after, limit) =>
      log
        .filter((one) => after === null || one._id < after)
        .sort((a, b) => (a._id < b._id ? 1 : -1))
        .slice(0, limit),
    names: async () => Object.fromEntries([...accounts.values()].map((one) => [one._id, one.name])),
    administrators: async () =>
      [...accounts.values()].filter((one) => one.administrator && !one.disabled).length,
  };
}

/** Files in memory. */
export function memoryFiles(): FileStore {
  const files = new Map<string, { meta: StoredFile; bytes: Uint8Array }>();
  return {
    async put(meta, bytes) {
      const stored = { ...meta, size: bytes.length, digest: `digest-of-${meta.id}` };
      files.set(meta.id, { meta: stored, bytes });
      return stored;
    },
    meta: async (id) => files.get(id)?.meta ?? null,
    read: async (id) => files.get(id)?.bytes ?? null,
    async remove(ids) {
      for (const id of ids) files.delete(id);
    },
    ofCase: async (id) => [...files.values()].map(({ meta }) => meta).filter((one) => one.case === id),
  };
}

/** The demo's clock record, small facts and failures, in memory. */
export function memoryFacts(): { clock: ClockStore; meta: MetaStore; failures: FailureStore } {
  const facts = new Map<string, string>();
  const failed: Parameters<FailureStore['add']>[0][] = [];
  let standing = { offsetMs: 0, epoch: 0 };
  return {
    clock: {
      read: async () => standing,
      async advance(offsetMs) {
        standing = { offsetMs: Math.max(offsetMs, standing.offsetMs), epoch: standing.epoch + 1 };
        return standing;
      },
    },
    meta: {
      get: async (key) => facts.get(key) ?? null,
      async set(key, value) {
        facts.set(key, value);
      },
    },
    failures: {
      async add(failure) {
        failed.push(failure);
      },
      list: async (limit) => failed.slice(-limit),
    },
  };
}

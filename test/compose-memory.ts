/**
 * The use cases over stores in memory, with a clock that stands where it is set and a queue that a test drains:
 * what the unit tests of `engine/app` and the oracle of the fault tests run on. `composeOver` puts the same
 * over stores that last.
 */
import { wakeJobId } from '../engine/adapters/bullmq/wake-job-id.ts';
import { unzipCampaign } from '../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../engine/adapters/files/zip-campaign.ts';
import { texts } from '../engine/adapters/handlebars/texts.ts';
import { memoryDirectoryChanges } from '../engine/adapters/memory/directory-change-store.ts';
import { memoryStores } from '../engine/adapters/memory/index.ts';
import { memorySubjects } from '../engine/adapters/memory/subject-store.ts';
import { hash } from '../engine/adapters/node/hash.ts';
import { ids } from '../engine/adapters/node/ids.ts';
import type { Viewer } from '../engine/app/access.ts';
import type { DirectoryCache } from '../engine/app/directory.ts';
import { type App, createApp, type Ports, type Stores } from '../engine/app/index.ts';
import { readLibrary } from '../engine/compile/index.ts';
import type { Account } from '../engine/model/account.ts';
import type { Case } from '../engine/model/case.ts';
import type { WakeJob } from '../engine/model/job.ts';
import type { Membership } from '../engine/model/organisation.ts';
import type { Instant } from '../engine/model/time.ts';
import type { DefinitionStore, DirectoryStore, Log, Mail, Passwords } from '../engine/ports/index.ts';
import { foldText } from '../engine/workflow/index.ts';
import {
  memoryAccounts,
  memoryDefinitions,
  memoryDirectory,
  memoryFacts,
  memoryFiles,
} from './memory-side-stores.ts';

/** A person of a test and what they hold: `<role>@<unit>` each, from the beginning of 2025. */
export interface TestPerson {
  id: string;
  holds?: string[];
  administrator?: true;
  email?: string;
}

/** What is published and who is there. */
export interface World {
  files: Record<string, string>;
  library: Record<string, string>;
  people: TestPerson[];
}

/** The use cases of a test, over stores of any kind. */
export interface TestComposition {
  app: App & { directory: DirectoryCache };
  ports: Ports;
  /** Mails that left the house. */
  mails: Mail[];
  /** Jobs that wait, by their id. */
  jobs: Map<string, WakeJob>;
  log: { level: string; message: string }[];
  now(): Instant;
  /** Sets business time; nothing happens by itself. */
  setTime(at: Instant): void;
  /** Takes everything out of the queue, as a crash of an embedded process or a wiped Redis does. */
  emptyQueue(): void;
  /** Runs what is due as the workers would, until nothing is. */
  settle(): Promise<void>;
  /** Lets time pass, stopping at every wake on the way. */
  passUntil(at: Instant): Promise<void>;
  viewer(account: string): Promise<Viewer>;
  account(id: string): Promise<Account>;
  load(id: string): Promise<Case>;
  /** Another process over the same stores. `change` puts something between the use cases and their ports. */
  again(change?: (ports: Ports) => Ports): TestComposition;
}

/** The same over stores in memory, which can be looked into. */
export interface MemoryComposition extends TestComposition {
  everything: ReturnType<typeof memoryStores>['everything'];
}

/** Opens a world in memory: published, its record not yet started. */
export async function composeMemory(world: World, now: Instant): Promise<MemoryComposition> {
  const { everything, queue: _, ...played } = memoryStores();
  const stores: Stores = {
    ...played,
    definitions: memoryDefinitions(),
    directory: memoryDirectory(),
    subjects: memorySubjects(foldText),
    directoryChanges: memoryDirectoryChanges(),
    accounts: memoryAccounts(),
    ...memoryFacts(),
  };
  return { ...(await composeOver(stores, world, now)), everything };
}

/** Opens a world in empty stores of any kind; without one, over stores that hold theirs already. */
export async function composeOver(
  stores: Stores,
  world: World | null,
  now: Instant,
): Promise<TestComposition> {
  const jobs = new Map<string, WakeJob>();
  const mails: Mail[] = [];
  const lines: { level: string; message: string }[] = [];
  let standing = now;
  let asked = false;

  const say = (level: string) => (message: string) => void lines.push({ level, message });
  const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };
  const base: Ports = {
    ...stores,
    files: memoryFiles(),
    archive: { pack: zipCampaign, unpack: unzipCampaign },
    queue: {
      async add(added) {
        for (const { job } of added) jobs.set(wakeJobId(job), job);
      },
      async deliver() {
        asked = true;
      },
      hasMarker: async () => true,
      setMarker: async () => {},
      close: async () => {},
    },
    time: {
      now: () => standing,
      delayUntil: (at) => Math.max(0, Date.parse(at) - Date.parse(standing)),
      epoch: () => 0,
    },
    ids,
    hash,
    mailer: {
      async send(mail) {
        mails.push(mail);
      },
    },
    passwords: plainPasswords,
    texts,
    log,
  };

  function over(ports: Ports): TestComposition {
    const app = createApp(ports, () => standing);

    async function deliver(): Promise<void> {
      asked = false;
      while ((await app.handover.deliver()) > 0);
    }

    async function settle(): Promise<void> {
      for (;;) {
        const due = [...jobs].filter(([, job]) => job.at <= standing);
        if (due.length === 0 && !asked) return;
        for (const [id, job] of due.sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))) {
          jobs.delete(id);
          await app.wakes.wake(job);
        }
        if (asked) await deliver();
      }
    }

    return {
      app,
      ports,
      mails,
      jobs,
      log: lines,
      now: () => standing,
      setTime(at) {
        standing = at;
      },
      emptyQueue() {
        jobs.clear();
        asked = false;
      },
      settle,
      async passUntil(at) {
        for (;;) {
          const [next] = await ports.cases.waking(null, at, 1);
          const records = await ports.records.waking(at);
          const moments = [...(next ? [next] : []), ...records].map((one) => one.nextWakeAt).sort();
          if (moments.length === 0) break;
          if (moments[0]! > standing) standing = moments[0]!;
          await app.wakes.sweep(true);
          await settle();
        }
        standing = at;
        await app.wakes.sweep(true);
        await settle();
      },
      viewer: async (id) => app.viewers.of((await ports.accounts.byId(id))!),
      account: async (id) => (await ports.accounts.byId(id))!,
      load: async (id) => (await ports.cases.load(id))!,
      again: (change = (same) => same) => over(change(base)),
    };
  }

  const composition = over(base);
  if (!world) return composition;
  await fillLibrary(world.library, base.definitions, base.directory, now);
  await base.accounts.insert(world.people.map((person) => accountOf(person, now)));
  await base.directory.putMemberships(membershipsOf(world.people));
  const published = await composition.app.campaigns.publish(world.files, 'admin');
  if (!published.ok) throw new Error(JSON.stringify(published.issues, null, 2));
  return composition;
}

/** Brings a library's calendars and organisations into stores of any kind. */
export async function fillLibrary(
  library: Record<string, string>,
  definitions: DefinitionStore,
  directory: DirectoryStore,
  at: Instant,
): Promise<void> {
  const read = readLibrary(library).library;
  for (const { id, timezone, week, hours, years } of Object.values(read.calendars))
    await definitions.putCalendar({ id, timezone, week, hours, years }, at);
  for (const { id, title, levels, lines, roles, units } of Object.values(read.organisations))
    await directory.putOrganisation({ id, title, levels, lines, roles, units }, at);
}

/** The account of a person: the login is the id, and every name tells itself apart. */
export function accountOf({ id, email, administrator }: TestPerson, createdAt: Instant): Account {
  return {
    _id: id,
    login: id,
    name: `Người ${id}`,
    email: email ?? `${id}@example.test`,
    ...(administrator ? { administrator } : {}),
    passwordHash: `plain:${id}`,
    createdAt,
    revision: 1,
  };
}

/** What people hold, as memberships. */
export function membershipsOf(people: readonly TestPerson[]): Membership[] {
  return people.flatMap(({ id, holds = [] }) =>
    holds.map((held, index) => {
      const [role, unit] = held.split('@') as [string, string];
      return { id: `m-${id}-${index}`, account: id, role: `town/${role}`, unit, from: '2025-01-01' };
    }),
  );
}

/** Passwords as they are: what argon2id costs is no matter of these tests. */
const plainPasswords: Passwords = {
  hash: async (password) => `plain:${password}`,
  verify: async (hashed, password) => hashed === `plain:${password}`,
};

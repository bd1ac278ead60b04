/** What only the demo has: invented people, a played past, and a clock that moves. Part of the roots. */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLibraryFolder } from './adapters/files/definition-folder.ts';
import { memoryStores } from './adapters/memory/index.ts';
import { type DemoFiles, type DemoScript, playScript } from './app/demo.ts';
import { createApp, type Ports } from './app/index.ts';
import { compileCalendar, dayOf } from './calendar/index.ts';
import { type Composition, root } from './compose.ts';
import type { Configuration } from './configuration.ts';
import type { ClockStep, Demo } from './http/options.ts';
import { sentence } from './issues/index.ts';
import type { Membership } from './model/organisation.ts';
import type { Reservation } from './model/reservation.ts';
import type { Subject } from './model/subject.ts';
import type { Instant } from './model/time.ts';
import { publishFolder } from './publish.ts';

/** The one password of every demo account. */
export const demoPassword = 'thidua-demo';

/**
 * Fills an empty demo as `prepareDemo` does. Where the document server is this process's own, another process does
 * it over that server's socket, so that the memory of the played past is given back.
 */
export async function prepareDemoApart(
  composition: Composition,
  configuration: Configuration,
  progress: (line: string) => void,
): Promise<void> {
  const standing = await composition.ports.meta.get('demo');
  if (standing === 'ready') return;
  if (standing === packed) return unpackedDemo(composition);
  const { documents } = composition;
  if (documents === null) return prepareDemo(composition, progress);
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const other = fork(new URL(`./demo-process.${extension}`, import.meta.url));
  other.on('message', progress);
  other.send({ ...configuration, mongodbUrl: documents });
  await new Promise<void>((done, failed) => {
    other.once('error', failed);
    other.once('exit', (code) =>
      code === 0 ? done() : failed(new Error('The demo could not be prepared.')),
    );
  });
  await composition.clock.refresh();
}

/** What a store says whose past was played beforehand: only its clock has not begun. */
const packed = 'packed';

/**
 * Makes a played demo ready to be kept: January is opened for everybody, what leaves has left, and the clock, which
 * goes by when the demo is first looked at, is taken out.
 */
export async function packDemo({ app, ports, stores }: Composition): Promise<void> {
  for (const campaign of await app.campaigns.all()) await app.records.start(campaign);
  await app.handover.handOverAll();
  while ((await app.handover.deliver()) > 0);
  await stores.models.meta.deleteOne({ _id: 'clock' });
  await ports.meta.set('demo', packed);
}

/** Begins the clock of a store whose past was played beforehand. */
async function unpackedDemo(composition: Composition): Promise<void> {
  const { scripts } = await readDemo();
  for (const script of scripts) await beginClock(composition, script);
  await composition.ports.meta.set('demo', 'ready');
}

/** The clock starts once: a start that broke half-way goes on from the same morning. */
async function beginClock(composition: Composition, script: DemoScript): Promise<void> {
  const { clock } = composition.ports;
  if ((await clock.read()).epoch === 0) await clock.advance(Date.parse(script.clock) - Date.now());
  await composition.clock.refresh();
}

interface People {
  accounts: { id: string; login: string; name: string; administrator?: boolean }[];
  memberships: Membership[];
  /** Whom cases may be about, by unit. */
  subjects?: Omit<Subject, 'revision'>[];
}

/** Where the definitions lie that the demo shows. */
const library = join(root, 'definitions');
const written = 500;

async function readDemo(): Promise<{ scripts: DemoScript[]; people: (id: string) => People }> {
  const read = await readLibraryFolder(library, 'demo');
  if (!read.ok) throw new Error(read.issues.map((one) => sentence(one)).join('\n'));
  const files = Object.entries(read.value).map(([path, text]) => ({
    path,
    value: JSON.parse(text) as unknown,
  }));
  return {
    scripts: files.map((one) => one.value as DemoScript).filter((one) => Array.isArray(one.periods)),
    people: (id) => files.find((one) => one.path === `demo/${id}.json`)!.value as People,
  };
}

/** Fills an empty demo: definitions, people, and what happened before its first morning. Once. */
export async function prepareDemo(composition: Composition, progress: (line: string) => void): Promise<void> {
  const { ports, app } = composition;
  if ((await ports.meta.get('demo')) === 'ready') return;
  const { scripts, people } = await readDemo();
  const passwordHash = await ports.passwords.hash(demoPassword);
  for (const script of scripts) {
    await beginClock(composition, script);
    progress('Đang tạo người và đơn vị minh họa… / Making invented people and units…');
    await addPeople(composition, people(script.people), passwordHash);
    progress('Đang kiểm tra và công bố phong trào… / Checking and publishing the campaign…');
    const published = await publishFolder(
      composition,
      join(library, script.campaign),
      library,
      people(script.people).accounts.find((one) => one.administrator)?.id ?? 'system',
    );
    if (!published.ok) throw new Error(published.issues.map((one) => sentence(one)).join('\n'));
    progress('Đang diễn lại hai tháng của phong trào… / Playing two months of the campaign…');
    const played = await play(composition, script);
    progress(`Đang ghi ${played.cases.length} hồ sơ… / Writing ${played.cases.length} cases…`);
    await keep(ports, played, script.clock.slice(0, 10));
  }
  await offerReorganisations(composition);
  await app.campaigns.all();
  await ports.meta.set('demo', 'ready');
}

/** The reorganisations that come with the definitions, for the administrator to look at. */
async function offerReorganisations({ app }: Composition): Promise<void> {
  const read = await readLibraryFolder(library, 'reorganisations');
  if (!read.ok) throw new Error(read.issues.map((one) => sentence(one)).join('\n'));
  for (const text of Object.values(read.value)) {
    const offered = await app.reorganisations.offer('system', text);
    if (!offered.ok) throw new Error(offered.issues.map((one) => sentence(one)).join('\n'));
  }
}

async function addPeople(composition: Composition, people: People, passwordHash: string): Promise<void> {
  const { accounts, directory, subjects } = composition.ports;
  const createdAt = new Date().toISOString();
  if (!(await accounts.byId(people.accounts[0]!.id)))
    await accounts.insert(
      people.accounts.map(({ id, login, name, administrator }) => ({
        _id: id,
        login,
        name,
        email: `${login}@thidua.example`,
        ...(administrator ? { administrator: true as const } : {}),
        passwordHash,
        createdAt,
        revision: 1,
      })),
    );
  await directory.putMemberships(people.memberships);
  for (const subject of people.subjects ?? []) await subjects.put({ ...subject, revision: 1 }, 0);
}

async function play(composition: Composition, script: DemoScript) {
  const memory = memoryStores();
  let now: Instant = new Date(0).toISOString();
  const time = {
    now: () => now,
    delayUntil: (at: Instant) => Math.max(0, Date.parse(at) - Date.parse(now)),
    epoch: () => 0,
  };
  const { everything, ...stores } = memory;
  const mailer = { send: async () => {} };
  const { subjects } = composition.ports;
  const ports: Ports = { ...composition.ports, ...stores, subjects, time, mailer };
  const app = createApp(ports, () => new Date().toISOString());
  await playScript(
    script,
    ports,
    app,
    {
      set(at) {
        now = at;
      },
    },
    attachments(),
  );
  await app.handover.handOverAll();
  while ((await app.handover.deliver()) > 0);
  return everything();
}

/** What the scripts attach, by name. */
function attachments(): DemoFiles {
  const folder = join(library, 'demo/files');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  );
}

/** Writes what was played. Messages from before the demo's first day have been read. */
async function keep(
  ports: Ports,
  played: ReturnType<ReturnType<typeof memoryStores>['everything']>,
  today: string,
): Promise<void> {
  const deliveries = played.deliveries.map((one) =>
    one.createdAt.slice(0, 10) < today ? { ...one, readAt: one.createdAt } : one,
  );
  for (let at = 0; at < played.contents.length; at += written)
    await ports.contents.put(played.contents.slice(at, at + written));
  for (let at = 0; at < played.cases.length; at += written)
    await ports.cases.insertMany(played.cases.slice(at, at + written));
  for (let at = 0; at < deliveries.length; at += written)
    await ports.deliveries.add(deliveries.slice(at, at + written));
  for (const draft of played.drafts) await ports.drafts.save(draft, 0);
  for (const record of played.records) await ports.records.commit(record, 0, record.history);
  await keepNumbers(ports, played.reservations);
}

/** The numbers that were given stay given: the next document takes the next one. */
async function keepNumbers({ reservations }: Ports, given: readonly Reservation[]): Promise<void> {
  for (const one of [...given].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))) {
    const { _id, prefix, seq, state, at, case: aCase, revision, key, reason } = one;
    const holder = { case: aCase, revision, key, at };
    const held =
      prefix === undefined || seq === undefined
        ? await reservations.hold(_id, holder)
        : await reservations.holdFirst({ prefix, from: seq, to: seq }, holder);
    if (held && state !== 'held')
      await reservations.settle(held, state, at, reason === undefined ? {} : { reason });
  }
}

/** The demo's accounts to try and its clock, as the pages offer them. */
export async function demoOf(composition: Composition): Promise<Demo> {
  const { ports, app } = composition;
  const { scripts, people } = await readDemo();
  const picture = await app.directory.current();
  const organisations = picture.organisations;
  const roles = new Map(
    organisations.flatMap((one) => one.roles.map((role) => [`${one.id}/${role.id}`, role.title.vi])),
  );
  const units = new Map(organisations.flatMap((one) => one.units.map((unit) => [unit.uid, unit.name])));
  const accounts = scripts.flatMap((script) =>
    script.signIn.flatMap((login) => {
      const { accounts: all, memberships } = people(script.people);
      const account = all.find((one) => one.login === login);
      if (!account) return [];
      const held = memberships.find((one) => one.account === account.id);
      return [
        {
          login,
          name: account.name,
          role: held ? (roles.get(held.role) ?? '') : account.administrator ? 'Quản trị viên' : '',
          unit: held?.unit ? (units.get(held.unit) ?? '') : '',
        },
      ];
    }),
  );

  async function nextWake(): Promise<Instant | undefined> {
    const now = ports.time.now();
    const [next] = await ports.cases.waking(now, '9999-12-31T00:00:00.000Z', 1);
    const records = await ports.records.waking('9999-12-31T00:00:00.000Z');
    return [next?.nextWakeAt, ...records.map((one) => one.nextWakeAt)]
      .filter((at) => at !== undefined && at > now)
      .sort()[0];
  }

  async function target(by: ClockStep, n: number): Promise<Instant> {
    const now = ports.time.now();
    if (by === 'hours') return new Date(Date.parse(now) + n * 3_600_000).toISOString();
    if (by === 'nextWake') return (await nextWake()) ?? now;
    const [campaign] = await app.campaigns.all();
    if (!campaign) return now;
    const calendar = compileCalendar(await app.campaigns.calendarOf(campaign));
    const day = calendar.addWorkingDays(dayOf(now, campaign.timezone), n);
    return day.ok
      ? calendar.startOfWorkingDay(day.value)
      : new Date(Date.parse(now) + n * 86_400_000).toISOString();
  }

  return {
    accounts,
    password: demoPassword,
    async advance(by, n) {
      const to = await target(by, n);
      const { offsetMs } = await ports.clock.read();
      const ahead = Date.parse(to) - Date.parse(ports.time.now());
      if (ahead <= 0) return;
      await ports.clock.advance(offsetMs + ahead);
      await composition.clock.refresh();
    },
    async clock() {
      const next = await nextWake();
      return { now: ports.time.now(), ...(next ? { nextWake: next } : {}) };
    },
  };
}

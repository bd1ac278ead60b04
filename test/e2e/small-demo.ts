/**
 * A demo small enough for its clock to be moved by months: the seed campaign with two teams of one commune, on the
 * morning of 27 February 2025, with a team's award file waiting at the district.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLibraryFolder } from '../../engine/adapters/files/definition-folder.ts';
import { openCommand } from '../../engine/app/opening.ts';
import { type Composition, compose } from '../../engine/compose.ts';
import { readConfiguration } from '../../engine/configuration.ts';
import { demoPassword } from '../../engine/demo.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { OrganisationFile } from '../../engine/model/generated/definitions.ts';
import type { Membership } from '../../engine/model/organisation.ts';
import { publishFolder } from '../../engine/publish.ts';

const definitions = resolve(import.meta.dirname, '../../definitions');
const teams = ['bac-lieu-phuong-1-khom-1', 'bac-lieu-phuong-1-khom-2'];
const morning = '2025-02-27T01:00:00.000Z';

/** The case that waits at the district. */
export const awardCase = `bac-lieu-2024.khen-thuong-to.${teams[0]}.dot-1.1`;

/** Fills an empty data folder. */
export async function prepareSmallDemo(folder: string): Promise<void> {
  const library = trimmedLibrary(join(folder, '..', 'library'));
  const composition = await compose(
    readConfiguration({ THIDUA_DATA: folder, LOG_LEVEL: 'silent' }, ['--demo']),
    {
      queue: false,
    },
  );
  try {
    const { ports, app } = composition;
    await ports.clock.advance(Date.parse(morning) - Date.now());
    await composition.clock.refresh();
    await addPeople(composition);
    const published = await publishFolder(composition, join(definitions, 'bac-lieu-2024'), library, 'p0001');
    if (!published.ok) throw new Error(JSON.stringify(published.issues));
    await app.records.start((await app.campaigns.latest('bac-lieu-2024'))!);
    const acts = await readLibraryFolder(definitions, 'reorganisations');
    for (const text of Object.values(acts.ok ? acts.value : {}))
      await app.reorganisations.offer('system', text);
    await sendAward(composition);
    await ports.meta.set('demo', 'ready');
  } finally {
    await composition.close();
  }
}

/** The library without the other teams. */
function trimmedLibrary(library: string): string {
  mkdirSync(join(library, 'organisations'), { recursive: true });
  cpSync(join(definitions, 'calendars'), join(library, 'calendars'), { recursive: true });
  const file = json('organisations/bac-lieu.json') as OrganisationFile;
  const units = file.units.filter(({ level, uid }) => level !== 'team' || teams.includes(uid));
  writeFileSync(join(library, 'organisations/bac-lieu.json'), JSON.stringify({ ...file, units }));
  return library;
}

async function addPeople({ ports }: Composition): Promise<void> {
  const people = json('demo/bac-lieu-people.json') as {
    accounts: { id: string; login: string; name: string; administrator?: true }[];
    memberships: Membership[];
  };
  const memberships = people.memberships.filter(
    ({ role, unit }) => !role.endsWith('/team-leader') || teams.includes(unit!),
  );
  const held = new Set(memberships.map(({ account }) => account));
  const passwordHash = await ports.passwords.hash(demoPassword);
  await ports.accounts.insert(
    people.accounts
      .filter(({ id }) => held.has(id))
      .map(({ id, login, name, administrator }) => ({
        _id: id,
        login,
        name,
        ...(administrator ? { administrator } : {}),
        passwordHash,
        createdAt: morning,
        revision: 1,
      })),
  );
  await ports.directory.putMemberships(memberships);
}

const award: Answers = {
  subjectName: 'Tổ bảo vệ ANTT khóm 1',
  proposedForm: 'giay-khen',
  meetingDay: '2025-02-20',
  membersTotal: '5',
  membersPresent: '5',
  votesFor: '5',
  minutes: [
    { id: 'minutes-1', name: 'bien-ban.pdf', size: 1000, type: 'application/pdf', digest: 'a'.repeat(64) },
  ],
  achievements:
    'Tổ tuần tra đều, nắm chắc địa bàn, vận động bà con giao nộp vũ khí, giúp đỡ người lầm lỡ. '.repeat(3),
  underReview: false,
  truthful: true,
};

const report: Answers = {
  tipsReceived: '0',
  tipsPassedOn: '0',
  tipsConfirmed: '0',
  scenesAttended: '1',
  actsStopped: '0',
  trend: 'on-dinh',
};

/**
 * The team has a report confirmed; then it sends its file, which the commune police and the chair send on to the
 * district.
 */
async function sendAward(composition: Composition): Promise<void> {
  const { app, ports } = composition;
  const campaign = (await app.campaigns.latest('bac-lieu-2024'))!;
  const opening = openCommand(campaign, { entry: 'khen-thuong-to', period: 'dot-1' }, { unit: teams[0]! });
  const leader = (await ports.accounts.byLogin('totruong'))!._id;
  const opened = await app.commands.open(opening.id, campaign, opening.command, {
    account: leader,
    via: 'web',
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  const monthly = `bac-lieu-2024.bao-cao-thang-1.${teams[0]}.2024-12.1`;
  await act(composition, monthly, 'totruong', { type: 'submit', answers: report });
  await act(composition, monthly, 'congan', { type: 'act', action: 'xac-nhan' });
  await act(composition, awardCase, 'totruong', { type: 'submit', answers: award });
  const appraised = checked(campaign, 'tham-tra');
  await act(composition, awardCase, 'congan', { type: 'act', action: 'dat', checklist: appraised });
  const confirmed = checked(campaign, 'xac-nhan-xa');
  await act(composition, awardCase, 'chutich', { type: 'act', action: 'xac-nhan', checklist: confirmed });
}

/** Somebody's act on the one open task of a case. */
async function act(
  { app, ports }: Composition,
  id: string,
  login: string,
  wish:
    | { type: 'submit'; answers: Answers }
    | { type: 'act'; action: string; checklist?: Record<string, true> },
): Promise<void> {
  const [task] = (await ports.cases.load(id))!.tasks;
  const done = await app.commands.execute(
    id,
    { ...wish, key: `${login}-${task!.id}`, task: { id: task!.id, generation: task!.generation } },
    { account: (await ports.accounts.byLogin(login))!._id, via: 'web' },
  );
  if (!done.ok) throw new Error(`${id}: ${JSON.stringify(done.issues)}`);
}

/** Every item of a step's checklist that a person ticks. */
function checked(
  campaign: NonNullable<Awaited<ReturnType<Composition['app']['campaigns']['latest']>>>,
  step: string,
): Record<string, true> {
  const definition = campaign.entries['khen-thuong-to']!.workflow.byId[step]!.definition as {
    checklist?: { id: string; answer?: string }[];
  };
  return Object.fromEntries(
    (definition.checklist ?? []).flatMap(({ id, answer }) =>
      answer === undefined ? [[id, true] as const] : [],
    ),
  );
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(definitions, path), 'utf8'));
}

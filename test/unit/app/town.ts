import type { Case } from '../../../engine/model/case.ts';
import { indexDirectory } from '../../../engine/organisation/index.ts';
import {
  composeMemory,
  type MemoryComposition,
  type TestComposition,
  type TestPerson,
  type World,
} from '../../compose-memory.ts';
import { type Patch, patched, readFixture } from '../compile/campaign-fixture.ts';

/** Who lives and works in the small town of the fixtures. */
export const people: TestPerson[] = [
  { id: 'leader-1', holds: ['leader@team-1'] },
  { id: 'leader-2', holds: ['leader@team-2'] },
  { id: 'leader-3', holds: ['leader@team-3'] },
  { id: 'clerk-1', holds: ['clerk@ward-1'] },
  { id: 'clerk-1b', holds: ['clerk@ward-1'] },
  { id: 'clerk-2', holds: ['clerk@ward-2'] },
  { id: 'head', holds: ['head@city'] },
  { id: 'outsider' },
  { id: 'admin', administrator: true },
];

/** The small campaign, changed as a test needs it. */
export function townWorld(patch: readonly Patch[] = [], more: readonly TestPerson[] = []): World {
  return { ...patched(readFixture('minimal'), patch), people: [...people, ...more] };
}

/** The ward signs what it confirms, with a number of its own register. */
export const signing: Patch[] = [
  {
    file: 'campaign.json',
    op: 'add',
    path: '/numberings',
    value: [{ id: 'decisions', title: { vi: 'Sổ quyết định' }, type: 'decision', pattern: '{seq}/QĐ' }],
  },
  { file: 'workflows/report.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
  { file: 'workflows/report.json', op: 'add', path: '/steps/1/numbering', value: 'decisions' },
  { file: 'workflows/report.json', op: 'add', path: '/steps/1/actions/2/signs', value: false },
];

/** The ward may ask the city for its opinion, its own clock standing still meanwhile; the teams do not read it. */
export const consulting: Patch[] = [
  {
    file: 'workflows/report.json',
    op: 'add',
    path: '/steps/2',
    value: {
      kind: 'consult',
      id: 'ask',
      title: { vi: 'Lấy ý kiến', en: 'Opinions' },
      bodies: [
        {
          id: 'city',
          title: { vi: 'Thị xã', en: 'The town' },
          assignee: { kind: 'roleAbove', role: 'head', level: 'city', line: 'main' },
        },
        {
          id: 'ward',
          title: { vi: 'Tổ giúp việc phường', en: 'The ward’s helpers' },
          assignee: { kind: 'roleAbove', role: 'clerk', level: 'ward', line: 'main' },
        },
      ],
      answers: [
        { id: 'agreed', label: { vi: 'Thống nhất', en: 'Agreed' }, tone: 'primary' },
        {
          id: 'not-agreed',
          label: { vi: 'Chưa thống nhất', en: 'Not agreed' },
          tone: 'danger',
          text: 'required',
        },
      ],
      silence: { offset: 3, unit: 'workingDay' },
      sensitivity: 'sensitive',
      to: 'check',
    },
  },
  { file: 'workflows/report.json', op: 'add', path: '/steps/1/pauses', value: ['consult'] },
  {
    file: 'workflows/report.json',
    op: 'add',
    path: '/steps/1/actions/1',
    value: { kind: 'move', id: 'ask', label: { vi: 'Lấy ý kiến', en: 'Ask' }, to: 'ask' },
  },
  { file: 'campaign.json', op: 'replace', path: '/access/1/sees', value: 'sensitive' },
  { file: 'campaign.json', op: 'replace', path: '/access/2/states', value: ['running', 'ended'] },
];

/** The head may remind whoever is late, by one message for all that is late with them. */
export const reminding: Patch[] = [
  {
    file: 'campaign.json',
    op: 'replace',
    path: '/access/2',
    value: { role: 'head', at: 'below', line: 'main', sees: 'internal', remind: true },
  },
  {
    file: 'notifications.json',
    op: 'add',
    path: '/notifications/-',
    value: {
      id: 'overdue',
      title: { vi: 'Đã quá hạn: {{reminder.count}} việc' },
      on: 'reminded',
      channels: ['inApp', 'mail'],
      template: { vi: 'messages/late.vi.hbs' },
    },
  },
];

/** The town with somebody who looks after what no unit answers for. */
export function keeperWorld(patch: readonly Patch[] = [], more: readonly TestPerson[] = []): World {
  const made = townWorld(patch, [{ id: 'keeper', holds: ['keeper@city'] }, ...more]);
  const path = 'organisations/town.json';
  const organisation = JSON.parse(made.library[path]!);
  organisation.roles.push({ id: 'keeper', title: { vi: 'Quản trị' }, administers: true });
  return { ...made, library: { ...made.library, [path]: JSON.stringify(organisation) } };
}

/** January's reports are open: 31 January 2025, half past eight in the morning. */
export const opened = '2025-01-31T01:30:00.000Z';

/** A keeper's town where teams 1 and 3 have sent January's reports to their wards, and team 2 has not. */
export async function reportedTown(
  patch: readonly Patch[] = [],
  more: readonly TestPerson[] = [],
): Promise<MemoryComposition> {
  const town = await composeMemory(keeperWorld(patch, more), opened);
  await town.app.records.start((await town.app.campaigns.latest('minimal'))!);
  await town.settle();
  await submit(town, 1);
  await submit(town, 3);
  return town;
}

/** The town on the day January's reports open, with the three cases there. */
export async function openTown(
  patch: readonly Patch[] = [],
  more: readonly TestPerson[] = [],
): Promise<MemoryComposition> {
  const town = await composeMemory(townWorld(patch, more), opened);
  const campaign = (await town.app.campaigns.latest('minimal'))!;
  await town.app.records.start(campaign);
  await town.settle();
  return town;
}

/** The case of a team for January. */
export const caseOf = (team: number): string => `minimal.report.team-${team}.2025-01.1`;

/** Answers of a report that may be sent, as typed and as stored. */
export const report = { rounds: '3', people: '40', weather: 'dry', note: 'Dọn xong trước trưa.' };

let keys = 0;

/** A client key that nobody used. */
export function freshKey(): string {
  keys += 1;
  return `key-${keys}`;
}

/** What the acts below need of a composition. */
type Played = Pick<TestComposition, 'app' | 'load'>;

/** Somebody's act on the one open task of a case. */
export async function act(
  town: Played,
  account: string,
  team: number,
  action: string,
  extra: { reason?: string; remarks?: { field: string; text: string }[]; key?: string } = {},
) {
  const current = await town.load(caseOf(team));
  const [task] = current.tasks;
  const { key = freshKey(), ...rest } = extra;
  return town.app.commands.execute(
    current._id,
    { type: 'act', key, task: { id: task!.id, generation: task!.generation }, action, ...rest },
    { account, via: 'web' },
  );
}

/** The leader of a team sends its report. */
export async function submit(town: Played, team: number, answers = report, key = freshKey()) {
  const current = await town.load(caseOf(team));
  const [task] = current.tasks;
  return town.app.commands.execute(
    current._id,
    { type: 'submit', key, task: { id: task!.id, generation: task!.generation }, answers },
    { account: `leader-${team}`, via: 'web' },
  );
}

/** The open tasks that are in nobody's queue, counted over every case that is not over. */
export async function inNobodysQueue(at: Pick<TestComposition, 'app' | 'ports'>): Promise<string[]> {
  const index = indexDirectory(await at.app.directory.current());
  const day = at.ports.time.now().slice(0, 10);
  const found: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Case[] = await at.ports.cases.unended(after, 100);
    for (const { tasks } of page)
      for (const { id, assignees } of tasks)
        if (!assignees.some((key) => index.holders(key, day).length > 0)) found.push(id);
    if (page.length < 100) return found;
    after = page.at(-1)!._id;
  }
}

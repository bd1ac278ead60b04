import type { Account } from '../../../../engine/model/account.ts';
import type { Batch } from '../../../../engine/model/batch.ts';
import type { MigrationPlan } from '../../../../engine/model/migration.ts';
import {
  composeMemory,
  type MemoryComposition,
  type TestComposition,
  type World,
} from '../../../compose-memory.ts';
import { type Patch, patched, readFixture } from '../../compile/campaign-fixture.ts';
import { act, caseOf, freshKey, opened, submit, townWorld } from '../town.ts';

/** How many teams there are: the first ones are played, the others owe their report. */
export interface TownSize {
  teams: number;
  /** The next version asks for a second person. */
  secondPerson?: boolean;
}

const teams = (count: number): Patch => ({
  file: 'library/organisations/town.json',
  op: 'replace',
  path: '/units',
  value: [
    { uid: 'city', name: 'Thị xã', level: 'city', parents: [] },
    { uid: 'north', name: 'Quận Bắc', level: 'district', parents: [{ line: 'main', unit: 'city' }] },
    { uid: 'ward-1', name: 'Phường Một', level: 'ward', parents: [{ line: 'main', unit: 'north' }] },
    ...Array.from({ length: count }, (_, n) => ({
      uid: `team-${n + 1}`,
      name: `Tổ ${n + 1}`,
      level: 'team',
      parents: [{ line: 'main', unit: 'ward-1' }],
    })),
  ],
});

/** The next version: the ward's step has another id and title, the note is gone, both deadlines are shorter. */
export const nextVersion: Patch[] = [
  { file: 'workflows/report.json', op: 'replace', path: '/steps/0/actions/0/to', value: 'verify' },
  { file: 'workflows/report.json', op: 'replace', path: '/steps/0/deadline/offset', value: 2 },
  { file: 'workflows/report.json', op: 'replace', path: '/steps/1/id', value: 'verify' },
  {
    file: 'workflows/report.json',
    op: 'replace',
    path: '/steps/1/title',
    value: { vi: 'Phường thẩm tra', en: 'The ward verifies' },
  },
  { file: 'workflows/report.json', op: 'replace', path: '/steps/1/deadline/offset', value: 1 },
  { file: 'forms/report.json', op: 'remove', path: '/fields/4' },
];

/** What the first teams' cases are: every state a case can be in. */
export const played = {
  due: 1,
  typing: 2,
  sent: 3,
  claimed: 4,
  returned: 5,
  confirmed: 6,
  rejected: 7,
  sentWithoutNote: 8,
} as const;

/** A week later those who owe their report are late. */
export const late = '2025-02-10T02:00:00.000Z';

/** The town's campaign with so many teams, a leader each. */
export function migrationWorld(count: number): World {
  const leaders = Array.from({ length: count }, (_, n) => ({
    id: `leader-${n + 1}`,
    holds: [`leader@team-${n + 1}`],
  }));
  const world = townWorld([teams(count)]);
  const others = world.people.filter(({ id }) => !id.startsWith('leader'));
  return { ...world, people: [...others, ...leaders, { id: 'admin-2', administrator: true }] };
}

/** A town whose cases are in every state, with a newer version published. */
export async function migrationTown({ teams: count, secondPerson = false }: TownSize = { teams: 10 }) {
  return playTown(await composeMemory(migrationWorld(count), opened), secondPerson);
}

/** Plays the first teams' cases into every state there is, then publishes the next version. */
export async function playTown<Town extends TestComposition>(town: Town, secondPerson = false) {
  const first = (await town.app.campaigns.latest('minimal'))!;
  await town.app.records.start(first);
  await town.settle();
  const leader = await town.viewer(`leader-${played.typing}`);
  const saved = await town.app.filling.save(
    leader,
    caseOf(played.typing),
    { rounds: '7', note: 'Đang gõ dở' },
    0,
  );
  if (saved.kind !== 'saved') throw new Error('The draft was not saved.');
  for (const team of [played.sent, played.claimed, played.returned, played.confirmed, played.rejected])
    await submit(town, team);
  const { note: _, ...withoutNote } = { rounds: '3', people: '40', weather: 'dry', note: '' };
  await submit(town, played.sentWithoutNote, withoutNote as never);
  const [task] = (await town.load(caseOf(played.claimed))).tasks;
  await town.app.commands.execute(
    caseOf(played.claimed),
    { type: 'claim', key: freshKey(), task: { id: task!.id, generation: task!.generation } },
    { account: 'clerk-1', via: 'web' },
  );
  await act(town, 'clerk-1', played.returned, 'return', { reason: 'Xem lại số người.' });
  await act(town, 'clerk-1', played.confirmed, 'confirm');
  await act(town, 'clerk-1', played.rejected, 'reject', { reason: 'Không đúng biểu mẫu.' });
  await town.settle();
  const asking: Patch = {
    file: 'campaign.json',
    op: 'add',
    path: '/publishing',
    value: { secondPerson: true },
  };
  const next = patched(readFixture('minimal'), [...nextVersion, ...(secondPerson ? [asking] : [])]);
  const published = await town.app.campaigns.publish(next.files, 'admin');
  if (!published.ok) throw new Error(JSON.stringify(published.issues, null, 2));
  const admin = await town.account('admin');
  const from = first.version;
  const to = published.value.version;
  return { town, admin, from, to };
}

/** The plan as it is proposed, with a step a person had to choose. */
export async function planOf(
  town: TestComposition,
  admin: Account,
  from: string,
  steps: Record<string, string> = {},
): Promise<MigrationPlan> {
  const typed = Object.fromEntries(Object.entries(steps).map(([old, now]) => [`steps/report/${old}`, now]));
  const planned = await town.app.migrations.plan(admin, 'minimal', from, { typed }, 'vi');
  return planned!.plan;
}

/** Rehearses the plan and waits for it. */
export async function rehearsed(town: TestComposition, admin: Account, plan: MigrationPlan): Promise<Batch> {
  const result = await town.app.migrations.rehearse(admin, 'minimal', plan, 'Rút hạn');
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  await town.settle();
  return (await town.ports.batches.load(result.value._id))!;
}

/** What a batch came to, by case. */
export async function outcomesOf(
  town: MemoryComposition | TestComposition,
  batch: string,
): Promise<Record<string, string>> {
  const verdicts = await town.ports.batches.verdicts(batch, null, null, 10_000);
  return Object.fromEntries(verdicts.map((one) => [one.case, one.outcome]));
}

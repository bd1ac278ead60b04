import type { Case } from '../../../../engine/model/case.ts';
import type { TaskRef } from '../../../../engine/model/command.ts';
import {
  composeMemory,
  type MemoryComposition,
  type TestPerson,
  type World,
} from '../../../compose-memory.ts';
import { type Patch, patched, readFixture } from '../../compile/campaign-fixture.ts';

/** Three teams that nominate, who gathers, and who signs. */
const people: TestPerson[] = [
  { id: 'leader-1', holds: ['leader@team-1'] },
  { id: 'leader-2', holds: ['leader@team-2'] },
  { id: 'leader-3', holds: ['leader@team-3'] },
  { id: 'inspector', holds: ['inspector@north'] },
  { id: 'inspector-2', holds: ['inspector@north'] },
  { id: 'head', holds: ['head@city'] },
];
/** The day on which nominations open. */
export const january = '2025-01-31T01:30:00.000Z';
/** A day on which nominations wait. */
export const tuesday = '2025-02-04T02:00:00.000Z';
/** The nomination of a team. */
export const nominationOf = (team: number): string => `gathering.nomination.team-${team}.2025-01.1`;
/** The dossiers of the district, one after another. */
export const dossierOf = (n: number): string => `gathering.proposal.north.once.${n}`;

/** The campaign that gathers, changed as a test needs it, and more people, or some who hold something else. */
export function gatheringWorld(patch: readonly Patch[] = [], more: readonly TestPerson[] = []): World {
  const others = people.filter(({ id }) => !more.some((one) => one.id === id));
  return { ...patched(readFixture('gathering'), patch), people: [...others, ...more] };
}

/** The town on the day on which three nominations were sent. */
export async function openGatheringTown(
  patch: readonly Patch[] = [],
  more: readonly TestPerson[] = [],
): Promise<MemoryComposition> {
  const town = await composeMemory(gatheringWorld(patch, more), january);
  await town.app.records.start((await town.app.campaigns.latest('gathering'))!);
  await town.settle();
  for (const team of [1, 2, 3]) {
    const current = await town.load(nominationOf(team));
    await town.app.commands.execute(
      current._id,
      {
        type: 'submit',
        key: `send-${team}`,
        task: taskOf(current),
        answers: { rounds: '3', people: '40', weather: 'dry' },
      },
      { account: `leader-${team}`, via: 'web' },
    );
  }
  await town.settle();
  return town;
}

/** The open task of a case, as a command names it. */
export function taskOf({ tasks }: Case): TaskRef {
  return { id: tasks[0]!.id, generation: tasks[0]!.generation };
}

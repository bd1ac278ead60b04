import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../engine/model/case.ts';
import type { OrganisationFile } from '../../../engine/model/generated/definitions.ts';
import type { Membership } from '../../../engine/model/organisation.ts';
import { indexDirectory } from '../../../engine/organisation/index.ts';
import { composeMemory, type MemoryComposition } from '../../compose-memory.ts';
import { readTree } from '../compile/campaign-fixture.ts';

const definitions = resolve(import.meta.dirname, '../../../definitions');
const text = (path: string) => readFileSync(join(definitions, path), 'utf8');
const organisation = JSON.parse(text('organisations/bac-lieu.json')) as OrganisationFile;
const people = JSON.parse(text('demo/bac-lieu-people.json')) as { memberships: Membership[] };

/** One team of every commune: the whole province in small. */
const teams = [
  ...new Map(
    organisation.units
      .filter(({ level }) => level === 'team')
      .map((unit) => [unit.parents[0]!.unit, unit.uid]),
  ).values(),
];

/** The campaign of the province on the morning of a day, with the reports of the months before it open. */
async function province(now: string): Promise<MemoryComposition> {
  const units = organisation.units.filter(({ level, uid }) => level !== 'team' || teams.includes(uid));
  const library = Object.fromEntries(
    readdirSync(join(definitions, 'calendars')).map((name) => [
      `calendars/${name}`,
      text(`calendars/${name}`),
    ]),
  );
  library['organisations/bac-lieu.json'] = JSON.stringify({ ...organisation, units });
  const files = readTree(join(definitions, 'bac-lieu-2024'));
  const at = await composeMemory({ files, library, people: [{ id: 'admin', administrator: true }] }, now);
  const kept = new Set(units.map(({ uid }) => uid));
  await at.ports.directory.putMemberships(people.memberships.filter(({ unit }) => kept.has(unit!)));
  await at.app.records.start((await at.app.campaigns.latest('bac-lieu-2024'))!);
  return at;
}

async function cases(at: MemoryComposition): Promise<Case[]> {
  return at.ports.cases.unended(null, 100_000);
}

/** Open tasks no key of which is held by anybody today. */
async function inNobodysQueue(at: MemoryComposition): Promise<string[]> {
  const index = indexDirectory(await at.app.directory.current());
  const day = at.now().slice(0, 10);
  return (await cases(at)).flatMap(({ _id, tasks }) =>
    tasks
      .filter(({ assignees }) => !assignees.some((key) => index.holders(key, day).length > 0))
      .map(() => _id),
  );
}

/** Every second team has sent its reports of the last month, every fourth has one in somebody's hands. */
async function play(at: MemoryComposition): Promise<void> {
  const newest = (await cases(at))
    .map(({ period }) => period)
    .sort()
    .at(-1);
  const due = (await cases(at)).filter(
    ({ period, entry }) => period === newest && entry === 'bao-cao-thang-1',
  );
  for (const [n, { _id, tasks, unit }] of due.entries()) {
    if (n % 2 === 1) continue;
    const leader = people.memberships.find((one) => one.unit === unit.uid)!.account;
    const task = { id: tasks[0]!.id, generation: tasks[0]!.generation };
    const sent = await at.app.commands.execute(
      _id,
      { type: 'submit', key: 'send', task, answers },
      { account: leader, via: 'web' },
    );
    if (!sent.ok) throw new Error(JSON.stringify(sent.issues));
    if (n % 4 !== 0) continue;
    const [check] = sent.case.tasks;
    const officer = indexDirectory(await at.app.directory.current()).holders(
      check!.assignees[0]!,
      at.now().slice(0, 10),
    )[0]!;
    await at.app.commands.execute(
      _id,
      { type: 'claim', key: 'claim', task: { id: check!.id, generation: check!.generation } },
      { account: officer, via: 'web' },
    );
  }
}

const answers = {
  tipsReceived: '0',
  tipsPassedOn: '0',
  tipsConfirmed: '0',
  scenesAttended: '1',
  actsStopped: '0',
  trend: 'on-dinh',
};

/** What a worker does when the batch's job comes. */
function work(at: MemoryComposition, id: string): Promise<void> {
  return at.app.wakes.wake({ v: 1, record: 'batch', id, at: at.now(), epoch: 0 });
}

async function load(at: MemoryComposition, when: string): Promise<string> {
  const admin = await at.account('admin');
  const loaded = await at.app.reorganisations.load(admin, text(`reorganisations/bac-lieu-${when}.json`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  await work(at, loaded.value.id);
  return loaded.value.id;
}

async function press(
  at: MemoryComposition,
  what: 'apply' | 'undo',
  id: string,
): Promise<Record<string, number>> {
  const { revision } = (await at.ports.batches.load(id))!;
  const pressed = await at.app.reorganisations[what](await at.account('admin'), id, revision);
  if (!pressed.ok) throw new Error(JSON.stringify(pressed.issues));
  await work(at, id);
  return (await at.ports.batches.load(id))!.counts;
}

describe('the province over the abolition of its district level', () => {
  it('has no open task in nobody’s queue on 1 March, on 1 July, or after either was undone', async () => {
    const at = await province('2025-03-01T01:00:00.000Z');
    await play(at);
    expect((await cases(at)).length).toBeGreaterThan(400);
    const police = await load(at, '2025-03');
    const staying = await press(at, 'apply', police);
    expect(Object.keys(staying)).toEqual(['stays']);
    expect(await inNobodysQueue(at)).toEqual([]);
    await press(at, 'undo', police);
    expect(await inNobodysQueue(at)).toEqual([]);
    await press(at, 'apply', await load(at, '2025-03'));

    at.setTime('2025-07-01T01:00:00.000Z');
    await at.app.records.advance('bac-lieu-2024');
    await play(at);
    const before = (await cases(at)).map(({ _id, tasks }) => [_id, tasks.map(({ assignees }) => assignees)]);
    const merger = await load(at, '2025-07');
    const counts = await press(at, 'apply', merger);
    const moved = Object.entries(counts).filter(([outcome]) => outcome.startsWith('moves/'));
    expect(moved).toHaveLength(24);
    expect(moved.reduce((sum, [, n]) => sum + n, 0)).toBe(64);
    expect(counts['nobody'] ?? 0).toBe(0);
    expect(await inNobodysQueue(at)).toEqual([]);
    expect((await at.app.reorganisations.waiting('vi')).lines).toEqual([]);

    const back = await press(at, 'undo', merger);
    expect(back).toMatchObject({ undone: 64 });
    expect(await inNobodysQueue(at)).toEqual([]);
    expect((await cases(at)).map(({ _id, tasks }) => [_id, tasks.map(({ assignees }) => assignees)])).toEqual(
      before,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { openCommand } from '../../engine/app/opening.ts';
import { applyEdits } from '../../engine/editing/index.ts';
import { cutHistory, fold, foldText, partsOfCaseId, stateOf } from '../../engine/workflow/index.ts';
import { composeMemory, composeOver, type TestComposition } from '../compose-memory.ts';
import { migrationWorld, planOf, rehearsed } from '../unit/app/migration/migration-town.ts';
import { act, caseOf, opened, submit } from '../unit/app/town.ts';
import { type Patch, patched } from '../unit/compile/campaign-fixture.ts';
import { storeServers } from './store-servers.ts';

const teams = 4;

/** The ward may remind its teams. */
const reminding: Patch = { file: 'campaign.json', op: 'add', path: '/access/1/remind', value: true };
const base = migrationWorld(teams);
const world = { ...base, ...patched(base, [reminding]) };

const places: { name: string; open(): Promise<{ town: TestComposition; close(): Promise<void> }> }[] = [
  {
    name: 'in memory',
    open: async () => ({ town: await composeMemory(world, opened), close: async () => {} }),
  },
  ...storeServers.slice(0, 2).map(({ name, start }) => ({
    name,
    async open() {
      const server = await start();
      const stores = await openStores(server.url, { cutHistory, foldText });
      return {
        town: await composeOver(stores, world, opened),
        async close() {
          await stores.close();
          await server.stop();
        },
      };
    },
  })),
];

/** How often each unit has a case for each period; every case folds to what is stored. */
async function owed({ ports, load }: TestComposition): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of await ports.cases.ids(null, 1000)) {
    const { unitOrSubject, period } = partsOfCaseId(id);
    const key = `${unitOrSubject} ${period}`;
    counts[key] = (counts[key] ?? 0) + 1;
    const one = await load(id);
    expect(fold(one.history, one.base?.state)).toEqual(stateOf(one));
  }
  return counts;
}

/** What somebody who oversees the cases is shown, by the title of the entry and not by its id. */
async function seenBy({ app, viewer }: TestComposition): Promise<string> {
  const clerk = await viewer('clerk-1');
  const board = await app.boards.board(clerk, 'minimal', { period: '2025-01' }, 'vi');
  const totals = await app.totals.totals(clerk, 'minimal', {}, 'vi');
  const late = await app.reminders.preview(clerk, 'minimal', { period: '2025-01' }, 'vi');
  expect(late!.groups.map(({ entry }) => entry)).toEqual(['Báo cáo tháng', 'Báo cáo tháng']);
  return JSON.stringify({ board, totals, late })
    .replaceAll('"sweeping"', '"report"')
    .replaceAll('=sweeping', '=report');
}

describe.each(places)('an entry gets another id while its cases run: $name', ({ open }) => {
  it('its cases follow under the ids they have, nothing is owed twice, and all of it comes back', async () => {
    const { town, close } = await open();
    try {
      const first = (await town.app.campaigns.latest('minimal'))!;
      await town.app.records.start(first);
      await town.settle();
      await submit(town, 1);
      await act(town, 'clerk-1', 1, 'confirm');
      await submit(town, 2);
      const typist = await town.viewer('leader-3');
      await town.app.filling.save(typist, caseOf(3), { rounds: '7' }, 0);
      await town.passUntil('2025-02-25T02:00:00.000Z');
      expect(await seenBy(town)).toContain('Báo cáo tháng');
      const before = { owed: await owed(town), seen: await seenBy(town) };

      const stored = (await town.ports.definitions.version('minimal', first.version))!;
      const rename = { op: 'rename', file: 'groups/streets.json', pointer: '/entries/0', to: 'sweeping' };
      const edited = applyEdits(stored.files, [rename as never]);
      if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
      const published = await town.app.campaigns.publish(edited.value.files, 'admin');
      if (!published.ok) throw new Error(JSON.stringify(published.issues));
      const next = (await town.app.campaigns.latest('minimal'))!;
      expect(next.entries['sweeping']!.definition.formerly).toEqual(['report']);

      const back = await town.app.campaigns.publish(stored.files, 'admin');
      expect(back).toMatchObject({ ok: false, issues: [{ code: 'editing.publish.names_lost' }] });

      // Published, nothing migrated: no case comes a second time, and what oversees them sees them as before.
      await town.app.records.start(next);
      await town.settle();
      expect({ owed: await owed(town), seen: await seenBy(town) }).toEqual(before);

      const admin = await town.account('admin');
      const plan = await planOf(town, admin, first.version);
      expect(plan.entries).toMatchObject({ report: { entry: 'sweeping', steps: { fill: 'fill' } } });
      const batch = await rehearsed(town, admin, { ...plan, ended: true });
      expect(batch.counts).toEqual({ unchanged: teams });
      const view = (await town.app.migrations.view(admin, batch._id, 'vi'))!;
      expect(view.changes).toEqual([{ entry: 'Báo cáo tháng', from: 'report', to: 'sweeping' }]);
      await town.app.migrations.signOff(admin, batch._id);
      await town.settle();
      for (let team = 1; team <= teams; team += 1)
        expect(await town.load(caseOf(team))).toMatchObject({ version: next.version, entry: 'sweeping' });
      expect({ owed: await owed(town), seen: await seenBy(town) }).toEqual(before);
      const form = await town.app.filling.form(typist, caseOf(3), 'vi');
      expect(JSON.stringify(form)).toContain('"7"');

      // Whoever opens it anew finds it, and the next period reads what this one sent.
      const { id, command } = openCommand(next, { entry: 'sweeping', period: '2025-01' }, { unit: 'team-2' });
      const again = await town.app.commands.open(id, next, command, { account: 'leader-2', via: 'web' });
      expect(again).toMatchObject({ ok: true, repeated: true, case: { _id: caseOf(2) } });
      await town.passUntil('2025-02-28T18:00:00.000Z');
      const after = await owed(town);
      expect(Object.values(after)).toEqual(Array.from({ length: 2 * teams }, () => 1));
      const february = await town.app.filling.form(
        await town.viewer('leader-2'),
        'minimal.sweeping.team-2.2025-02.1',
        'vi',
      );
      expect(JSON.stringify(february)).toContain('"3"');

      await town.app.migrations.undo(admin, batch._id);
      await town.settle();
      for (let team = 1; team <= teams; team += 1)
        expect(await town.load(caseOf(team))).toMatchObject({ version: first.version, entry: 'report' });
      await town.app.records.advance('minimal');
      await town.settle();
      expect(await owed(town)).toEqual(after);
      for (const one of await town.ports.cases.ids(null, 1000))
        expect((await town.app.maintenance.verify(one))!.problems).toEqual([]);
    } finally {
      await close();
    }
  });
});

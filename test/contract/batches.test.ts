import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { Batch, BatchVerdict } from '../../engine/model/batch.ts';
import type { BatchStore, CaseStore, DraftStore } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { caseOf, nextOf } from './store-data.ts';
import { storeServers } from './store-servers.ts';

interface Opened {
  batches: BatchStore;
  cases: CaseStore;
  drafts: DraftStore;
  close(): Promise<void>;
}

const places: { name: string; open(): Promise<Opened> }[] = [
  { name: 'in memory', open: async () => ({ ...memoryStores(), close: async () => {} }) },
  ...storeServers.map(({ name, start }) => ({
    name,
    async open() {
      const server = await start();
      const stores = await openStores(server.url, { cutHistory, foldText });
      return {
        ...stores,
        async close() {
          await stores.close();
          await server.stop();
        },
      };
    },
  })),
];

const batch: Batch = {
  _id: 'migration-20250120t010000-a',
  format: 1,
  kind: 'migration',
  campaign: 'c',
  plan: { 'a.key/with': { $dots: ['x'] } },
  state: 'rehearsing',
  by: 'a1',
  at: '2025-01-20T01:00:00.000Z',
  total: 3,
  done: 0,
  cursor: null,
  counts: {},
  revision: 1,
};

const verdict = (batchId: string, n: number, outcome: string): BatchVerdict => ({
  _id: `${batchId}/c.report.to-${n}.2025-01.1`,
  batch: batchId,
  case: `c.report.to-${n}.2025-01.1`,
  outcome,
  data: { lost: { 'a.b': '3' } },
});

describe.each(places)('batches: $name', ({ open }) => {
  it('are changed by compare-and-set, and those under way are found again', async () => {
    const { batches, close } = await open();
    expect(await batches.load(batch._id)).toBeNull();
    expect(await batches.save(batch, 0)).toBe('committed');
    expect(await batches.save(batch, 0)).toBe('exists');
    expect(await batches.load(batch._id)).toEqual(batch);
    expect(await batches.unfinished()).toEqual([batch]);
    const rehearsed: Batch = {
      ...batch,
      state: 'rehearsed',
      done: 3,
      cursor: 'z',
      counts: { moved: 3 },
      revision: 2,
    };
    expect(await batches.save(rehearsed, 1)).toBe('committed');
    expect(await batches.save(rehearsed, 1)).toBe('lost');
    expect(await batches.unfinished()).toEqual([]);
    expect(await batches.waiting('migration')).toEqual([]);
    const signed: Batch = { ...rehearsed, signedOff: { by: 'a1', at: batch.at }, revision: 3 };
    expect(await batches.save(signed, 2)).toBe('committed');
    expect(await batches.waiting('migration')).toEqual([signed]);
    expect(await batches.waiting('reorganisation')).toEqual([]);
    for (const state of ['running', 'undoing'] as const) {
      const at = (await batches.load(batch._id))!.revision;
      expect(await batches.save({ ...rehearsed, state, revision: at + 1 }, at)).toBe('committed');
      expect(await batches.unfinished()).toMatchObject([{ state }]);
    }
    await close();
  });

  it('are listed by kind, newest first', async () => {
    const { batches, close } = await open();
    for (const n of [1, 2, 3]) await batches.save({ ...batch, _id: `m-${n}`, state: 'done' }, 0);
    await batches.save({ ...batch, _id: 'r-1', kind: 'reorganisation' }, 0);
    const ids = async (after: string | null, limit: number) =>
      (await batches.list('migration', after, limit)).map((one) => one._id);
    expect(await ids(null, 2)).toEqual(['m-3', 'm-2']);
    expect(await ids('m-2', 2)).toEqual(['m-1']);
    const some = await batches.loadMany(['m-3', 'r-1', 'x-1']);
    expect(some.map(({ _id, kind }) => `${_id} ${kind}`).sort()).toEqual([
      'm-3 migration',
      'r-1 reorganisation',
    ]);
    expect(await batches.loadMany([])).toEqual([]);
    await close();
  });

  it('keep a verdict for each case, the last one', async () => {
    const { batches, close } = await open();
    const made = Array.from({ length: 7 }, (_, n) => verdict('m-1', n, n % 2 === 0 ? 'moved' : 'refused'));
    await batches.putVerdicts([...made, verdict('m-2', 1, 'moved')]);
    expect(await batches.verdicts('m-1', null, null, 100)).toEqual(made);
    expect(await batches.verdicts('m-1', 'refused', made[1]!._id, 1)).toEqual([made[3]]);
    const again: BatchVerdict = {
      ...made[1]!,
      issues: [{ code: 'x', severity: 'error', source: 'command', pointer: '', params: { n: 1 } }],
      undone: 'undone',
    };
    await batches.putVerdicts([again]);
    expect(await batches.verdicts('m-1', 'refused', null, 1)).toEqual([again]);
    expect(await batches.verdicts('m-3', null, null, 1)).toEqual([]);
    await close();
  });

  it('find the cases that are not over, whatever their campaign', async () => {
    const { cases, close } = await open();
    const states = ['running', 'due', 'ended', 'running', 'due'] as const;
    const made = states.map((state, n) => ({ ...caseOf(`${'abcde'[n]}.report.to-${n}.2025-01.1`), state }));
    await cases.insertMany(made);
    const [first, second, , fourth, fifth] = made;
    expect(await cases.countUnended()).toBe(4);
    expect(await cases.unended(null, 3)).toEqual([first, second, fourth]);
    expect(await cases.unended(fourth!._id, 3)).toEqual([fifth]);
    await close();
  });

  it('commit many cases at once, each on its own', async () => {
    const { cases, close } = await open();
    const made = [1, 2, 3].map((n) => caseOf(`c.report.to-${n}.2025-01.1`));
    await cases.insertMany(made);
    const commits = made.map((one) => ({
      previous: one,
      next: nextOf(one, { state: 'running', dueAt: undefined }),
    }));
    const other = nextOf(made[1]!, { outcome: 'x' }, 2);
    expect(await cases.commit({ previous: made[1]!, next: other })).toBe('committed');
    expect(await cases.commitMany(commits)).toEqual(['committed', 'lost', 'committed']);
    expect(await cases.load(made[0]!._id)).toEqual(commits[0]!.next);
    expect(await cases.load(made[1]!._id)).toEqual(other);
    expect(await cases.commitMany([])).toEqual([]);
    await close();
  });

  it('find the cases of a version, and the drafts of cases', async () => {
    const { cases, drafts, close } = await open();
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const made = [1, 2, 3, 4].map((n) => ({
      ...caseOf(`c.report.to-${n}.2025-01.1`),
      version: n === 3 ? b! : a!,
    }));
    await cases.insertMany(made);
    expect(await cases.countOfVersion('c', a!)).toBe(3);
    expect(await cases.ofVersion('c', a!, null, 2)).toEqual(made.slice(0, 2));
    expect(await cases.ofVersion('c', a!, made[1]!._id, 2)).toEqual([made[3]]);
    expect(await cases.ofVersion('d', a!, null, 2)).toEqual([]);
    const draft = (id: string, n: number) => ({
      _id: `${id}/report/${n}`,
      case: id,
      version: a!,
      revision: 1,
      answers: { soBuoi: ' 4' },
      savedAt: '2025-01-20T01:00:00.000Z',
      savedBy: ['a1'],
      moved: { batch: 'm-1', answers: { 'khac.other': ' 4' } },
    });
    for (const one of [draft(made[0]!._id, 1), draft(made[0]!._id, 2), draft(made[3]!._id, 1)])
      await drafts.save(one, 0);
    const found = await drafts.ofCases(made.slice(0, 3).map((one) => one._id));
    expect(found).toContainEqual(draft(made[0]!._id, 2));
    expect(found.map((one) => one._id).sort()).toEqual([
      `${made[0]!._id}/report/1`,
      `${made[0]!._id}/report/2`,
    ]);
    await close();
  });
});

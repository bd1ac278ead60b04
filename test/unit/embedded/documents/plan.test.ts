import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Doc, encode } from '../../../../engine/adapters/embedded/documents/bson/codec.ts';
import { sortOf } from '../../../../engine/adapters/embedded/documents/commands/arguments.ts';
import { compileFilter } from '../../../../engine/adapters/embedded/documents/match/filter.ts';
import { type Query, runQuery } from '../../../../engine/adapters/embedded/documents/plan/execute.ts';
import { planSummary } from '../../../../engine/adapters/embedded/documents/plan/explain.ts';
import { indexName } from '../../../../engine/adapters/embedded/documents/store/index-specification.ts';
import { openStore } from '../../../../engine/adapters/embedded/documents/store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
const store = openStore(join(folder, 'd.db'));
afterAll(() => {
  store.database.rollback();
  store.close();
  rmSync(folder, { recursive: true });
});

const collection = store.createCollection('test', 'cases');
for (const key of [
  { queueKeys: 1, dueAt: 1, _id: 1 },
  { campaign: 1, entry: 1, period: 1, _id: 1 },
  { state: 1, dueAt: -1 },
  { 'steps.step': 1, 'steps.visit': 1 },
])
  store.createIndex(collection, { v: 2, key, name: indexName(key) });
for (let i = 0; i < 3000; i += 1) {
  const doc: Doc = {
    _id: `case.${String(i).padStart(5, '0')}`,
    queueKeys: [`k${i % 30}`, `all${i % 3}`],
    dueAt: new Date(i % 500),
    campaign: 'c',
    entry: `e${i % 7}`,
    period: `2025-0${1 + (i % 9)}`,
    state: i % 100 === 0 ? 'ended' : 'running',
    steps: [
      { step: `s${i % 4}`, visit: i % 2 },
      { step: 'other', visit: 5 },
    ],
  };
  store.insert(collection, encode(doc), doc);
}

const queue = 'IXSCAN queueKeys_1_dueAt_1__id_1';
const period = 'IXSCAN campaign_1_entry_1_period_1__id_1';
const state = 'IXSCAN state_1_dueAt_-1';
const steps = 'IXSCAN steps.step_1_steps.visit_1';
const due = new Date(250);

/** A filter, a sort and a limit; the plan, whether it gives the order, and how many documents it may read. */
const table: [string, Doc, Doc, number, string, boolean, number][] = [
  ['one _id', { _id: 'case.00007', state: 'x' }, {}, 0, 'IDHACK', true, 1],
  ['a page of one queue', { queueKeys: 'k3' }, { dueAt: 1, _id: 1 }, 20, queue, true, 20],
  [
    'a page of many queues',
    { queueKeys: { $in: ['k1', 'k2', 'k3', 'all1'] } },
    { dueAt: 1, _id: 1 },
    20,
    queue,
    true,
    20,
  ],
  ['the same backwards', { queueKeys: { $in: ['k1', 'k2'] } }, { dueAt: -1, _id: -1 }, 20, queue, true, 20],
  [
    'the next page',
    { queueKeys: 'all1', dueAt: due, _id: { $gt: 'case.01000' } },
    { dueAt: 1, _id: 1 },
    20,
    queue,
    true,
    20,
  ],
  [
    'a queue from a time on',
    { queueKeys: { $in: ['k1', 'k2'] }, dueAt: { $gte: due, $lt: new Date(260) } },
    { dueAt: 1, _id: 1 },
    20,
    queue,
    true,
    20,
  ],
  [
    'a queue and what only the id tells',
    { queueKeys: 'all1', _id: /^case\.0.*7$/ },
    { dueAt: 1, _id: 1 },
    20,
    queue,
    true,
    20,
  ],
  ['a board', { campaign: 'c', entry: 'e1', period: '2025-02' }, { _id: 1 }, 20, period, true, 20],
  [
    'part of an index, then its order',
    { campaign: 'c', entry: 'e1' },
    { period: 1, _id: 1 },
    20,
    period,
    true,
    20,
  ],
  ['an order against the index', { state: 'running' }, { dueAt: 1 }, 20, state, true, 20],
  ['few by one index beat many in order by another', { state: 'ended' }, { _id: 1 }, 20, state, false, 30],
  ['two bounds on one element', { steps: { $elemMatch: { step: 's1', visit: 1 } } }, {}, 0, steps, true, 751],
  ['nothing asked, in the order of ids', {}, { _id: 1 }, 20, 'IXSCAN _id_', true, 20],
  ['a field inside an index: its entries are asked', { period: '2025-01' }, {}, 0, period, true, 334],
  ['no index', { filler: 1 }, {}, 0, 'COLLSCAN', true, 3000],
];

describe('the choice of a plan', () => {
  it.each(table)('%s', (_name, filter, sort, limit, plan, sorted, documents) => {
    const query: Query = { filter: compileFilter(filter), sort: sortOf(sort), skip: 0, limit };
    const run = runQuery(store, collection, query);
    const found = [...run.found];
    expect(planSummary(run.plan)).toBe(plan);
    expect(run.plan.sorted).toBe(sorted);
    expect(run.costs.docsExamined).toBeLessThanOrEqual(documents);
    const all = [...runQuery(store, collection, { ...query, limit: 0, hint: { $natural: 1 } }).found];
    expect(found).toHaveLength(limit > 0 ? Math.min(limit, all.length) : all.length);
  });

  it('asks two conditions on one array of one element only where one element must fulfil both', () => {
    const both = { 'steps.step': 's1', 'steps.visit': 5 };
    const found = [
      ...runQuery(store, collection, { filter: compileFilter(both), sort: [], skip: 0, limit: 0 }).found,
    ];
    expect(found).toHaveLength(750);
  });
});

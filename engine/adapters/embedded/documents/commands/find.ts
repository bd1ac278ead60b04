import type { Doc } from '../bson/codec.ts';
import { batches } from '../cursors.ts';
import { compileFilter } from '../match/filter.ts';
import { type Found, type Query, type Run, runQuery } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import { compileProjection, type Projection } from '../project/projection.ts';
import {
  collectionName,
  countOf,
  deadlineOf,
  documentOf,
  filterOf,
  refuseCollation,
  refuseOptions,
  sortOf,
} from './arguments.ts';
import type { Command } from './command.ts';
import { executionStats } from './execution-stats.ts';
import { firstBatch } from './first-batch.ts';

/** Finds documents; what does not fit the first batch is asked for by `getMore`. */
export const find: Command = {
  name: 'find',
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'let',
    'min',
    'max',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    'noCursorTimeout',
    'allowPartialResults',
    'allowDiskUse',
    'collation',
  ],
  run(context, body) {
    const name = collectionName(body, 'find');
    const { query, projection } = parse(body);
    const run = runQuery(context.store, context.store.collection(context.database, name), query);
    const documents = answers(run.found, projection);
    const next = batches(documents, () => query.limit > 0 && run.costs.returned >= query.limit);
    return firstBatch(context, body, {
      command: 'find',
      namespace: `${context.database}.${name}`,
      plan: planSummary(run.plan),
      costs: run.costs,
      next,
    });
  },
  explain(context, body, execute) {
    const name = collectionName(body, 'find');
    const { query, projection } = parse(body);
    const run = runQuery(context.store, context.store.collection(context.database, name), query);
    const covered = run.plan.kind === 'index' && !run.plan.residual && projection?.covered(run.plan) != null;
    const winningPlan = explainPlan(run.plan, query, filterOf(body, 'filter'), covered);
    return { winningPlan, ...(execute ? executeAll(run) : {}) };
  },
};

function executeAll(run: Run): Doc {
  const started = performance.now();
  for (const _ of run.found);
  return { executionStats: executionStats(run.costs, performance.now() - started) };
}

function parse(body: Doc): { query: Query; projection: Projection | null } {
  refuseCollation(body);
  refuseOptions(body, ['let', 'min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData']);
  const filter = compileFilter(filterOf(body, 'filter'));
  const projection = compileProjection(documentOf(body, 'projection') ?? {}, filter);
  return {
    projection,
    query: {
      filter,
      sort: sortOf(documentOf(body, 'sort')),
      skip: countOf(body, 'skip'),
      limit: countOf(body, 'limit'),
      hint: body['hint'],
      deadline: deadlineOf(body),
      covered: projection ? (plan) => projection.covered(plan) : undefined,
    },
  };
}

function* answers(found: Iterable<Found>, projection: Projection | null): Generator<Uint8Array> {
  for (const { raw, doc, covered } of found) yield !projection || covered ? raw : projection.answer(raw, doc);
}

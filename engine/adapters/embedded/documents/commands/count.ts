import type { Doc } from '../bson/codec.ts';
import { compileFilter } from '../match/filter.ts';
import { countMatches, type Query } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import { collectionName, countOf, deadlineOf, filterOf, refuseCollation } from './arguments.ts';
import type { Command } from './command.ts';
import { executionStats } from './execution-stats.ts';

/** Counts documents, by index entries alone where they say everything; `limit` ends the counting. */
export const count: Command = {
  name: 'count',
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run({ store, database, operations }, body) {
    const name = collectionName(body, 'count');
    const counted = countMatches(store, store.collection(database, name), parse(body));
    operations.record({
      command: 'count',
      namespace: `${database}.${name}`,
      plan: planSummary(counted.plan),
      docsExamined: counted.costs.docsExamined,
      keysExamined: counted.costs.keysExamined,
      returned: 1,
    });
    return { n: counted.count, ok: 1 };
  },
  explain({ store, database }, body, execute) {
    const name = collectionName(body, 'count');
    const query = parse(body);
    const started = performance.now();
    const { plan, costs } = countMatches(store, store.collection(database, name), query);
    const covered = plan.kind === 'index' && !plan.residual;
    const winningPlan = {
      stage: 'COUNT',
      inputStage: explainPlan({ ...plan, sorted: true }, query, filterOf(body, 'query'), covered),
    };
    if (!execute) return { winningPlan };
    return { winningPlan, executionStats: executionStats(costs, performance.now() - started) };
  },
};

function parse(body: Doc): Query {
  refuseCollation(body);
  return {
    filter: compileFilter(filterOf(body, 'query')),
    sort: [],
    skip: countOf(body, 'skip'),
    limit: Math.abs(Number(body['limit'] ?? 0)),
    hint: body['hint'],
    deadline: deadlineOf(body),
  };
}

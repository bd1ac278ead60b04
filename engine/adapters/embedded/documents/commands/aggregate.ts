import { compilePipeline, type Pipeline } from '../aggregate/pipeline.ts';
import { type Doc, decodePlain, encode } from '../bson/codec.ts';
import { batches } from '../cursors.ts';
import { CommandError } from '../errors/command-error.ts';
import { type Costs, countMatches, type Query, runQuery } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import type { Plan } from '../plan/plan.ts';
import { collectionName, deadlineOf, listOf, refuseCollation, refuseOptions } from './arguments.ts';
import type { Command, Context } from './command.ts';
import { executionStats } from './execution-stats.ts';
import { firstBatch } from './first-batch.ts';
import { cursorOptions } from './listing.ts';

/** Runs a pipeline of the stages in `aggregate/stages/`. */
export const aggregate: Command = {
  name: 'aggregate',
  fields: [
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'collation',
    'hint',
    'let',
  ],
  run(context, body) {
    if (body['explain'] === true) return explainAggregate(context, body, false);
    const name = nameOf(body);
    if (body['cursor'] === undefined)
      throw new CommandError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const { plan, costs, documents } = answer(context, name, body);
    return firstBatch(context, cursorOptions(body), {
      command: 'aggregate',
      namespace: `${context.database}.${name}`,
      plan: planSummary(plan),
      costs,
      next: batches(documents, () => false),
    });
  },
  explain: explainAggregate,
};

function nameOf(body: Doc): string {
  if (body['aggregate'] === 1)
    throw new CommandError(
      'NotImplemented',
      'aggregations on a whole database are not supported by this server',
    );
  return collectionName(body, 'aggregate');
}

interface Answer {
  plan: Plan;
  costs: Costs;
  documents: Iterator<Uint8Array>;
}

function answer(context: Context, name: string, body: Doc): Answer {
  refuseCollation(body);
  refuseOptions(body, ['let']);
  const pipeline = compilePipeline(listOf(body, 'pipeline', 'aggregate'));
  const collection = context.store.collection(context.database, name);
  const query = queryOf(pipeline, body);
  if (pipeline.counts) {
    const { count, plan, costs } = countMatches(context.store, collection, query);
    return { plan, costs, documents: countDocuments(pipeline.counts, count).values() };
  }
  const { plan, costs, found } = runQuery(context.store, collection, query);
  if (pipeline.rest.length === 0) return { plan, costs, documents: encodedOf(found) };
  const plain = [...found].map(({ raw }) => decodePlain(raw));
  const made = pipeline.rest.reduce((documents, stage) => stage(documents), plain);
  return { plan, costs, documents: made.map(encode).values() };
}

function* encodedOf(found: Iterable<{ raw: Uint8Array }>): Generator<Uint8Array> {
  for (const { raw } of found) yield raw;
}

function countDocuments({ field, id }: NonNullable<Pipeline['counts']>, count: number): Uint8Array[] {
  return count === 0 ? [] : [encode({ ...(id ? { _id: 1 } : {}), [field]: count })];
}

function queryOf({ filter, sort, skip, limit }: Pipeline, body: Doc): Query {
  return { filter, sort, skip, limit, hint: body['hint'], deadline: deadlineOf(body) };
}

function explainAggregate(context: Context, body: Doc, execute: boolean): Doc {
  const name = nameOf(body);
  const list = listOf(body, 'pipeline', 'aggregate');
  const query = queryOf(compilePipeline(list), body);
  const started = performance.now();
  const { plan, costs, documents } = answer(context, name, body);
  if (execute) while (!documents.next().done);
  const first = list[0] as Doc | undefined;
  return {
    winningPlan: explainPlan(plan, query, (first?.['$match'] as Doc | undefined) ?? {}, false),
    ...(execute ? { executionStats: executionStats(costs, performance.now() - started) } : {}),
  };
}

import { type Doc, decode } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter } from '../match/filter.ts';
import { choosePlan } from '../plan/choose.ts';
import { type Query, runQuery } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import { namespaceOf } from '../store/collection.ts';
import { isDocument } from '../values/types.ts';
import {
  collectionName,
  deadlineOf,
  filterOf,
  refuseCollation,
  refuseOptions,
  statements,
  wrongType,
} from './arguments.ts';
import type { Command, Context } from './command.ts';
import { runStatements } from './write-statements.ts';

const statementFields = ['q', 'limit', 'collation', 'hint'];

/** Deletes the first document found, or all. */
export const remove: Command = {
  name: 'delete',
  fields: ['deletes', 'ordered', 'let'],
  run(context, body) {
    const name = collectionName(body, 'delete');
    refuseOptions(body, ['let']);
    let n = 0;
    const list = statements(context, body, 'deletes', 'delete');
    const writeErrors = runStatements(list, body['ordered'] !== false, ({ raw, doc }) => {
      n += deleteFound(context, name, raw ? decode(raw) : doc, deadlineOf(body));
    });
    return { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 };
  },
  explain(context, body) {
    const name = collectionName(body, 'delete');
    const statement = (body['deletes'] as Doc[])[0] ?? {};
    const query = queryOf(statement, 0);
    const plan = choosePlan(context.store, context.store.collection(context.database, name), query);
    return {
      winningPlan: { stage: 'DELETE', inputStage: explainPlan(plan, query, filterOf(statement, 'q'), false) },
    };
  },
};

function deleteFound(context: Context, name: string, statement: unknown, deadline: number): number {
  if (!isDocument(statement)) throw wrongType('delete.deletes', statement, 'object');
  for (const field of Object.keys(statement))
    if (!statementFields.includes(field))
      throw new CommandError('UnknownField', `BSON field 'delete.deletes.${field}' is an unknown field.`);
  refuseCollation(statement);
  if (statement['limit'] === undefined)
    throw new CommandError(
      'MissingField',
      "BSON field 'delete.deletes.limit' is missing but a required field",
    );
  const { store } = context;
  const query = queryOf(statement, deadline);
  const collection = store.collection(context.database, name);
  if (!collection) return 0;
  const run = runQuery(store, collection, query);
  const matched = [...run.found];
  for (const { row, raw, doc } of matched) store.remove(collection, row, doc ?? decode(raw));
  context.operations.record({
    command: 'delete',
    namespace: namespaceOf(collection),
    plan: planSummary(run.plan),
    docsExamined: run.costs.docsExamined,
    keysExamined: run.costs.keysExamined,
    returned: matched.length,
  });
  return matched.length;
}

function queryOf(statement: Doc, deadline: number): Query {
  const limit = Number(statement['limit'] ?? 0);
  if (limit !== 0 && limit !== 1)
    throw new CommandError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(statement['limit'])}`,
    );
  return {
    filter: compileFilter(filterOf(statement, 'q')),
    sort: [],
    skip: 0,
    limit,
    hint: statement['hint'],
    deadline,
  };
}

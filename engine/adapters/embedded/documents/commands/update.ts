import { type Doc, decode } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter } from '../match/filter.ts';
import { choosePlan } from '../plan/choose.ts';
import { type Query, runQuery } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import { namespaceOf } from '../store/collection.ts';
import { compileUpdate } from '../update/update.ts';
import { isDocument } from '../values/types.ts';
import {
  collectionName,
  deadlineOf,
  documentOf,
  filterOf,
  refuseCollation,
  refuseOptions,
  sortOf,
  statements,
  wrongType,
} from './arguments.ts';
import type { Command, Context } from './command.ts';
import { ensureCollection } from './ensure-collection.ts';
import { changeDocument, insertUpserted } from './write-one.ts';
import { runStatements } from './write-statements.ts';

const statementFields = ['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint', 'sort'];

/** Changes documents by operators or replaces them, and makes one by `upsert` where none is found. */
export const update: Command = {
  name: 'update',
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run(context, body) {
    const name = collectionName(body, 'update');
    refuseOptions(body, ['let']);
    let n = 0;
    let nModified = 0;
    const upserted: Doc[] = [];
    const list = statements(context, body, 'updates', 'update');
    const writeErrors = runStatements(list, body['ordered'] !== false, ({ raw, doc }, index) => {
      const done = updateOne(context, name, raw ? decode(raw) : doc, deadlineOf(body));
      n += done.matched;
      nModified += done.modified;
      if (done.upserted !== undefined) {
        upserted.push({ index, _id: done.upserted });
        n += 1;
      }
    });
    return {
      n,
      nModified,
      ...(upserted.length > 0 ? { upserted } : {}),
      ...(writeErrors.length > 0 ? { writeErrors } : {}),
      ok: 1,
    };
  },
  explain(context, body) {
    const name = collectionName(body, 'update');
    const statement = (body['updates'] as Doc[])[0] ?? {};
    const query = queryOf(statement, 0);
    const plan = choosePlan(context.store, context.store.collection(context.database, name), query);
    return {
      winningPlan: { stage: 'UPDATE', inputStage: explainPlan(plan, query, filterOf(statement, 'q'), false) },
    };
  },
};

function updateOne(
  context: Context,
  name: string,
  statement: unknown,
  deadline: number,
): { matched: number; modified: number; upserted?: unknown } {
  if (!isDocument(statement)) throw wrongType('update.updates', statement, 'object');
  for (const field of Object.keys(statement))
    if (!statementFields.includes(field))
      throw new CommandError('UnknownField', `BSON field 'update.updates.${field}' is an unknown field.`);
  refuseCollation(statement);
  const { store, operations } = context;
  const query = queryOf(statement, deadline);
  const multi = statement['multi'] === true;
  const change = compileUpdate(statement['u'], statement['arrayFilters']);
  if (multi && change.kind === 'replace')
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  const existing = store.collection(context.database, name);
  const collection = existing ?? (statement['upsert'] === true ? ensureCollection(context, name) : null);
  if (!collection) return { matched: 0, modified: 0 };
  const run = runQuery(store, collection, query);
  // All are found before the first is changed, so that a change cannot bring a document before the scan again.
  const matched = multi ? [...run.found] : first(run.found);
  let modified = 0;
  for (const found of matched)
    if (changeDocument(store, collection, found, query.filter, change).changed) modified += 1;
  operations.record({
    command: 'update',
    namespace: namespaceOf(collection),
    plan: planSummary(run.plan),
    docsExamined: run.costs.docsExamined,
    keysExamined: run.costs.keysExamined,
    returned: matched.length,
  });
  if (matched.length > 0 || statement['upsert'] !== true) return { matched: matched.length, modified };
  return { matched: 0, modified: 0, upserted: insertUpserted(store, collection, query.filter, change).id };
}

function queryOf(statement: Doc, deadline: number): Query {
  return {
    filter: compileFilter(filterOf(statement, 'q')),
    sort: sortOf(documentOf(statement, 'sort')),
    skip: 0,
    limit: statement['multi'] === true ? 0 : 1,
    hint: statement['hint'],
    deadline,
  };
}

/** The first of a generator, which is then closed. */
export function first<T>(items: Generator<T>): T[] {
  const { value, done } = items.next();
  items.return(undefined);
  return done ? [] : [value];
}

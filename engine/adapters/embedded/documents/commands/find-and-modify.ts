import { type Doc, decode } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter } from '../match/filter.ts';
import { choosePlan } from '../plan/choose.ts';
import { type Query, runQuery } from '../plan/execute.ts';
import { explainPlan, planSummary } from '../plan/explain.ts';
import { compileProjection } from '../project/projection.ts';
import { compileUpdate } from '../update/update.ts';
import {
  collectionName,
  deadlineOf,
  documentOf,
  filterOf,
  refuseCollation,
  refuseOptions,
  sortOf,
} from './arguments.ts';
import type { Command, Context } from './command.ts';
import { ensureCollection } from './ensure-collection.ts';
import { first } from './update.ts';
import { changeDocument, insertUpserted } from './write-one.ts';

/** Changes, replaces or deletes the first document found and gives it, as it was or as it is then. */
export const findAndModify: Command = {
  name: 'findAndModify',
  aliases: ['findandmodify'],
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ],
  run(context, body) {
    const name = collectionName(body, nameIn(body));
    const remove = body['remove'] === true;
    refuseCollation(body);
    refuseOptions(body, ['let']);
    if (remove && (body['update'] !== undefined || body['upsert'] === true || body['new'] === true))
      throw new CommandError(
        'FailedToParse',
        body['update'] !== undefined
          ? 'Cannot specify both an update and remove=true'
          : `Cannot specify both ${body['new'] === true ? 'new' : 'upsert'}=true and remove=true`,
      );
    if (!remove && body['update'] === undefined)
      throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
    return remove ? removeFirst(context, name, body) : changeFirst(context, name, body);
  },
  explain(context, body) {
    const name = collectionName(body, nameIn(body));
    const query = queryOf(body);
    const plan = choosePlan(context.store, context.store.collection(context.database, name), query);
    const stage = body['remove'] === true ? 'DELETE' : 'UPDATE';
    return { winningPlan: { stage, inputStage: explainPlan(plan, query, filterOf(body, 'query'), false) } };
  },
};

function nameIn(body: Doc): string {
  return 'findandmodify' in body ? 'findandmodify' : 'findAndModify';
}

function removeFirst(context: Context, name: string, body: Doc): Doc {
  const { store } = context;
  const query = queryOf(body);
  const collection = store.collection(context.database, name);
  const found = collection ? search(context, name, query) : null;
  if (!collection || !found) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
  store.remove(collection, found.row, found.doc ?? decode(found.raw));
  return { lastErrorObject: { n: 1 }, value: shown(body, query, found.raw), ok: 1 };
}

function changeFirst(context: Context, name: string, body: Doc): Doc {
  const { store } = context;
  const query = queryOf(body);
  const change = compileUpdate(body['update'], body['arrayFilters']);
  const upsert = body['upsert'] === true;
  const existing = store.collection(context.database, name);
  const collection = existing ?? (upsert ? ensureCollection(context, name) : null);
  const found = collection ? search(context, name, query) : null;
  if (collection && found) {
    const { raw } = changeDocument(store, collection, found, query.filter, change);
    const value = shown(body, query, body['new'] === true ? raw : found.raw);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value, ok: 1 };
  }
  if (!collection || !upsert)
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const made = insertUpserted(store, collection, query.filter, change);
  const value = body['new'] === true ? shown(body, query, made.raw) : null;
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: made.id }, value, ok: 1 };
}

function search(context: Context, name: string, query: Query) {
  const { store, database, operations } = context;
  const run = runQuery(store, store.collection(database, name), query);
  const [found] = first(run.found);
  operations.record({
    command: 'findAndModify',
    namespace: `${database}.${name}`,
    plan: planSummary(run.plan),
    docsExamined: run.costs.docsExamined,
    keysExamined: run.costs.keysExamined,
    returned: found ? 1 : 0,
  });
  if (found) store.counters.documentsReturned += 1;
  return found ?? null;
}

function shown(body: Doc, query: Query, raw: Uint8Array): Doc {
  const projection = compileProjection(documentOf(body, 'fields') ?? {}, query.filter);
  const doc = decode(raw);
  return projection ? projection.apply(doc) : doc;
}

function queryOf(body: Doc): Query {
  return {
    filter: compileFilter(filterOf(body, 'query')),
    sort: sortOf(documentOf(body, 'sort')),
    skip: 0,
    limit: 1,
    hint: body['hint'],
    deadline: deadlineOf(body),
  };
}

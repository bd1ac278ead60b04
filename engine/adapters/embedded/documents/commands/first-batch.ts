import type { Doc } from '../bson/codec.ts';
import type { Cursor } from '../cursors.ts';
import type { Costs } from '../plan/execute.ts';
import type { BatchReply } from '../wire/reply.ts';
import { countOf } from './arguments.ts';
import type { Context } from './command.ts';

/** So many documents come in the first batch when nothing else is said. */
const defaultBatch = 101;

/** A query ready to be answered in batches. */
export interface Answering {
  command: string;
  namespace: string;
  plan: string;
  costs: Costs;
  next: Cursor['next'];
}

/** Answers the first batch and keeps a cursor for the rest. */
export function firstBatch(context: Context, body: Doc, answering: Answering): BatchReply {
  const batchSize = body['batchSize'] === undefined ? defaultBatch : countOf(body, 'batchSize');
  const { namespace } = answering;
  const next = recorded(context, answering);
  const { batch, more } = next(batchSize);
  const keep = more && body['singleBatch'] !== true;
  const cursorId = keep ? context.cursors.open(namespace, next).id : 0n;
  return { batch, field: 'firstBatch', cursorId, namespace };
}

/** Each batch is written down with what it cost. */
function recorded({ operations, store }: Context, answering: Answering): Cursor['next'] {
  const { command, namespace, plan, costs, next } = answering;
  let seen = { docsExamined: 0, keysExamined: 0 };
  let name = command;
  return (batchSize) => {
    const answer = next(batchSize);
    store.counters.documentsReturned += answer.batch.length;
    operations.record({
      command: name,
      namespace,
      plan,
      docsExamined: costs.docsExamined - seen.docsExamined,
      keysExamined: costs.keysExamined - seen.keysExamined,
      returned: answer.batch.length,
    });
    seen = { docsExamined: costs.docsExamined, keysExamined: costs.keysExamined };
    name = 'getMore';
    return answer;
  };
}

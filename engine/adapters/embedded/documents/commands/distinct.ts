import { decode } from '../bson/codec.ts';
import { encodeValue } from '../keys/encode.ts';
import { compileFilter } from '../match/filter.ts';
import { runQuery } from '../plan/execute.ts';
import { planSummary } from '../plan/explain.ts';
import { partsOf, someValue } from '../values/paths.ts';
import { collectionName, deadlineOf, filterOf, refuseCollation, wrongType } from './arguments.ts';
import type { Command } from './command.ts';

/** The different values of a path. */
export const distinct: Command = {
  name: 'distinct',
  fields: ['key', 'query', 'collation', 'hint'],
  run({ store, database, operations }, body) {
    const name = collectionName(body, 'distinct');
    refuseCollation(body);
    const path = body['key'];
    if (typeof path !== 'string') throw wrongType('distinct.key', path, 'string');
    const filter = compileFilter(filterOf(body, 'query'));
    const run = runQuery(store, store.collection(database, name), {
      filter,
      sort: [],
      skip: 0,
      limit: 0,
      hint: body['hint'],
      deadline: deadlineOf(body),
    });
    const values = new Map<string, unknown>();
    const parts = partsOf(path);
    const add = (value: unknown): void => {
      if (value !== undefined) values.set(encodeValue(value).toString('latin1'), value);
    };
    for (const { raw, doc } of run.found)
      someValue(doc ?? decode(raw), parts, (value) => {
        if (Array.isArray(value)) for (const element of value) add(element);
        else add(value);
        return false;
      });
    operations.record({
      command: 'distinct',
      namespace: `${database}.${name}`,
      plan: planSummary(run.plan),
      docsExamined: run.costs.docsExamined,
      keysExamined: run.costs.keysExamined,
      returned: values.size,
    });
    store.counters.documentsReturned += values.size;
    return { values: [...values.values()], ok: 1 };
  },
};

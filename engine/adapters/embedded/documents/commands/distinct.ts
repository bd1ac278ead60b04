import { type Doc, decode } from '../bson/codec.ts';
import { encodeValue } from '../keys/encode.ts';
import { compileFilter } from '../match/filter.ts';
import { distinctByIndex } from '../plan/distinct-scan.ts';
import { type Costs, runQuery } from '../plan/execute.ts';
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
    const asked = filterOf(body, 'query');
    const collection = store.collection(database, name);
    const costs: Costs = { keysExamined: 0, docsExamined: 0, returned: 0 };
    const whole = collection && Object.keys(asked).length === 0 && body['hint'] === undefined;
    const scanned = whole ? distinctByIndex(store, collection, path, costs) : null;
    if (scanned) return answer(`DISTINCT_SCAN ${scanned.index.name}`, costs, scanned.values);
    const filter = compileFilter(asked);
    const run = runQuery(store, collection, {
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
    return answer(planSummary(run.plan), run.costs, [...values.values()]);

    function answer(plan: string, spent: Costs, found: unknown[]): Doc {
      operations.record({
        command: 'distinct',
        namespace: `${database}.${name}`,
        plan,
        docsExamined: spent.docsExamined,
        keysExamined: spent.keysExamined,
        returned: found.length,
      });
      store.counters.documentsReturned += found.length;
      return { values: found, ok: 1 };
    }
  },
};

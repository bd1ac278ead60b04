import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Query as MingoQuery } from 'mingo';
import { afterAll, describe, expect, it } from 'vitest';
import { type Doc, decodePlain, encode } from '../../engine/adapters/embedded/documents/bson/codec.ts';
import { changeDocument } from '../../engine/adapters/embedded/documents/commands/write-one.ts';
import { compileFilter } from '../../engine/adapters/embedded/documents/match/filter.ts';
import { countMatches, type Query, runQuery } from '../../engine/adapters/embedded/documents/plan/execute.ts';
import { sortInMemory } from '../../engine/adapters/embedded/documents/plan/sort-memory.ts';
import { indexName } from '../../engine/adapters/embedded/documents/store/index-specification.ts';
import { openStore } from '../../engine/adapters/embedded/documents/store/store.ts';
import { compileUpdate } from '../../engine/adapters/embedded/documents/update/update.ts';

const folder = mkdtempSync(join(tmpdir(), 'planner-'));
const store = openStore(join(folder, 'documents.db'));
afterAll(() => {
  store.database.rollback();
  store.close();
  rmSync(folder, { recursive: true });
});

const scalar = fc.oneof(
  fc.integer({ min: -2, max: 4 }),
  fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'đ'),
  fc.boolean(),
  fc.integer({ min: 0, max: 3 }).map((day) => new Date(day)),
);
// Only documents: mingo lets `$elemMatch` on fields match a bare string, which MongoDB does not.
const few = fc.integer({ min: 0, max: 2 });
const element = fc.record({ x: fc.oneof(few, scalar), y: fc.oneof(few, scalar) }, { requiredKeys: [] });
const stored = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
);
const document = fc.record(
  { a: stored, b: stored, n: fc.array(element, { maxLength: 3 }), c: scalar },
  { requiredKeys: [] },
);

const comparison = fc.oneof(
  scalar,
  scalar.map((one) => ({ $eq: one })),
  scalar.map((one) => ({ $ne: one })),
  fc.array(scalar, { maxLength: 4 }).map((list) => ({ $in: list })),
  fc.array(scalar, { maxLength: 3 }).map((list) => ({ $nin: list })),
  scalar.map((one) => ({ $gt: one })),
  scalar.map((one) => ({ $lte: one })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map((yes) => ({ $exists: yes })),
  fc.constantFrom({ $regex: '^a' }, { $regex: '^ab?' }, { $regex: 'b' }, { $regex: '^b$' }),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })),
  scalar.map((one) => ({ $not: { $gt: one } })),
);
const onElements = fc.oneof(
  scalar.map((x) => ({ 'n.x': x })),
  fc.tuple(few, few).map(([x, y]) => ({ 'n.x': x, 'n.y': y })),
  fc.tuple(few, few).map(([x, y]) => ({ n: { $elemMatch: { x, y: { $gte: y } } } })),
  fc.array(few, { minLength: 1, maxLength: 3 }).map((list) => ({ 'n.y': { $in: list } })),
);
const condition = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom('a', 'b', 'c', '_id'), comparison).map(([f, c]) => ({ [f]: c })),
  },
  { weight: 2, arbitrary: onElements },
);
const filter = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(condition, { maxLength: 3 }).map((list) => Object.assign({}, ...list) as Doc),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map((list): Doc => ({ $or: list })),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map((list): Doc => ({ $and: list })),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }).map((list): Doc => ({ $nor: list })),
  },
);
const direction = fc.constantFrom<1 | -1>(1, -1);
const anyPattern = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'n.x', 'n.y', '_id'), direction), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 3,
  })
  .map((fields) => Object.fromEntries(fields) as Record<string, 1 | -1>);
/** Two paths into one array often, since they are the hardest. */
const keyPattern = fc.oneof(
  { weight: 4, arbitrary: anyPattern },
  {
    weight: 1,
    arbitrary: fc
      .tuple(direction, direction)
      .map(([x, y]): Record<string, 1 | -1> => ({ 'n.x': x, 'n.y': y })),
  },
);
const sort = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', '_id'), direction), {
    selector: ([path]) => path,
    maxLength: 3,
  })
  .map((fields) => fields.map(([path, to]) => ({ path, parts: path.split('.'), direction: to })));

let made = 0;

function collectionOf(documents: Doc[], patterns: Record<string, 1 | -1>[]) {
  made += 1;
  const collection = store.createCollection('test', `c${made}`);
  for (const key of patterns) {
    const name = indexName(key);
    if (!collection.indexes.some((one) => one.name === name))
      store.createIndex(collection, { v: 2, key, name });
  }
  const kept: Doc[] = [];
  documents.forEach((fields, i) => {
    const doc: Doc = { _id: i, ...fields };
    try {
      store.insert(collection, encode(doc), doc);
      kept.push(doc);
    } catch (error) {
      // Two arrays cannot stand in one index; such a document is not stored.
      expect((error as Error).message).toMatch(/parallel arrays/);
    }
  });
  return { collection, kept };
}

const ids = (documents: Iterable<Doc>): unknown[] => [...documents].map((doc) => doc['_id']);
const sorted = (list: unknown[]): unknown[] => [...list].sort((a, b) => Number(a) - Number(b));
const plain: Omit<Query, 'filter'> = { sort: [], skip: 0, limit: 0 };

describe('the planner', () => {
  it('finds through indexes what mingo finds among all documents', () => {
    const plans = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 25 }),
        fc.array(keyPattern, { maxLength: 3 }),
        fc.array(filter, { minLength: 1, maxLength: 6 }),
        (documents, patterns, filters) => {
          const { collection, kept } = collectionOf(documents, patterns);
          for (const asked of filters) {
            const expected = kept.filter((doc) => new MingoQuery(asked).test(decodePlain(encode(doc))));
            const query: Query = { ...plain, filter: compileFilter(asked) };
            const run = runQuery(store, collection, query);
            const found = [...run.found].map(({ raw }) => decodePlain(raw));
            plans.set(run.plan.kind, (plans.get(run.plan.kind) ?? 0) + 1);
            expect(sorted(ids(found))).toEqual(sorted(ids(expected)));
            expect(countMatches(store, collection, query).count).toBe(expected.length);
          }
          store.dropCollection(collection);
        },
      ),
      { numRuns: 1500 },
    );
    expect(plans.get('index') ?? 0).toBeGreaterThan(1000);
    expect(plans.get('collection') ?? 0).toBeGreaterThan(200);
    expect(plans.get('id') ?? 0).toBeGreaterThan(20);
  });

  it('gives the same page, sorted, skipped and limited, with indexes and without', () => {
    const ways = new Map<boolean, number>();
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 25 }),
        fc.array(keyPattern, { minLength: 1, maxLength: 3 }),
        filter,
        sort,
        fc.nat({ max: 4 }),
        fc.nat({ max: 6 }),
        (documents, patterns, asked, order, skip, limit) => {
          const { collection, kept } = collectionOf(documents, patterns);
          const total = [...order, { path: '_id', parts: ['_id'], direction: 1 as const }].filter(
            (field, i, all) => all.findIndex((one) => one.path === field.path) === i,
          );
          const query: Query = { filter: compileFilter(asked), sort: total, skip, limit };
          const all = kept
            .filter((doc) => new MingoQuery(asked).test(decodePlain(encode(doc))))
            .map((doc) => ({ doc, raw: encode(doc) }));
          const expected = sortInMemory(all, total, 0).map(({ doc }) => doc);
          const run = runQuery(store, collection, query);
          const found = [...run.found].map(({ raw }) => decodePlain(raw));
          ways.set(run.plan.sorted, (ways.get(run.plan.sorted) ?? 0) + 1);
          expect(ids(found)).toEqual(ids(expected.slice(skip, limit > 0 ? skip + limit : undefined)));
          store.dropCollection(collection);
        },
      ),
      { numRuns: 2500 },
    );
    expect(ways.get(true) ?? 0).toBeGreaterThan(200);
    expect(ways.get(false) ?? 0).toBeGreaterThan(200);
  });

  it('keeps indexes true through changes and deletions', () => {
    const change = fc.oneof(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), stored).map(([field, to]): Doc => ({ $set: { [field]: to } })),
      fc.constantFrom('a', 'b', 'c', 'n').map((field): Doc => ({ $unset: { [field]: '' } })),
      element.map((one): Doc => ({ $push: { n: one } })),
      scalar.map((one): Doc => ({ $pull: { n: { x: one } } })),
      document.map((doc): Doc => doc),
    );
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 12 }),
        fc.array(keyPattern, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat({ max: 11 }), fc.option(change)), { maxLength: 12 }),
        (documents, patterns, changes) => {
          const { collection } = collectionOf(documents, patterns);
          for (const [id, asked] of changes) {
            const found = store.readById(collection, id);
            if (!found) continue;
            try {
              if (asked)
                changeDocument(store, collection, found, compileFilter({}), compileUpdate(asked, undefined));
              else store.remove(collection, found.row, decodePlain(found.raw));
            } catch (error) {
              expect((error as Error).message).toMatch(/parallel arrays/);
            }
          }
          const everything = ids(
            [...runQuery(store, collection, { ...plain, filter: compileFilter({}) }).found].map(({ raw }) =>
              decodePlain(raw),
            ),
          );
          for (const index of collection.indexes) {
            const through = runQuery(store, collection, {
              ...plain,
              filter: compileFilter({}),
              hint: index.name,
            });
            expect(sorted(ids([...through.found].map(({ raw }) => decodePlain(raw))))).toEqual(
              sorted(everything),
            );
          }
          store.dropCollection(collection);
        },
      ),
      { numRuns: 600 },
    );
  });
});

import {
  Binary,
  Decimal128,
  type Document,
  Double,
  GridFSBucket,
  Long,
  MongoClient,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import { openRig, type Rig } from './documents-server.ts';

interface Item extends Document {
  _id: number | string;
}

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
beforeEach(() => rig.client.db('test').dropDatabase());
afterAll(() => rig.close());

const items = (name = 'items') => rig.client.db('test').collection<Item>(name);

describe('the unmodified driver', () => {
  it('stores and gives back every type', async () => {
    const stored = {
      _id: 'types',
      int: 1,
      double: 1.5,
      negativeZero: -0,
      long: Long.fromString('9007199254740993'),
      small: Long.fromNumber(5),
      text: 'Bạc Liêu \u{1f600}\0',
      list: [1, [2, [3]], { a: [] }],
      date: new Date('2025-01-20T01:00:00.000Z'),
      id: new ObjectId(),
      bytes: new Binary(Buffer.from([1, 2, 3])),
      uuid: new UUID(),
      pattern: /a.b/im,
      decimal: Decimal128.fromString('1.10'),
      timestamp: new Timestamp({ t: 1, i: 2 }),
      none: null,
      yes: true,
      nested: { 'odd key': { __proto__x: 1 } },
    };
    await items().insertOne(stored);
    const raw = { promoteValues: false, promoteLongs: false };
    const before = await items().findOne({ _id: 'types' }, raw);
    await items().updateOne({ _id: 'types' }, { $set: { touched: true } });
    const { touched, ...after } = (await items().findOne({ _id: 'types' }, raw))!;
    expect(touched).toBe(true);
    expect(after).toEqual(before);
    expect(await items().findOne({ long: Long.fromString('9007199254740993') })).toMatchObject({
      _id: 'types',
    });
    expect(await items().findOne({ long: { $gt: 9007199254740992 } })).toMatchObject({ _id: 'types' });
    expect(await items().findOne({ small: 5 })).toMatchObject({ _id: 'types' });
    expect(await items().findOne({ small: new Double(5) })).toMatchObject({ _id: 'types' });
  });

  it('reads long answers in batches, from a cursor that outlives writes', async () => {
    await items().insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: i, even: i % 2 === 0 })));
    await items().createIndex({ even: 1, _id: 1 });
    const cursor = items().find({ even: true }).sort({ _id: 1 }).batchSize(7);
    const seen: number[] = [];
    for await (const { _id } of cursor) {
      seen.push(Number(_id));
      if (_id === 100) await items().deleteOne({ _id: 140 });
      if (_id === 200) await items().updateOne({ _id: 240 }, { $set: { even: false } });
    }
    expect(seen).toEqual(
      Array.from({ length: 500 }, (_, i) => i * 2).filter((id) => id !== 140 && id !== 240),
    );
    expect((await rig.server.stats()).cursors).toBe(0);
  });

  it('closes cursors that are not read to their end', async () => {
    await items().insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i })));
    const cursor = items().find().batchSize(10);
    await cursor.next();
    expect((await rig.server.stats()).cursors).toBe(1);
    await cursor.close();
    expect((await rig.server.stats()).cursors).toBe(0);
  });

  const updates: [string, object, object, object, object?][] = [
    ['$set makes what is missing on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set in an array', { a: [1, 2] }, { $set: { 'a.3': 9 } }, { a: [1, 2, null, 9] }],
    ['$unset', { a: 1, b: { c: 2, d: 3 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 3 } }],
    ['$unset in an array', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$inc and $mul', { a: 1 }, { $inc: { a: 2, b: -1 }, $mul: { c: 5 } }, { a: 3, b: -1, c: 0 }],
    ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 3 } }, { a: 3, b: 5, c: 1 }],
    ['$push', { a: [1] }, { $push: { a: 2, b: [3] } }, { a: [1, 2], b: [[3]] }],
    [
      '$push with a slice from the end',
      { a: [1, 2] },
      { $push: { a: { $each: [3, 4], $slice: -3 } } },
      { a: [2, 3, 4] },
    ],
    [
      '$push at a position',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push sorted',
      { a: [{ n: 2 }] },
      { $push: { a: { $each: [{ n: 3 }, { n: 1 }], $sort: { n: -1 } } } },
      { a: [{ n: 3 }, { n: 2 }, { n: 1 }] },
    ],
    [
      '$addToSet',
      { a: [1, { x: 1 }] },
      { $addToSet: { a: { $each: [1, { x: 1 }, { x: 2 }, 2] } } },
      { a: [1, { x: 1 }, { x: 2 }, 2] },
    ],
    ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull by fields',
      { a: [{ k: 'x', n: 1 }, { k: 'y' }] },
      { $pull: { a: { k: { $in: ['x', 'z'] } } } },
      { a: [{ k: 'y' }] },
    ],
    [
      '$pullAll and $pop',
      { a: [1, 2, 3], b: [1, 2] },
      { $pullAll: { a: [1, 3] }, $pop: { b: -1 } },
      { a: [2], b: [2] },
    ],
    ['$rename', { a: 1, b: { c: 2 } }, { $rename: { a: 'z', 'b.c': 'b.d' } }, { b: { d: 2 }, z: 1 }],
    [
      '$[] and $[name]',
      { a: [{ n: 1 }, { n: 5 }] },
      { $inc: { 'a.$[].n': 1 }, $set: { 'a.$[big].top': true } },
      { a: [{ n: 2 }, { n: 6, top: true }] },
      { arrayFilters: [{ 'big.n': { $gte: 5 } }] },
    ],
    ['a replacement keeps _id', { a: 1 }, { b: 2 }, { b: 2 }],
  ];
  it.each(updates)('updates: %s', async (_name, before, update, after, options = {}) => {
    await items().insertOne({ _id: 1, ...before });
    const done =
      '$set' in update || Object.keys(update)[0]!.startsWith('$')
        ? await items().updateOne({ _id: 1 }, update, options)
        : await items().replaceOne({ _id: 1 }, update);
    expect(done).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await items().findOne({ _id: 1 })).toEqual({ _id: 1, ...after });
  });

  it('updates the element a filter met by $', async () => {
    await items().insertOne({ _id: 1, a: [{ k: 1 }, { k: 2 }, { k: 2 }], n: [4, 8] });
    await items().updateOne({ _id: 1, 'a.k': 2, n: { $gt: 5 } }, { $set: { 'a.$.hit': true } });
    await items().updateOne({ n: { $gt: 5 } }, { $inc: { 'n.$': 1 } });
    expect(await items().findOne()).toEqual({
      _id: 1,
      a: [{ k: 1 }, { k: 2, hit: true }, { k: 2 }],
      n: [4, 9],
    });
    await expect(items().updateOne({ _id: 1 }, { $set: { 'a.$.hit': 1 } })).rejects.toMatchObject({
      code: 2,
    });
  });

  it('tells an update that changes nothing, and writes nothing', async () => {
    await items().insertOne({ _id: 1, a: [1], b: { c: 1 }, d: [1] });
    const { counters } = await rig.server.stats();
    const done = await items().updateOne(
      { _id: 1 },
      { $set: { b: { c: 1 } }, $pull: { a: 7 } as never, $addToSet: { d: 1 } },
    );
    expect(done).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    expect((await rig.server.stats()).counters.documentsUpdated).toBe(counters.documentsUpdated);
  });

  it('lets one of many comparers of a revision win', async () => {
    await items().insertOne({ _id: 'case', revision: 1 });
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, by) =>
        items().updateOne({ _id: 'case', revision: 1 }, { $set: { by }, $inc: { revision: 1 } }),
      ),
    );
    expect(tries.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(1);
  });

  it('upserts what the filter and the update say', async () => {
    const done = await items().updateOne(
      { _id: 'x', 'a.b': 1, c: { $gt: 3 }, $and: [{ d: { $eq: 4 } }] },
      { $set: { e: 5 }, $setOnInsert: { f: 6 } },
      { upsert: true },
    );
    expect(done).toMatchObject({ upsertedId: 'x', upsertedCount: 1, matchedCount: 0 });
    expect(await items().findOne()).toEqual({ _id: 'x', a: { b: 1 }, d: 4, e: 5, f: 6 });
  });

  it('finds and modifies', async () => {
    await items().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(
      await items().findOneAndUpdate(
        {},
        { $inc: { n: 10 } },
        { sort: { n: -1 }, returnDocument: 'after', projection: { n: 1, _id: 0 } },
      ),
    ).toEqual({ n: 12 });
    expect(await items().findOneAndReplace({ _id: 1 }, { m: 1 })).toEqual({ _id: 1, n: 1 });
    expect(await items().findOneAndDelete({ _id: 2 })).toEqual({ _id: 2, n: 12 });
    expect(await items().findOneAndDelete({ _id: 2 })).toBeNull();
    expect(await items().find().toArray()).toEqual([{ _id: 1, m: 1 }]);
  });

  it('writes in bulk, ordered and not', async () => {
    const result = await items().bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { a: 2 } }, upsert: true } },
      { replaceOne: { filter: { _id: 1 }, replacement: { b: 1 } } },
      { deleteOne: { filter: { _id: 2 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
    await items().createIndex({ u: 1 }, { unique: true });
    const failing = items().insertMany(
      [
        { _id: 3, u: 1 },
        { _id: 4, u: 1 },
        { _id: 5, u: 2 },
      ],
      { ordered: false },
    );
    await expect(failing).rejects.toMatchObject({ code: 11000, writeErrors: [{ index: 1 }] });
    expect(await items().countDocuments()).toBe(3);
  });

  it('projects', async () => {
    await items().insertOne({ _id: 1, a: { b: 1, c: 2 }, l: [{ x: 1, y: 2 }, { x: 3 }, 5], n: [1, 2, 3, 4] });
    const one = (projection: object) => items().findOne({ _id: 1 }, { projection });
    expect(await one({ 'a.b': 1 })).toEqual({ _id: 1, a: { b: 1 } });
    expect(await one({ l: { x: 1 }, _id: 0 })).toEqual({ l: [{ x: 1 }, { x: 3 }] });
    expect(await one({ a: 0, 'l.x': 0, n: 0 })).toEqual({ _id: 1, l: [{ y: 2 }, {}, 5] });
    expect(await one({ n: { $slice: -2 }, _id: 1, a: 1 })).toEqual({ _id: 1, a: { b: 1, c: 2 }, n: [3, 4] });
    expect(await one({ l: { $elemMatch: { x: 3 } } })).toEqual({ _id: 1, l: [{ x: 3 }] });
    expect(await items().findOne({ n: 3 }, { projection: { 'n.$': 1 } })).toEqual({ _id: 1, n: [3] });
    expect(await one({ sum: { $add: ['$a.b', '$a.c'] }, _id: 0 })).toEqual({ sum: 3 });
  });

  it('aggregates with the stages it lists', async () => {
    await items().insertMany([
      { _id: 1, unit: 'a', n: [1, 2], at: new Date(1) },
      { _id: 2, unit: 'b', n: [3], at: new Date(2) },
      { _id: 3, unit: 'a', n: [], at: new Date(3) },
    ]);
    const run = (...pipeline: object[]) => items().aggregate(pipeline).toArray();
    expect(await run({ $match: { unit: 'a' } }, { $sort: { at: -1 } }, { $limit: 1 })).toMatchObject([
      { _id: 3 },
    ]);
    expect(
      await run(
        { $unwind: '$n' },
        { $group: { _id: '$unit', n: { $sum: '$n' }, last: { $max: '$at' } } },
        { $sort: { _id: 1 } },
      ),
    ).toEqual([
      { _id: 'a', n: 3, last: new Date(1) },
      { _id: 'b', n: 3, last: new Date(2) },
    ]);
    expect(
      await run(
        { $addFields: { size: { $size: '$n' } } },
        { $match: { size: { $gt: 0 } } },
        { $project: { size: 1 } },
        { $sort: { _id: 1 } },
      ),
    ).toEqual([
      { _id: 1, size: 2 },
      { _id: 2, size: 1 },
    ]);
    expect(await run({ $sortByCount: '$unit' })).toEqual([
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ]);
    expect(
      await run({ $facet: { all: [{ $count: 'n' }], a: [{ $match: { unit: 'a' } }, { $count: 'n' }] } }),
    ).toEqual([{ all: [{ n: 3 }], a: [{ n: 2 }] }]);
    expect(await run({ $match: { unit: 'zz' } }, { $count: 'n' })).toEqual([]);
    await expect(run({ $lookup: {} })).rejects.toMatchObject({ code: 40324 });
    await expect(run({ $out: 'x' })).rejects.toMatchObject({ code: 40324 });
  });

  it('makes, lists and drops indexes and collections', async () => {
    await items().createIndexes([{ key: { a: 1 } }, { key: { b: -1, c: 1 }, name: 'bc', unique: true }]);
    expect((await items().indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1', 'bc']);
    await items().dropIndex('a_1');
    await expect(items().createIndex({ a: 'text' })).rejects.toMatchObject({ code: 67 });
    await expect(items().createIndex({ a: 1 }, { expireAfterSeconds: 1 })).rejects.toMatchObject({
      code: 67,
    });
    await expect(items().createIndex({ x: 1 }, { name: 'bc' })).rejects.toMatchObject({ code: 86 });
    await rig.client.db('test').createCollection('empty');
    expect((await rig.client.db('test').listCollections().toArray()).map(({ name }) => name)).toEqual([
      'empty',
      'items',
    ]);
    await items('empty').drop();
    expect(await rig.client.db('test').listCollections({}, { nameOnly: true }).toArray()).toEqual([
      { name: 'items', type: 'collection' },
    ]);
    expect((await rig.client.db().admin().listDatabases()).databases.map(({ name }) => name)).toContain(
      'test',
    );
  });

  it('has sessions, and refuses transactions clearly', async () => {
    await rig.client.withSession(async (session) => {
      await items().insertOne({ _id: 1 }, { session });
      expect(await items().findOne({ _id: 1 }, { session })).toEqual({ _id: 1 });
      session.startTransaction();
      await expect(items().insertOne({ _id: 2 }, { session })).rejects.toMatchObject({
        originalError: { code: 20 },
      });
    });
    expect(await items().countDocuments()).toBe(1);
  });

  it('keeps files in GridFS', async () => {
    const bucket = new GridFSBucket(rig.client.db('test'), { chunkSizeBytes: 1000 });
    const bytes = Buffer.from(Array.from({ length: 5500 }, (_, i) => i % 251));
    const upload = bucket.openUploadStream('report.pdf', { metadata: { case: 'c1' } });
    upload.end(bytes);
    await new Promise((resolve, reject) => upload.once('finish', resolve).once('error', reject));
    const chunks: Buffer[] = [];
    for await (const chunk of bucket.openDownloadStream(upload.id)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    await bucket.delete(upload.id);
    expect(await rig.client.db('test').collection('fs.chunks').countDocuments()).toBe(0);
  });

  it('refuses what it does not know instead of leaving it out', async () => {
    await expect(
      items()
        .find({}, { collation: { locale: 'vi' } })
        .toArray(),
    ).rejects.toMatchObject({ code: 238 });
    await expect(items().find({ $where: 'true' }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(items().updateOne({}, [{ $set: { a: 1 } }])).rejects.toMatchObject({ code: 238 });
    await expect(items().findOne({ a: 1 }, { hint: 'nothing' })).resolves.toBeNull();
    await items().insertOne({ _id: 1 });
    await expect(items().findOne({ a: 1 }, { hint: 'nothing' })).rejects.toMatchObject({ code: 2 });
    await expect(items().insertOne({ _id: 2 }, { writeConcern: { w: 2 } })).rejects.toMatchObject({
      code: 2,
    });
  });
});

describe('queries on indexes', () => {
  const dayOf = (i: number) => new Date(Date.UTC(2025, 0, 1 + (i % 20)));
  async function fill(count: number): Promise<void> {
    await items('cases').createIndexes([
      { key: { queueKeys: 1, dueAt: 1, _id: 1 } },
      { key: { nextWakeAt: 1, _id: 1 } },
    ]);
    const documents = Array.from({ length: count }, (_, i) => ({
      _id: `c.${String(i).padStart(6, '0')}`,
      queueKeys: [`open|role@u${i % 300}`, `open|role@d${i % 7}`],
      dueAt: dayOf(i),
      filler: 'x'.repeat(200),
    }));
    for (let at = 0; at < count; at += 5000) await items('cases').insertMany(documents.slice(at, at + 5000));
  }

  it('merge the streams of many keys in the order of the sort and read what they show', async () => {
    await fill(20_000);
    const keys = [
      ...Array.from({ length: 198 }, (_, i) => `open|role@u${i}`),
      'open|role@d1',
      'open|role@d2',
    ];
    const filter = { queueKeys: { $in: keys }, dueAt: { $gte: dayOf(3), $lt: dayOf(15) } };
    const before = (await rig.server.stats()).counters;
    const page = await items('cases').find(filter).sort({ dueAt: 1, _id: 1 }).limit(50).toArray();
    const after = (await rig.server.stats()).counters;
    expect(page).toHaveLength(50);
    expect(new Set(page.map(({ _id }) => _id)).size).toBe(50);
    expect(after.documentsRead - before.documentsRead).toBeLessThanOrEqual(50 * 1.2 + 10);

    const all = await items('cases').find(filter).hint({ $natural: 1 }).toArray();
    all.sort((a, b) => Number(a['dueAt']) - Number(b['dueAt']) || (a._id < b._id ? -1 : 1));
    expect(page).toEqual(all.slice(0, 50));
    const backward = await items('cases').find(filter).sort({ dueAt: -1, _id: -1 }).limit(50).toArray();
    expect(backward).toEqual(all.toReversed().slice(0, 50));

    const explained = await items('cases')
      .find(filter)
      .sort({ dueAt: 1, _id: 1 })
      .limit(50)
      .explain('executionStats');
    expect(explained['queryPlanner'].winningPlan).toMatchObject({
      stage: 'LIMIT',
      inputStage: {
        stage: 'FETCH',
        inputStage: {
          stage: 'SORT_MERGE',
          inputStage: { stage: 'IXSCAN', indexName: 'queueKeys_1_dueAt_1__id_1' },
        },
      },
    });
    expect(explained['executionStats']).toMatchObject({ nReturned: 50, totalDocsExamined: 50 });
  });

  it('count on entries alone, up to a limit', async () => {
    await fill(5000);
    const { counters } = await rig.server.stats();
    expect(await items('cases').countDocuments({ queueKeys: 'open|role@d1' }, { limit: 1001 })).toBe(715);
    expect(
      await items('cases').countDocuments(
        { queueKeys: { $in: ['open|role@d1', 'open|role@d2', 'open|role@u1'] } },
        { limit: 1001 },
      ),
    ).toBe(1001);
    expect(
      await items('cases').countDocuments({
        queueKeys: { $in: ['open|role@d1', 'open|role@u1'] },
        _id: /^c\.00[0-4]/,
      }),
    ).toBe(729);
    expect((await rig.server.stats()).counters.documentsRead).toBe(counters.documentsRead);
  });

  it('answer from the index alone when it has all that is asked', async () => {
    await fill(1000);
    const { counters } = await rig.server.stats();
    const found = await items('cases')
      .find({ queueKeys: 'open|role@d1', dueAt: dayOf(1) }, { projection: { _id: 1, dueAt: 1 } })
      .toArray();
    expect(found.length).toBeGreaterThan(5);
    expect(found[0]).toEqual({ _id: expect.any(String), dueAt: dayOf(1) });
    expect((await rig.server.stats()).counters.documentsRead).toBe(counters.documentsRead);
  });

  it('say COLLSCAN and SORT where nothing helps', async () => {
    await fill(100);
    const explained = await items('cases')
      .find({ filler: 'y' })
      .sort({ filler: 1 })
      .explain('executionStats');
    expect(explained['queryPlanner'].winningPlan).toMatchObject({
      stage: 'SORT',
      inputStage: { stage: 'COLLSCAN' },
    });
    expect(explained['executionStats']).toMatchObject({
      totalDocsExamined: 100,
      totalKeysExamined: 0,
      nReturned: 0,
    });
  });
});

describe('unmodified Mongoose', () => {
  it('connects, validates, populates, and tells duplicates', async () => {
    const connection = await mongoose.createConnection(rig.server.url, { dbName: 'test' }).asPromise();
    const unit = connection.model(
      'Unit',
      new mongoose.Schema({ _id: String, name: { type: String, unique: true } }),
    );
    const person = connection.model(
      'Person',
      new mongoose.Schema(
        {
          name: String,
          unit: { type: String, ref: 'Unit' },
          born: Date,
          tags: [String],
          score: mongoose.Schema.Types.Decimal128,
        },
        { timestamps: true },
      ),
    );
    await unit.init();
    await unit.create({ _id: 'u1', name: 'Phường 1' });
    await expect(unit.create({ _id: 'u2', name: 'Phường 1' })).rejects.toMatchObject({
      code: 11000,
      keyValue: { name: 'Phường 1' },
    });
    const made = await person.create({ name: 'An', unit: 'u1', born: new Date(0), tags: ['a'] });
    made.tags.push('b');
    made.name = 'Ân';
    await made.save();
    const found = await person.findById(made._id).populate<{ unit: { name: string } }>('unit');
    expect(found).toMatchObject({ name: 'Ân', unit: { name: 'Phường 1' } });
    expect([...found!.tags]).toEqual(['a', 'b']);
    const stale = await person.findById(made._id);
    await person.updateOne({ _id: made._id }, { $pull: { tags: 'a' } });
    stale!.set('name', 'Bình');
    await stale!.save();
    expect(await person.findOne({ tags: 'b' }).lean()).toMatchObject({ name: 'Bình', tags: ['b'] });
    expect(await person.countDocuments({ born: { $lte: new Date(0) } })).toBe(1);
    expect(await person.exists({ name: 'Nobody' })).toBeNull();
    await connection.close();
  });
});

describe('durability', () => {
  it('is FULL on the open file, with a write-ahead log', async () => {
    expect(await rig.server.stats()).toMatchObject({ synchronous: 2, journalMode: 'wal' });
    const { storageEngine } = await rig.client.db('admin').command({ serverStatus: 1 });
    expect(storageEngine).toMatchObject({ synchronous: 2, journalMode: 'wal' });
  });

  it('lets writes that arrive together share one commit', async () => {
    const { counters } = await rig.server.stats();
    await Promise.all(Array.from({ length: 200 }, (_, _id) => items().insertOne({ _id })));
    const after = (await rig.server.stats()).counters;
    expect(after.documentsInserted - counters.documentsInserted).toBe(200);
    expect(after.commits - counters.commits).toBeLessThan(200);
  });

  it('opens again what was closed', async () => {
    const own = await openRig();
    await own.client
      .db('kept')
      .collection<Item>('items')
      .insertMany([
        { _id: 1, a: [1, 2] },
        { _id: 2, a: [2] },
      ]);
    await own.client.db('kept').collection('items').createIndex({ a: 1 });
    await own.client.close();
    await own.server.close();
    const server = await startDocumentServer({ file: own.file, socketPath: own.socketPath });
    const client = await new MongoClient(server.url).connect();
    const kept = client.db('kept').collection<Item>('items');
    expect(await kept.find({ a: 2 }).hint('a_1').sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: [1, 2] },
      { _id: 2, a: [2] },
    ]);
    expect((await kept.find({ a: { $gt: 1, $lt: 2 } }).toArray()).map(({ _id }) => _id)).toEqual([1]);
    await client.close();
    await server.close();
  });
});

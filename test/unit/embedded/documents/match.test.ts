import { BSONRegExp, MaxKey, MinKey, ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import type { Doc } from '../../../../engine/adapters/embedded/documents/bson/codec.ts';
import { compileFilter } from '../../../../engine/adapters/embedded/documents/match/filter.ts';
import { matches } from '../../../../engine/adapters/embedded/documents/match/node.ts';

const id = new ObjectId('64b000000000000000000001');

/** A filter, then documents it finds, then documents it does not. */
const table: [string, Doc, Doc[], Doc[]][] = [
  ['equality', { a: 1 }, [{ a: 1 }, { a: 1n }, { a: [2, 1] }], [{ a: 2 }, { a: '1' }, {}, { a: [[1]] }]],
  ['equality with an array', { a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: [1] }]],
  [
    'equality with a document: the order of fields counts',
    { a: { x: 1, y: 2 } },
    [{ a: { x: 1, y: 2 } }],
    [{ a: { y: 2, x: 1 } }, { a: { x: 1 } }],
  ],
  ['equality with null', { a: null }, [{}, { a: null }, { a: [null] }], [{ a: 0 }, { a: [] }, { a: {} }]],
  [
    'null behind a path',
    { 'a.b': null },
    [{}, { a: {} }, { a: 4 }, { a: null }, { a: [] }, { a: [{}] }, { a: [1] }, { a: [{ b: 3 }, {}] }],
    [{ a: { b: 1 } }, { a: [{ b: 1 }, { b: 3 }] }],
  ],
  [
    'not null behind a path',
    { 'a.b': { $ne: null } },
    [{ a: { b: 1 } }, { a: [{ b: 1 }, { b: 'x' }] }],
    [{}, { a: [{ b: 1 }, {}] }],
  ],
  ['$in with null', { a: { $in: [null, 4] } }, [{ a: 4 }, {}, { a: [4] }], [{ a: 5 }]],
  [
    '$in with a pattern',
    { a: { $in: [/^b/, 'x'] } },
    [{ a: 'ba' }, { a: 'x' }, { a: ['q', 'b'] }],
    [{ a: 'ab' }],
  ],
  ['$nin', { a: { $nin: [1, null] } }, [{ a: 2 }, { a: [] }], [{ a: [1, 5] }, {}]],
  [
    '$gt compares values of one class',
    { a: { $gt: 3 } },
    [{ a: 4 }, { a: [1, 9] }, { a: 4n }],
    [{ a: 3 }, { a: '9' }, { a: null }, { a: Number.NaN }],
  ],
  ['$gt on dates', { a: { $gt: new Date(5) } }, [{ a: new Date(6) }], [{ a: 6 }, { a: new Date(5) }]],
  ['$gt on text is by code point', { a: { $gt: '\uffff' } }, [{ a: '\u{10000}' }], [{ a: '\ue000' }]],
  ['$lte with null', { a: { $lte: null } }, [{}, { a: null }], [{ a: 1 }]],
  ['$gte on object ids', { a: { $gte: id } }, [{ a: id }], [{ a: new ObjectId('64b000000000000000000000') }]],
  [
    '$gt MinKey and $lt MaxKey hold for everything',
    { a: { $gt: new MinKey(), $lt: new MaxKey() } },
    [{ a: 1 }, { a: 'x' }, {}],
    [{ a: new MinKey() }],
  ],
  [
    'a range on an array may be met by two elements',
    { a: { $gt: 4, $lt: 2 } },
    [{ a: [1, 5] }],
    [{ a: 3 }, { a: [3] }],
  ],
  [
    '$elemMatch on values is met by one',
    { a: { $elemMatch: { $gt: 2, $lt: 5 } } },
    [{ a: [1, 3] }],
    [{ a: [1, 6] }, { a: 3 }],
  ],
  [
    '$elemMatch on fields is met by one',
    { a: { $elemMatch: { k: 1, n: { $gt: 2 } } } },
    [{ a: [{ k: 1, n: 3 }] }],
    [
      {
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 9 },
        ],
      },
      { a: { k: 1, n: 3 } },
    ],
  ],
  [
    'dotted conditions may be met by two',
    { 'a.k': 1, 'a.n': { $gt: 2 } },
    [
      {
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 9 },
        ],
      },
    ],
    [{ a: [{ k: 2, n: 9 }] }],
  ],
  ['a position', { 'a.1': 5 }, [{ a: [1, 5] }, { a: { 1: 5 } }], [{ a: [5, 1] }, { a: [5] }]],
  ['a position that is not there', { 'a.3': { $exists: false } }, [{ a: [1] }, {}], [{ a: [1, 2, 3, 4] }]],
  [
    '$exists',
    { 'a.b': { $exists: true } },
    [{ a: { b: null } }, { a: [{}, { b: 1 }] }],
    [{ a: {} }, { a: [] }, {}],
  ],
  ['$not', { a: { $not: { $gt: 3 } } }, [{ a: 3 }, { a: 'x' }, {}], [{ a: 4 }, { a: [1, 4] }]],
  ['$size', { a: { $size: 2 } }, [{ a: [1, [2]] }], [{ a: [1] }, { a: 'xx' }, { a: [[1, 2]] }]],
  ['$all', { a: { $all: [1, 2] } }, [{ a: [2, 1, 3] }], [{ a: [1] }, { a: 1 }]],
  ['$all of nothing', { a: { $all: [] } }, [], [{ a: [] }, { a: 1 }]],
  ['$mod', { a: { $mod: [4, 1] } }, [{ a: 5 }, { a: [2, 9] }, { a: 5n }], [{ a: 4 }, { a: 'x' }]],
  [
    '$type',
    { a: { $type: ['string', 'long', 'array'] } },
    [{ a: 'x' }, { a: 5n }, { a: [] }, { a: [1, 'x'] }],
    [{ a: 5 }, {}, { a: null }],
  ],
  ['$type number', { a: { $type: 'number' } }, [{ a: 1 }, { a: 1.5 }, { a: 1n }], [{ a: '1' }]],
  [
    '$regex with options',
    { a: { $regex: '^B.c', $options: 'i' } },
    [{ a: 'bac' }, { a: ['x', 'BXC'] }],
    [{ a: 'abac' }, { a: 5 }],
  ],
  [
    'a pattern equals itself',
    { a: new BSONRegExp('b', 'i') },
    [{ a: 'xBx' }, { a: new BSONRegExp('b', 'i') }],
    [{ a: new BSONRegExp('b', '') }],
  ],
  [
    '$and, $or and $nor',
    { $or: [{ a: 1 }, { $and: [{ b: 2 }, { c: 3 }] }], $nor: [{ d: 4 }] },
    [{ a: 1 }, { b: 2, c: 3 }],
    [{ b: 2 }, { a: 1, d: 4 }],
  ],
  ['$expr', { $expr: { $gt: ['$a', '$b'] } }, [{ a: 2, b: 1 }], [{ a: 1, b: 2 }]],
  [
    'names of the prototype are fields like others',
    { constructor: null, __proto__x: { $exists: false } },
    [{}],
    [{ constructor: 1 }],
  ],
];

/** A filter and the error it is refused with. */
const refused: [Doc, string][] = [
  [{ a: { $foo: 1 } }, 'unknown operator: $foo'],
  [
    { $foo: [] },
    "unknown top level operator: $foo. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.",
  ],
  [{ $or: [] }, '$and/$or/$nor must be a nonempty array'],
  [{ $or: {} }, '$or must be an array'],
  [{ $and: [1] }, '$or/$and/$nor entries need to be full objects'],
  [{ a: { $in: 1 } }, '$in needs an array'],
  [{ a: { $in: [{ $gt: 1 }] } }, 'cannot nest $ under $in'],
  [{ a: { $size: -1 } }, 'Failed to parse $size. Expected a non-negative number in: $size: -1'],
  [{ a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
  [{ a: { $not: {} } }, '$not cannot be empty'],
  [{ a: { $ne: /x/ } }, "Can't have regex as arg to $ne."],
  [{ a: { $type: 'texte' } }, 'Unknown type name alias: texte'],
  [{ a: { $elemMatch: 1 } }, '$elemMatch needs an Object'],
  [{ a: { $options: 'i' } }, '$options needs a $regex'],
  [
    { a: { $regex: '(' } },
    'Regular expression is invalid: Invalid regular expression: /(/: Unterminated group',
  ],
  [
    { $where: '1' },
    "unknown top level operator: $where. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.",
  ],
];

describe('a filter', () => {
  it.each(table)('%s', (_name, filter, found, others) => {
    const node = compileFilter(filter);
    expect(found.map((doc) => [doc, matches(node, doc)])).toEqual(found.map((doc) => [doc, true]));
    expect(others.map((doc) => [doc, matches(node, doc)])).toEqual(others.map((doc) => [doc, false]));
  });

  it.each(refused)('is refused: %o', (filter, message) => {
    expect(() => compileFilter(filter)).toThrow(message);
  });
});

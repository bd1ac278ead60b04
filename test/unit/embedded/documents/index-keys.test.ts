import { describe, expect, it } from 'vitest';
import type { Doc } from '../../../../engine/adapters/embedded/documents/bson/codec.ts';
import { emptyArray } from '../../../../engine/adapters/embedded/documents/keys/encode.ts';
import { indexKeys } from '../../../../engine/adapters/embedded/documents/keys/index-keys.ts';

const componentsOf = (paths: string[]) =>
  paths.map((path) => ({ path, parts: path.split('.'), direction: 1 as const }));

/** Paths, a document, the rows of its keys, and which components passed through an array. */
const table: [string, string[], Doc, unknown[][], boolean[]][] = [
  ['plain values', ['a', 'b.c'], { a: 1, b: { c: 'x' } }, [[1, 'x']], [false, false]],
  ['what is missing', ['a', 'b.c'], { b: 4 }, [[undefined, undefined]], [false, false]],
  [
    'an array gives a key an element',
    ['a', 'b'],
    { a: [1, 2], b: 3 },
    [
      [1, 3],
      [2, 3],
    ],
    [true, false],
  ],
  ['the same element twice is one key', ['a'], { a: [1, 1, 2] }, [[1], [2]], [true]],
  ['an empty array has a place of its own', ['a'], { a: [] }, [[emptyArray]], [true]],
  ['an empty array on the way leads nowhere', ['a.b'], { a: [] }, [[undefined]], [true]],
  ['an array in an array is a value', ['a'], { a: [[1, 2], 3] }, [[[1, 2]], [3]], [true]],
  [
    'documents in an array',
    ['a.b'],
    { a: [{ b: 1 }, { b: [2, 3] }, {}, 5] },
    [[1], [2], [3], [undefined]],
    [true],
  ],
  [
    'two paths into one array keep together',
    ['a.b', 'a.c'],
    { a: [{ b: 1, c: 2 }, { b: 3 }] },
    [
      [1, 2],
      [3, undefined],
    ],
    [true, true],
  ],
  ['a position', ['a.1.b'], { a: [{ b: 1 }, { b: 2 }] }, [[2]], [false]],
];

describe('the keys of a document', () => {
  it.each(table)('%s', (_name, paths, doc, rows, multikey) => {
    const made = indexKeys(doc, componentsOf(paths));
    expect(made.rows).toEqual(rows);
    expect(made.multikey).toEqual(multikey);
    expect(made.keys).toHaveLength(rows.length);
  });

  it('cannot come from two arrays', () => {
    expect(() => indexKeys({ a: [1], b: [2] }, componentsOf(['a', 'b']))).toThrow(
      'cannot index parallel arrays [b] [a]',
    );
  });
});

import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeComponent, splitKey } from '../../engine/adapters/embedded/documents/keys/decode.ts';
import {
  type Direction,
  encodeKey,
  encodeValue,
} from '../../engine/adapters/embedded/documents/keys/encode.ts';
import { compare } from '../../engine/adapters/embedded/documents/values/compare.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom('\0', '\u0001', '\u0002', 'a', '\ud7ff', '\ue000', '\uffff', '\u{10000}'),
    maxLength: 4,
  }),
);
const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 5e-324, -5e-324, 2 ** 53, -(2 ** 53), 2 ** 63),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }),
  fc.bigInt({ min: 2n ** 62n - 600n, max: 2n ** 62n + 600n }),
);
const leaf = fc.oneof(
  fc.constant(null),
  number,
  text,
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 5 }), fc.constantFrom(0, 4, 128))
    .map(([bytes, kind]) => new Binary(bytes, kind)),
  fc.record({ t: fc.nat(), i: fc.nat() }).map((one) => new Timestamp(one)),
  fc
    .tuple(fc.constantFrom('a', 'b', 'ab'), fc.constantFrom('', 'i', 'im'))
    .map(([s, o]) => new BSONRegExp(s, o)),
  fc.constantFrom(new MinKey(), new MaxKey()),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'a\u0001'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Without a negative zero, which `toBe` tells apart. */
const sign = (order: number): number => Math.sign(order) + 0;

describe('keys', () => {
  it('have the order of the values they stand for', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(sign(compare(a, b)));
      }),
      { numRuns: 5000 },
    );
  });

  it('of several components have the order of their rows, whatever the directions', () => {
    const direction = fc.constantFrom<Direction>(1, -1);
    fc.assert(
      fc.property(
        fc.tuple(value, value),
        fc.tuple(value, value),
        fc.tuple(direction, direction),
        (a, b, directions) => {
          const expected = compare(a[0], b[0]) * directions[0] || compare(a[1], b[1]) * directions[1];
          const keys = Buffer.compare(encodeKey(a, directions), encodeKey(b, directions));
          expect(sign(keys)).toBe(sign(expected));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('are taken apart where they were put together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.constantFrom<Direction>(1, -1)), { minLength: 1, maxLength: 4 }),
        (row) => {
          const directions = row.map(([, one]) => one);
          const key = encodeKey(
            row.map(([one]) => one),
            directions,
          );
          const ends = splitKey(key, directions);
          expect(ends.at(-1)).toBe(key.length);
          row.forEach(([one, direction], i) => {
            const from = i === 0 ? 0 : ends[i - 1]!;
            const decoded = decodeComponent(key, from, ends[i]!, direction);
            if (decoded.known) expect(compare(decoded.value, one)).toBe(0);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of one value never begin another', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const one = encodeValue(a);
        const two = encodeValue(b);
        if (!one.equals(two)) expect(two.subarray(0, one.length).equals(one)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});

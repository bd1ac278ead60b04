import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Doc, encode } from '../../engine/adapters/embedded/documents/bson/codec.ts';
import { compileFilter } from '../../engine/adapters/embedded/documents/match/filter.ts';
import { compileProjection } from '../../engine/adapters/embedded/documents/project/projection.ts';

const names = ['_id', 'a', 'b', 'ấp', 'history', 'a\u0001'];
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.integer(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
  ),
})).value;
const documents: fc.Arbitrary<Doc> = fc.dictionary(fc.constantFrom(...names), value);
const projections = fc.dictionary(
  fc.constantFrom(...names.slice(1), 'a.b', 'history.a'),
  fc.constantFrom(1, true),
  {
    minKeys: 1,
    maxKeys: 3,
  },
);

describe('an answer made of a stored document', () => {
  it('is the one made of the decoded document, byte for byte', () => {
    fc.assert(
      fc.property(documents, projections, fc.boolean(), (doc, projection, withId) => {
        fc.pre(!('a' in projection && 'a.b' in projection));
        fc.pre(!('history' in projection && 'history.a' in projection));
        const asked = withId ? projection : { ...projection, _id: 0 };
        const compiled = compileProjection(asked, compileFilter({}))!;
        expect(Buffer.from(compiled.answer(encode(doc), null))).toEqual(
          Buffer.from(encode(compiled.apply(doc))),
        );
      }),
    );
  });
});

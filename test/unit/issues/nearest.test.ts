import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../../engine/issues/index.ts';

const known = ['team-leader', 'commune-police', 'province', 'clerk', 'Clark'];

test.each([
  ['team-leadr', ['team-leader']],
  ['tema-leader', ['team-leader']],
  ['CLERK', ['clerk', 'Clark']],
  ['clekr', ['clerk', 'Clark']],
  ['nothing-like-it', []],
  ['', []],
])('%s: %j', (name, expected) => {
  expect(nearest(name, known)).toEqual(expected);
});

test('names each known one once, at most so many', () => {
  expect(nearest('aa', ['ab', 'ac', 'ad', 'ab', 'ae'], 2)).toEqual(['ab', 'ac']);
});

test('a known name is nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1 }), (names) => {
      const lower = [...new Set(names.map((one) => one.toLowerCase()))];
      expect(nearest(lower[0]!, lower)[0]).toBe(lower[0]);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Expression,
  everyExpression,
  mapChildren,
  parseRule,
  printRule,
} from '../../engine/rules/index.ts';

const at = { from: 0, to: 0 };
const name = fc.constantFrom('a', 'b', 'score', 'rows', 'unit', 'is', 'item');
const decimal = fc.constantFrom('0', '1', '-1', '2.5', '-0.125', '12345678901234567890', '0.001');
const text = fc.oneof(
  fc.constantFrom('', 'a', '"', '\\', '\n', 'đua', '😀', '// x', '/*', 'a\\"b', '\u2028', '\u0001', "it's"),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((one) => one.normalize('NFC')),
);

/** Every tree a rule can have: chains of one operator stand side by side, and a sign before a numeral is its own. */
const trees = fc.letrec<{ any: Expression }>((tie) => {
  const any = tie('any');
  const many = fc.array(any, { minLength: 1, maxLength: 3 });
  const tested = fc.oneof(
    any.map((value) => ({ kind: 'member' as const, value })),
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom(
        '=' as const,
        '!=' as const,
        '<' as const,
        '<=' as const,
        '>' as const,
        '>=' as const,
      ),
      value: any,
    }),
    fc.record({
      kind: fc.constant('range' as const),
      low: any,
      high: any,
      lowIncluded: fc.boolean(),
      highIncluded: fc.boolean(),
    }),
  );
  const node = <T extends Omit<Expression, 'from' | 'to'>>(made: fc.Arbitrary<T>) =>
    made.map((one) => ({ ...one, ...at }) as unknown as Expression);
  return {
    any: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      node(name.map((one) => ({ kind: 'name' as const, name: one }))),
      node(decimal.map((value) => ({ kind: 'number' as const, value }))),
      node(text.map((value) => ({ kind: 'text' as const, value }))),
      node(fc.boolean().map((value) => ({ kind: 'boolean' as const, value }))),
      node(fc.constant({ kind: 'null' as const })),
      node(fc.constantFrom('2025-01-20', '2024-02-29').map((value) => ({ kind: 'date' as const, value }))),
      node(fc.constantFrom('P10D', '-P1Y6M').map((value) => ({ kind: 'duration' as const, value }))),
      node(fc.record({ kind: fc.constant('path' as const), of: any, name })),
      node(fc.record({ kind: fc.constant('filter' as const), of: any, where: any })),
      node(fc.record({ kind: fc.constant('list' as const), items: fc.array(any, { maxLength: 3 }) })),
      node(
        fc
          .record({
            kind: fc.constant('logic' as const),
            operator: fc.constantFrom('and' as const, 'or' as const),
            terms: fc.array(any, { minLength: 2, maxLength: 3 }),
          })
          .map((one) => ({
            ...one,
            terms: one.terms.flatMap((term) =>
              term.kind === 'logic' && term.operator === one.operator ? term.terms : [term],
            ),
          })),
      ),
      node(fc.record({ kind: fc.constant('not' as const), term: any })),
      node(
        fc.record({
          kind: fc.constant('comparison' as const),
          operator: fc.constantFrom('=' as const, '!=' as const, '<' as const, '>=' as const),
          left: any,
          right: any,
        }),
      ),
      node(fc.record({ kind: fc.constant('between' as const), value: any, low: any, high: any })),
      node(
        fc.record({
          kind: fc.constant('in' as const),
          value: any,
          tests: fc.array(tested, { minLength: 1, maxLength: 3 }),
        }),
      ),
      node(fc.record({ kind: fc.constant('if' as const), condition: any, whenTrue: any, otherwise: any })),
      node(
        fc.record({
          kind: fc.constant('arithmetic' as const),
          operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const, '**' as const),
          left: any,
          right: any,
        }),
      ),
      node(
        fc.record({
          kind: fc.constant('minus' as const),
          term: any.filter((one) => one.kind !== 'number'),
        }),
      ),
      node(
        fc.record({
          kind: fc.constant('quantifier' as const),
          quantifier: fc.constantFrom('some' as const, 'every' as const),
          bindings: fc.array(fc.record({ name: fc.constantFrom('r', 's'), list: any }), {
            minLength: 1,
            maxLength: 2,
          }),
          satisfies: any,
        }),
      ),
      node(
        fc.record({
          kind: fc.constant('call' as const),
          name: fc.constantFrom('sum', 'starts with'),
          arguments: many,
        }),
      ),
      node(
        any.map((one) => ({
          kind: 'call' as const,
          name: 'round',
          arguments: [one, one],
          names: ['x', 'places'],
        })),
      ),
    ),
  };
});

/** A tree without the places of its nodes. */
function withoutPlaces(expression: Expression): Expression {
  return mapChildren({ ...expression, ...at }, withoutPlaces);
}

test('parsing what was printed gives the same tree, and printing it the same text', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(trees.any, (tree) => {
      for (const node of everyExpression(tree)) kinds.add(node.kind);
      const printed = printRule(tree);
      fc.pre(printed.length < 2_000);
      const parsed = parseRule(printed, { source: 'property', pointer: '' });
      expect(parsed.issues, printed).toEqual([]);
      if (!parsed.ok) return;
      expect(withoutPlaces(parsed.value), printed).toEqual(withoutPlaces(tree));
      expect(printRule(parsed.value)).toBe(printed);
      for (const node of everyExpression(parsed.value)) {
        expect(node.from).toBeGreaterThanOrEqual(0);
        expect(node.to).toBeLessThanOrEqual(printed.length);
        expect(node.from).toBeLessThan(node.to);
      }
    }),
    { seed: 20_250_120, numRuns: 4_000 },
  );
  expect(kinds.size).toBe(20);
});

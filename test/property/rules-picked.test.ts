import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compileRule,
  normalPicked,
  type PickedRow,
  type PickedRule,
  parseRule,
  pickedOf,
  printPicked,
  scopeOf,
  today,
} from '../../engine/rules/index.ts';

const scope = scopeOf({
  answers: {
    shifts: { kind: 'number', min: '0' },
    hours: { kind: 'number' },
    from: { kind: 'date' },
    until: { kind: 'date' },
    held: { kind: 'boolean' },
    kind: { kind: 'choice', choices: ['a', 'b', 'c'] },
    place: { kind: 'text' },
    tags: { kind: 'list', of: { kind: 'choice', choices: ['a', 'b', 'c'] } },
  },
});
const place = { source: 'test', pointer: '' };

const word = fc.string({ unit: 'grapheme', maxLength: 8 }).map((one) => one.normalize('NFC'));
const value = {
  number: fc.constantFrom('0', '3', '-2', '2.5', '-0.125'),
  date: fc.constantFrom('2025-01-20', '2024-02-29'),
  choice: fc.constantFrom('a', 'b', 'c'),
};
const comparing = ['equals', 'differs', 'less', 'atMost', 'more', 'atLeast'] as const;

function row(
  paths: readonly string[],
  operators: readonly PickedRow['operator'][],
  values: fc.Arbitrary<string>,
  against: readonly string[] = [],
): fc.Arbitrary<PickedRow> {
  const one = fc.record({
    path: fc.constantFrom(...paths),
    operator: fc.constantFrom(...operators),
    values: values.map((each) => [each]),
  });
  if (against.length === 0) return one;
  const other = fc.record({
    path: fc.constantFrom(...paths),
    operator: fc.constantFrom(...operators),
    values: fc.constant([]),
    against: fc.constantFrom(...against),
  });
  return fc.oneof(one, other);
}

const rows: fc.Arbitrary<PickedRow> = fc.oneof(
  row(['shifts', 'hours', 'previous.shifts'], comparing, value.number, ['hours', 'previous.hours']),
  row(['from', 'until', 'phase.opens'], comparing, value.date, ['until', today]),
  row(['held'], ['equals'], fc.constantFrom('true', 'false')),
  row(['kind'], ['equals', 'differs'], value.choice),
  row(['place', 'unit.name'], ['equals', 'differs', 'contains', 'begins'], word),
  row(['tags'], ['contains', 'lacks'], value.choice),
  fc.record({
    path: fc.constant('kind'),
    operator: fc.constantFrom('oneOf' as const, 'noneOf' as const),
    values: fc.uniqueArray(value.choice, { minLength: 1 }),
  }),
  fc.record({
    path: fc.constantFrom('shifts', 'from', 'held', 'kind', 'place', 'tags', 'answers.hours'),
    operator: fc.constantFrom('empty' as const, 'answered' as const),
    values: fc.constant([]),
  }),
);

const rules: fc.Arbitrary<PickedRule> = fc.record({
  join: fc.constantFrom('and' as const, 'or' as const),
  terms: fc.array(fc.array(rows, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
});

function read(text: string): PickedRule | null {
  const parsed = parseRule(text, place);
  if (!parsed.ok) throw new Error(`${text} does not parse.`);
  return pickedOf(parsed.value, scope);
}

test('what was picked is a condition the compiler takes, and reads back as it was picked', () => {
  fc.assert(
    fc.property(rules, (picked) => {
      const text = printPicked(picked, scope);
      if (text === '') return;
      expect(compileRule(text, scope, 'condition', place).issues.filter(isError)).toEqual([]);
      expect(read(text)).toEqual(normalPicked(picked));
      expect(printPicked(read(text)!, scope)).toBe(text);
    }),
    { numRuns: 400 },
  );
});

// A value that can never be equal is told by the compiler and is no fault of the picker.
const isError = ({ severity, code }: { severity: string; code: string }) =>
  severity === 'error' && !code.startsWith('rules.range');

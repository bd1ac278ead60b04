import { describe, expect, it } from 'vitest';
import { parseRule, pickedOf, pickedOperators, printPicked, scopeOf } from '../../../engine/rules/index.ts';

const scope = scopeOf({
  answers: {
    shifts: { kind: 'number' },
    hours: { kind: 'number' },
    held: { kind: 'boolean' },
    kind: { kind: 'choice', choices: ['a', 'b'] },
    place: { kind: 'text' },
    tags: { kind: 'list', of: { kind: 'choice', choices: ['a', 'b'] } },
    rows: { kind: 'list', of: { kind: 'record', fields: { n: { kind: 'number' } } } },
  },
});

function picked(text: string) {
  const parsed = parseRule(text, { source: 'test', pointer: '' });
  if (!parsed.ok) throw new Error(text);
  return pickedOf(parsed.value, scope);
}

describe('a condition picked in words', () => {
  it.each([
    ['shifts > 0', 'shifts > 0'],
    ['held', 'held = true'],
    ['not(held)', 'held = false'],
    ['shifts > 0 and held = true', 'shifts > 0 and held = true'],
    ['(shifts > 0 or hours > 0) and held', '(shifts > 0 or hours > 0) and held = true'],
    ['shifts > 0 and hours > 0 or held', 'shifts > 0 and hours > 0 or held = true'],
    ['kind in ("b", "a")', 'kind in ("a", "b")'],
    ['not("a" in tags)', 'not("a" in tags)'],
    ['not(is empty(place))', 'not(is empty(place))'],
    ['contains(place, "xã")', 'contains(place, "xã")'],
    ['shifts <= previous.shifts', 'shifts <= previous.shifts'],
  ])('%s reads as rows, and prints as %s', (text, canonical) => {
    expect(printPicked(picked(text)!, scope)).toBe(canonical);
  });

  it.each([
    'shifts > 3 * previous.shifts',
    'shifts + hours > 0',
    'sum(rows.n) > 3',
    '0 < shifts',
    'shifts = null',
    'not(shifts > 0)',
    'shifts between 1 and 3',
    'if held then true else false',
    'shifts',
    'not(place)',
    'unknown > 3',
    'shifts > "3"',
    'kind in (place, "a")',
    'not(contains(place, "a"))',
  ])('%s stays the text it is', (text) => {
    expect(picked(text)).toBeNull();
  });

  it('prints nothing for no rows', () => {
    expect(printPicked({ join: 'and', terms: [[]] }, scope)).toBe('');
  });

  it('offers comparisons by the type of the answer, none for rows of a table', () => {
    expect(pickedOperators({ kind: 'boolean' })).toEqual(['equals', 'empty', 'answered']);
    expect(pickedOperators({ kind: 'list', of: { kind: 'record', fields: {} } })).toEqual([]);
  });
});

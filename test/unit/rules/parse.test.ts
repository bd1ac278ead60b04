import { describe, expect, test } from 'vitest';
import { everyExpression, parseRule, printRule } from '../../../engine/rules/index.ts';

const place = { source: 'test', pointer: '' };

describe('in holds tighter than what follows it', () => {
  test.each([
    ['a in [1..2] and b', '(a in [1..2]) and b'],
    ['p and a in b or c', 'p and (a in b) or c'],
    ['p or a in b and c in d or e', 'p or (a in b) and (c in d) or e'],
    ['a in b and cc = 1 and dd in [1..2] or ee', '(a in b) and cc = 1 and (dd in [1..2]) or ee'],
    ['a in > 5 and b', '(a in (> 5)) and b'],
    ['a in (1) and b', '(a in (1)) and b'],
    ['a in (1, 2) and b', 'a in (1, 2) and b'],
    ['a in b = c in d and e', '(((a in b) = c) in d) and e'],
    ['a in b in c', '(a in b) in c'],
    ['x = a in b and c', '((x = a) in b) and c'],
    ['a in b + 1 and c', '(a in (b + 1)) and c'],
    ['a in (b and c)', 'a in ((b and c))'],
    ['not(a in b and c)', 'not((a in b) and c)'],
    ['some x in a satisfies x in [1..2] or b', 'some x in a satisfies (x in [1..2]) or b'],
    ['if a in b or c then a in b and c else d', 'if (a in b) or c then (a in b) and c else d'],
    ['a in if p then q else r', 'a in ((if p then q else r))'],
  ])('%s', (text, wanted) => {
    const parsed = parseRule(text, place);
    expect(parsed.ok && printRule(parsed.value)).toBe(wanted);
    if (!parsed.ok) return;
    for (const node of everyExpression(parsed.value))
      if (node.kind === 'name') expect(text.slice(node.from, node.to)).toBe(node.name);
  });

  test('however many there are', () => {
    const parsed = parseRule(`${'a in b and '.repeat(150)}c`, place);
    expect(parsed.ok && parsed.value.kind === 'logic' && parsed.value.terms.length).toBe(151);
  });
});

test('places are those of the text as written', () => {
  const text = 'score in [1..2] // first\n  and\tcount( rows ) > 0';
  const parsed = parseRule(text, place);
  if (!parsed.ok) throw new Error('refused');
  const pieces = everyExpression(parsed.value).map((node) => text.slice(node.from, node.to));
  expect(pieces).toEqual([
    text,
    'score in [1..2]',
    'score',
    '1',
    '2',
    'count( rows ) > 0',
    'count( rows )',
    'rows',
    '0',
  ]);
});

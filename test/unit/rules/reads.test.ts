import { describe, expect, test } from 'vitest';
import { parseRule, printRule, type RuleType, readsOf, renameRead } from '../../../engine/rules/index.ts';

const row: RuleType = { kind: 'record', fields: { amount: { kind: 'number' }, kind: { kind: 'text' } } };
const scope = {
  names: {
    score: { kind: 'number' },
    limit: { kind: 'number' },
    rows: { kind: 'list', of: row },
    answers: { kind: 'record', fields: { score: { kind: 'number' }, rows: { kind: 'list', of: row } } },
    unit: { kind: 'record', fields: { level: { kind: 'text' } } },
  } satisfies Record<string, RuleType>,
};

function parse(text: string) {
  const parsed = parseRule(text, { source: 'test', pointer: '' });
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

describe('what a rule reads', () => {
  test.each([
    ['score > 5 and score < limit', ['limit', 'score']],
    ['1 + 2', []],
    ['unit.level = "commune"', ['unit.level']],
    ['answers.score + score', ['answers.score', 'score']],
    ['count(rows)', ['rows']],
    ['sum(rows.amount)', ['rows.amount']],
    ['rows[amount > limit].kind', ['limit', 'rows', 'rows.amount', 'rows.kind']],
    ['rows[item.amount > 1]', ['rows', 'rows.amount']],
    ['rows[1].amount', ['rows', 'rows.amount']],
    ['some r in rows satisfies r.amount > score', ['rows', 'rows.amount', 'score']],
    ['every r in rows[kind = "a"] satisfies r.amount > 1', ['rows', 'rows.amount', 'rows.kind']],
    ['some score in rows satisfies score.amount > 1', ['rows', 'rows.amount']],
    ['some r in rows, s in rows satisfies r.amount = s.amount', ['rows', 'rows.amount']],
    ['count(rows[count(rows[amount > 1]) > 0])', ['rows', 'rows.amount']],
    ['sum(answers.rows[amount > 1].amount)', ['answers.rows', 'answers.rows.amount']],
    ['working days(today(), limit)', ['limit']],
    ['score in [1..limit]', ['limit', 'score']],
    ['if score > 1 then limit else unit.level', ['limit', 'score', 'unit.level']],
  ])('%s', (text, wanted) => {
    expect(readsOf(parse(text), scope)).toEqual(wanted);
  });

  test('without the scope a bare name in a filter may be both', () => {
    expect(readsOf(parse('rows[amount > limit]'))).toEqual([
      'amount',
      'limit',
      'rows',
      'rows.amount',
      'rows.limit',
    ]);
  });
});

describe('renaming', () => {
  test.each([
    ['score > 5 and unit.level = score', 'score', 'points', 'points > 5 and unit.level = points'],
    ['answers.score + score', 'answers.score', 'answers.points', 'answers.points + score'],
    ['answers.score + score', 'score', 'points', 'answers.score + points'],
    ['sum(rows.amount)', 'rows', 'gifts', 'sum(gifts.amount)'],
    ['sum(rows.amount)', 'rows.amount', 'rows.total', 'sum(rows.total)'],
    ['rows[amount > limit].amount', 'rows.amount', 'rows.total', 'rows[total > limit].total'],
    ['rows[amount > limit]', 'limit', 'most', 'rows[amount > most]'],
    ['rows[amount > limit]', 'amount', 'x', 'rows[amount > limit]'],
    ['rows[item.amount > 1]', 'rows.amount', 'rows.total', 'rows[item.total > 1]'],
    [
      'some r in rows satisfies r.amount > score',
      'rows.amount',
      'rows.total',
      'some r in rows satisfies r.total > score',
    ],
    ['some r in rows satisfies r.amount > score', 'score', 'r', 'some r_ in rows satisfies r_.amount > r'],
    [
      'some score in rows satisfies score.amount > 1',
      'score',
      'points',
      'some score in rows satisfies score.amount > 1',
    ],
    ['score > 1', 'unit.level', 'unit.rank', 'score > 1'],
  ])('%s with %s as %s', (text, from, to, wanted) => {
    expect(printRule(renameRead(parse(text), from, to, scope))).toBe(wanted);
  });

  test('leaves the tree it was given as it was', () => {
    const before = parse('score > 5');
    renameRead(before, 'score', 'points', scope);
    expect(printRule(before)).toBe('score > 5');
  });
});

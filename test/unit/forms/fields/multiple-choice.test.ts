import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf, problemsOf } from '../forms-of-tests.ts';

const choices = ['c', 'a', 'b'].map((id) => ({ id, label: { vi: `Mục ${id}` } }));

describe('multiple choice', () => {
  it.each<[unknown, unknown]>([
    [
      ['c', 'a'],
      ['a', 'c'],
    ],
    ['b', ['b']],
    [['b', 'b'], ['b']],
    [['Mục b', ''], ['b']],
    [[], undefined],
    ['', undefined],
    [['a', 'z'], 'answers.ref.unknown_choice'],
    [{ a: 1 }, 'answers.ref.unknown_choice'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'multipleChoice', choices }).read({ x: typed })).toEqual(answer);
  });

  it.each<[unknown, unknown]>([
    [{ x: ['other', 'c', 'a'], 'x.other': 'Lạ' }, ['a', 'c', { other: 'Lạ' }]],
    [{ x: ['c', { other: 'Lạ' }] }, ['c', { other: 'Lạ' }]],
    [{ x: ['other'], 'x.other': '' }, 'answers.required.other'],
  ])('with other, %j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'multipleChoice', choices, other: true }).read(typed)).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, ['a', 'c'], []],
    [{}, [], []],
    [{}, 'a', ['answers.ref.unknown_choice']],
    [{}, ['a', 'a'], ['answers.ref.unknown_choice']],
    [{}, ['z'], ['answers.ref.unknown_choice']],
    [{ minChosen: 2 }, ['a'], ['answers.limit.min_chosen']],
    [{ maxChosen: 1 }, ['a', 'b'], ['answers.limit.max_chosen']],
    [{ other: true, maxChosen: 1 }, ['a', { other: 'Lạ' }], ['answers.limit.max_chosen']],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'multipleChoice', choices, ...more }).check(answer)).toEqual(expected);
  });

  it('is stored sorted, what is not on the list last', () => {
    const field = fieldOf({ type: 'multipleChoice', choices, other: true });
    expect(field.kept(['c', { other: 'Lạ' }, 'a'])).toEqual(['a', 'c', { other: 'Lạ' }]);
  });

  it('is shown as a series', () => {
    const field = fieldOf({ type: 'multipleChoice', choices, other: true });
    expect(field.show(['a', 'c', { other: 'Lạ' }])).toBe('Mục a; Mục c; Lạ');
  });

  it('is a list to rules', () => {
    const form = formOf([
      { type: 'multipleChoice', id: 'm', choices },
      { type: 'integer', id: 'n', value: 'count(m)' },
      { type: 'text', id: 'y', visible: 'some one in m satisfies one = "a"' },
    ]);
    const { answers, visible } = evaluate(form, { m: ['a', 'b'] }, context);
    expect([answers['n'], visible.has('y')]).toEqual(['2', true]);
  });

  it('a definition that can never be fulfilled is refused', () => {
    const issues = problemsOf([{ type: 'multipleChoice', id: 'x', choices, minChosen: 4 }]);
    expect(issues.map((one) => `${one.pointer} ${one.code}`)).toEqual([
      '/fields/0/minChosen form.limit.chosen',
    ]);
  });
});

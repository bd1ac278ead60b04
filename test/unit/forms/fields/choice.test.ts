import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf, problemsOf } from '../forms-of-tests.ts';

const choices = [
  { id: 'good', label: { vi: 'Tốt', en: 'Good' } },
  { id: 'fair', label: { vi: 'Khá' } },
];
const list = { thidua: 1 as const, id: 'grades', title: { vi: 'Xếp loại' }, choices };

describe('choice', () => {
  it.each<[unknown, unknown]>([
    ['good', 'good'],
    ['Tốt', 'good'],
    ['tốt', 'good'],
    ['Good', 'good'],
    ['', undefined],
    ['best', 'answers.ref.unknown_choice'],
    ['other', 'answers.ref.unknown_choice'],
    [{ other: 'Lạ' }, 'answers.ref.unknown_choice'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'choice', choices }).read({ x: typed })).toEqual(answer);
  });

  it.each<[unknown, unknown]>([
    [{ x: 'other', 'x.other': '  Đặc   biệt ' }, { other: 'Đặc biệt' }],
    [{ x: { other: 'Đặc biệt' } }, { other: 'Đặc biệt' }],
    [{ x: 'other', 'x.other': '' }, 'answers.required.other'],
    [{ x: 'other', 'x.other': 'a'.repeat(501) }, 'answers.limit.max_length'],
    [{ x: 'good', 'x.other': 'Đặc biệt' }, 'good'],
  ])('with other, %j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'choice', choices, other: true }).read(typed)).toEqual(answer);
  });

  it.each<[boolean, unknown, string[]]>([
    [false, 'good', []],
    [false, 'best', ['answers.ref.unknown_choice']],
    [false, { other: 'Lạ' }, ['answers.ref.unknown_choice']],
    [true, { other: 'Lạ' }, []],
    [true, { other: '' }, ['answers.ref.unknown_choice']],
    [true, { other: 'a\nb' }, ['answers.ref.unknown_choice']],
    [true, 'other', ['answers.ref.unknown_choice']],
  ])('with other %j, %j is told %j', (other, answer, expected) => {
    expect(fieldOf({ type: 'choice', choices, other }).check(answer)).toEqual(expected);
  });

  it('is shown by its label, an other one by its words', () => {
    const field = fieldOf({ type: 'choice', choices, other: true });
    expect([field.show('good'), field.show('good', 'en'), field.show('fair', 'en')]).toEqual([
      'Tốt',
      'Good',
      'Khá',
    ]);
    expect([field.show({ other: 'Lạ' }), field.show('gone')]).toEqual(['Lạ', 'gone']);
  });

  it('takes its choices from a list', () => {
    const field = fieldOf({ type: 'choice', list: 'grades' }, { lists: { grades: list } });
    expect(field.check('fair')).toEqual([]);
  });

  it('is the id other to rules when it is not on the list', () => {
    const form = formOf([
      { type: 'choice', id: 'grade', choices, other: true },
      { type: 'text', id: 'why', visible: 'grade = "other"' },
    ]);
    expect([...evaluate(form, { grade: { other: 'Lạ' } }, context).visible]).toEqual(['grade', 'why']);
    expect([...evaluate(form, { grade: 'good' }, context).visible]).toEqual(['grade']);
  });

  it('is drawn as radios up to seven choices, else as a list', () => {
    const many = Array.from({ length: 8 }, (_, n) => ({ id: `c${n}`, label: { vi: `${n}` } }));
    const widget = (more: Record<string, unknown>) => {
      const { field } = fieldOf({ type: 'choice', ...more });
      return field.kind.widget(field.definition, field.settings).widget;
    };
    expect([widget({ choices }), widget({ choices: many }), widget({ choices, style: 'select' })]).toEqual([
      'radios',
      'select',
      'select',
    ]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, '/fields/0 form.choice.none'],
    [{ choices, list: 'grades' }, '/fields/0/list form.choice.twice'],
    [{ list: 'grade' }, '/fields/0/list reference.list.unknown'],
    [{ choices: [...choices, choices[0]] }, '/fields/0/choices/2/id schema.id.duplicate'],
    [
      { choices: [{ id: 'other', label: { vi: 'K' } }], other: true },
      '/fields/0/choices/0/id form.choice.other_reserved',
    ],
  ])('a definition with %j is refused', (more, expected) => {
    const issues = problemsOf([{ type: 'choice', id: 'x', ...more }], {}, { lists: { grades: list } });
    expect(issues.map((one) => `${one.pointer} ${one.code}`)).toEqual([expected]);
  });

  it('a rule that compares with a choice that does not exist is refused', () => {
    const issues = problemsOf([
      { type: 'choice', id: 'x', choices },
      { type: 'text', id: 'y', visible: 'x = "best"' },
    ]);
    expect(issues.map((one) => one.code)).toEqual(['rules.choice.unknown']);
  });

  it('may be computed', () => {
    const form = formOf(
      [
        { type: 'integer', id: 'score' },
        { type: 'choice', id: 'grade', choices, value: 'if score >= 8 then "good" else "fair"' },
      ].map((one) => (one.id === 'score' ? { ...one, required: true } : one)),
    );
    expect(evaluate(form, { score: '9' }, context).answers['grade']).toBe('good');
  });
});

import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf, problemsOf } from '../forms-of-tests.ts';

const codes = (more: Record<string, unknown>) =>
  problemsOf([{ type: 'date', id: 'x', ...more }]).map((one) => `${one.pointer} ${one.code}`);

describe('date', () => {
  it.each<[unknown, unknown]>([
    ['05/09/2024', '2024-09-05'],
    ['2024-09-05', '2024-09-05'],
    [{ day: '5', month: '9', year: '2024' }, '2024-09-05'],
    [{ day: 5, month: 9, year: 2024 }, '2024-09-05'],
    [{ day: '5', month: '', year: '2024' }, 'answers.type.date_part'],
    [{ day: '', month: '', year: '' }, undefined],
    [{ x: '', 'x.day': '5', 'x.month': '9', 'x.year': '2024' }, '2024-09-05'],
    [{ x: '', 'x.day': '31', 'x.month': '2', 'x.year': '2024' }, 'answers.type.no_such_day'],
    [{ x: '', 'x.day': '5', 'x.month': '', 'x.year': '' }, 'answers.type.date_part'],
    ['5/9/24', 'answers.type.short_year'],
    ['31/02/2024', 'answers.type.no_such_day'],
    ['mai', 'answers.type.date'],
    ['', undefined],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'date' }).read(typed)).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, '2024-02-29', []],
    [{}, '2025-02-29', ['answers.type.date']],
    [{}, '2024-02', ['answers.type.date']],
    [{}, 20240229, ['answers.type.date']],
    [{ min: '2024-08-19' }, '2024-08-18', ['answers.limit.earliest']],
    [{ min: '2024-08-19' }, '2024-08-19', []],
    [{ max: '2025-08-19' }, '2025-08-20', ['answers.limit.latest']],
    [{ max: 'today()' }, '2025-01-21', ['answers.limit.latest']],
    [{ max: 'today()' }, '2025-01-20', []],
    [{ min: 'phase.opens' }, '2024-08-18', ['answers.limit.earliest']],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    const names = { phase: { opens: '2024-08-19' } };
    expect(fieldOf({ type: 'date', ...more }).check(answer, { names })).toEqual(expected);
  });

  it('has no limit where a rule gives none', () => {
    expect(fieldOf({ type: 'date', min: 'phase.opens' }).check('1999-01-01')).toEqual([]);
  });

  it('may have a limit that reads another answer', () => {
    const form = formOf([
      { type: 'date', id: 'until', min: 'from' },
      { type: 'date', id: 'from' },
    ]);
    const told = evaluate(form, { from: '2024-09-05', until: '2024-09-04' }, context).issues;
    expect(told.map((one) => one.params)).toEqual([
      { label: 'until', labelEn: 'until', min: '05/09/2024', value: '04/09/2024' },
    ]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ min: '2025-02-30' }, '/fields/0/min form.limit.no_such_day'],
    [{ min: '2025-02-02', max: '2025-02-01' }, '/fields/0/min form.limit.range'],
    [{ max: '"x"' }, '/fields/0/max rules.type.result'],
  ])('a definition with %j is refused', (more, expected) => {
    expect(codes(more)).toEqual([expected]);
  });

  it('is typed in one box or three', () => {
    const { field } = fieldOf({ type: 'date' });
    expect(field.kind.asTyped('2024-09-05', field)).toEqual({
      '': '05/09/2024',
      day: '05',
      month: '09',
      year: '2024',
    });
  });

  it('can be computed', () => {
    const form = formOf([
      { type: 'date', id: 'a' },
      { type: 'date', id: 'b', value: 'a + duration("P10D")' },
    ]);
    expect(evaluate(form, { a: '2024-12-25' }, context).answers['b']).toBe('2025-01-04');
  });
});

import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf } from '../forms-of-tests.ts';

describe('month', () => {
  it.each<[unknown, unknown]>([
    ['01/2025', '2025-01'],
    ['tháng 1/2025', '2025-01'],
    ['2025-01', '2025-01'],
    [{ month: '1', year: '2025' }, '2025-01'],
    [{ month: '', year: '' }, undefined],
    ['13/2025', 'answers.type.month'],
    ['1/25', 'answers.type.short_year'],
    ['', undefined],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'month' }).read(typed)).toEqual(answer);
  });

  it.each([
    ['2025-01', []],
    ['2025-13', ['answers.type.month']],
    ['2025-01-01', ['answers.type.month']],
  ])('%j is told %j', (answer, expected) => {
    expect(fieldOf({ type: 'month' }).check(answer)).toEqual(expected);
  });

  it('is shown in words', () => {
    const field = fieldOf({ type: 'month' });
    expect([field.show('2025-01'), field.show('2025-01', 'en')]).toEqual(['tháng 01/2025', 'January 2025']);
  });

  it('is its first day to rules, and a computed day is its month', () => {
    const form = formOf([
      { type: 'month', id: 'm' },
      { type: 'yesNo', id: 'past', value: 'm < today()' },
      { type: 'month', id: 'next', value: 'm + duration("P1M")' },
    ]);
    expect(evaluate(form, { m: '2025-01' }, context).answers).toEqual({
      m: '2025-01',
      past: true,
      next: '2025-02',
    });
  });
});

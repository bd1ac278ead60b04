import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf } from '../forms-of-tests.ts';

describe('decimal number', () => {
  it.each([
    ['1.234,50', '1234.5'],
    ['0,125', '0.125'],
    ['1.5', '1.5'],
    ['1,2,3.4', 'answers.type.decimal'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'decimal' }).read(typed)).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{ places: 2 }, '1.23', []],
    [{ places: 2 }, '1.234', ['answers.limit.places']],
    [{ places: 2, max: '1' }, '1.234', ['answers.limit.places', 'answers.limit.max']],
    [{ min: '0.5' }, '0.49', ['answers.limit.min']],
    [{}, '1,5', ['answers.type.decimal']],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'decimal', ...more }).check(answer)).toEqual(expected);
  });

  it('keeps exactly what was typed', () => {
    expect(fieldOf({ type: 'decimal' }).kept('1.000000000000000000000000000000001')).toBe(
      '1.000000000000000000000000000000001',
    );
  });

  it('rounds what is computed to its places, half away from zero', () => {
    const form = formOf([
      { type: 'decimal', id: 'a' },
      { type: 'decimal', id: 'b', value: 'a / 8', places: 2 },
      { type: 'decimal', id: 'c', value: 'b + b' },
    ]);
    // 1/8 = 0.125; other rules see what is stored.
    expect(evaluate(form, { a: '1' }, context).answers).toEqual({ a: '1', b: '0.13', c: '0.26' });
    expect(evaluate(form, { a: '-1' }, context).answers['b']).toBe('-0.13');
  });

  it('has a comma in Vietnamese print', () => {
    const field = fieldOf({ type: 'decimal' });
    expect([field.show('1234.5'), field.show('1234.5', 'en')]).toEqual(['1.234,5', '1,234.5']);
  });
});

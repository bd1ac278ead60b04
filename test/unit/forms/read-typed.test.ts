import { describe, expect, it } from 'vitest';
import { readTyped, typedFrom, typedUnder } from '../../../engine/forms/index.ts';
import { formOf } from './forms-of-tests.ts';

const form = formOf([
  { type: 'integer', id: 'a' },
  { type: 'integer', id: 'b' },
  { type: 'integer', id: 'total', value: 'a + b' },
  { type: 'date', id: 'day' },
]);

describe('reading what a page sent', () => {
  it('passes by what is not a field, and never reads what is computed', () => {
    const typed = { _csrf: 'x', a: '1', total: '9', action: 'send', 'a.b': '2' };
    expect(readTyped(form, typed)).toEqual({ answers: { a: '1' }, issues: [] });
  });

  it('tells what cannot be read and reads the rest', () => {
    const { answers, issues } = readTyped(form, { a: 'x', b: '2' });
    expect([answers, issues.map((one) => [one.pointer, one.code, one.params['typed']])]).toEqual([
      { b: '2' },
      [['/a', 'answers.type.integer', 'x']],
    ]);
  });

  it('reads only what may be typed and keeps the other answers', () => {
    const kept = { only: ['a'], answers: { a: '5', b: '6' } };
    expect(readTyped(form, { a: '1', b: '2' }, kept).answers).toEqual({ a: '1', b: '6' });
    expect(readTyped(form, { a: '' }, kept).answers).toEqual({ b: '6' });
  });

  it('is not taken in by what objects inherit', () => {
    const odd = formOf([{ type: 'text', id: 'constructor' }]);
    expect(readTyped(odd, {}).answers).toEqual({});
  });

  it('quotes no more than 40 characters', () => {
    const { issues } = readTyped(form, { a: 'x'.repeat(100) });
    expect(String(issues[0]!.params['typed'])).toHaveLength(40);
  });
});

it('stored answers are typed back', () => {
  const answers = { a: '1234', day: '2025-01-05', total: '9' };
  expect(typedFrom(form, answers)).toEqual({
    a: '1.234',
    day: '05/01/2025',
    'day.day': '05',
    'day.month': '01',
    'day.year': '2025',
  });
});

it('the names of one form among several lose their prefix', () => {
  expect(typedUnder('g1-', { 'g1-a': '1', 'g2-a': '2', _csrf: 'x' })).toEqual({ a: '1' });
});

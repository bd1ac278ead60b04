import { describe, expect, it } from 'vitest';
import { fieldOf } from '../forms-of-tests.ts';

describe('yes or no', () => {
  it.each<[unknown, unknown]>([
    ['true', true],
    ['Có', true],
    [true, true],
    ['false', false],
    ['không', false],
    [false, false],
    ['', undefined],
    ['có lẽ', 'answers.type.yes_no'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'yesNo' }).read(typed)).toEqual(answer);
  });

  it.each<[unknown, string[]]>([
    [true, []],
    [false, []],
    ['true', ['answers.type.yes_no']],
  ])('%j is told %j', (answer, expected) => {
    expect(fieldOf({ type: 'yesNo' }).check(answer)).toEqual(expected);
  });

  it('no is an answer, nothing is none', () => {
    expect(fieldOf({ type: 'yesNo', required: true }).check(false)).toEqual([]);
    expect(fieldOf({ type: 'yesNo', required: true }).check(undefined)).toEqual(['answers.required.choice']);
  });

  it('is shown in words', () => {
    const field = fieldOf({ type: 'yesNo' });
    expect([field.show(true), field.show(false), field.show(false, 'en')]).toEqual(['Có', 'Không', 'No']);
  });
});

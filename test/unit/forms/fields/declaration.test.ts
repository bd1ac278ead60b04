import { describe, expect, it } from 'vitest';
import { fieldOf } from '../forms-of-tests.ts';

describe('declaration', () => {
  it.each<[unknown, unknown]>([
    ['true', true],
    ['on', true],
    [true, true],
    ['', undefined],
    [undefined, undefined],
    ['false', undefined],
    [['', 'true'], true],
    ['maybe', 'answers.type.declaration'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'declaration' }).read({ x: typed })).toEqual(answer);
  });

  it('must be ticked unless the definition says otherwise', () => {
    expect(fieldOf({ type: 'declaration' }).check(undefined)).toEqual(['answers.required.declaration']);
    expect(fieldOf({ type: 'declaration', required: false }).check(undefined)).toEqual([]);
    expect(fieldOf({ type: 'declaration' }).check(true)).toEqual([]);
    expect(fieldOf({ type: 'declaration' }).check(false)).toEqual(['answers.type.declaration']);
  });

  it('is shown as confirmed', () => {
    expect(fieldOf({ type: 'declaration' }).show(true)).toBe('Đã xác nhận');
  });
});

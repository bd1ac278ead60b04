import { describe, expect, it } from 'vitest';
import { fieldOf } from '../forms-of-tests.ts';

describe('percentage', () => {
  it.each([
    ['12,5%', '12.5'],
    ['12,5 %', '12.5'],
    ['120', '120'],
    ['-3', '-3'],
    ['12%%', 'answers.type.decimal'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'percent' }).read(typed)).toEqual(answer);
  });

  it('has no limits but its own', () => {
    expect(fieldOf({ type: 'percent' }).check('250')).toEqual([]);
    expect(fieldOf({ type: 'percent', max: '100' }).check('100.1')).toEqual(['answers.limit.max']);
  });

  it('is shown with its sign', () => {
    const field = fieldOf({ type: 'percent' });
    expect([field.show('12.5'), field.show('12.5', 'en')]).toEqual(['12,5%', '12.5%']);
  });
});

import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import { context, fieldOf, formOf, problemsOf } from '../forms-of-tests.ts';

const codes = (more: Record<string, unknown>) =>
  problemsOf([{ type: 'integer', id: 'x', ...more }]).map((one) => `${one.pointer} ${one.code}`);

describe('whole number', () => {
  it.each([
    ['1.234', '1234'],
    ['1 234', '1234'],
    [7, '7'],
    ['12 hộ', '12'],
    ['12 households', '12'],
    ['3,0', '3'],
    ['', undefined],
    ['1,5', 'answers.type.integer'],
    ['mười', 'answers.type.integer'],
    ['9'.repeat(35), 'answers.limit.digits'],
    [{ a: 1 }, 'answers.type.integer'],
  ])('%j is read as %j', (typed, answer) => {
    const field = fieldOf({ type: 'integer', suffix: { vi: 'hộ', en: 'households' } });
    expect(field.read({ x: typed })).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, '12', []],
    [{}, '1.5', ['answers.type.integer']],
    [{}, 12, ['answers.type.integer']],
    [{}, '1e3', ['answers.type.integer']],
    [{ min: '0' }, '-1', ['answers.limit.min']],
    [{ min: '0' }, '0', []],
    [{ max: '10' }, '11', ['answers.limit.max']],
    [{ max: '99999999999999999999' }, '100000000000000000000', ['answers.limit.max']],
    [{ max: '99999999999999999999' }, '99999999999999999999', []],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'integer', ...more }).check(answer)).toEqual(expected);
  });

  it('is stored in its canonical form', () => {
    expect(fieldOf({ type: 'integer' }).kept('007')).toBe('7');
  });

  it('is shown with its thousands parted and its suffix', () => {
    const field = fieldOf({ type: 'integer', suffix: { vi: 'hộ', en: 'households' } });
    expect([field.show('1234'), field.show('1234', 'en')]).toEqual(['1.234 hộ', '1,234 households']);
  });

  it('rounds what is computed half away from zero', () => {
    const form = formOf([
      { type: 'integer', id: 'a' },
      { type: 'integer', id: 'half', value: 'a / 2' },
    ]);
    const half = (a: string) => evaluate(form, { a }, context).answers['half'];
    expect([half('5'), half('-5'), half('4')]).toEqual(['3', '-3', '2']);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ min: '5', max: '3' }, '/fields/0/min form.limit.range'],
    [{ min: '0.5' }, '/fields/0/min form.limit.whole'],
    [{ max: '9'.repeat(35) }, '/fields/0/max form.limit.digits'],
    [{ searchable: true }, '/fields/0/searchable form.searchable.type'],
    [{ prefill: 'unit' }, '/fields/0/prefill form.prefill.type'],
  ])('a definition with %j is refused', (more, expected) => {
    expect(codes(more)).toEqual([expected]);
  });
});

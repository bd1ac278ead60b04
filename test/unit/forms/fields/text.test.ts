import { describe, expect, it } from 'vitest';
import { fieldOf, problemsOf } from '../forms-of-tests.ts';

const codes = (more: Record<string, unknown>) =>
  problemsOf([{ type: 'text', id: 'x', ...more }]).map((one) => `${one.pointer} ${one.code}`);

describe('text', () => {
  it.each([
    ['  Xã Vĩnh Lợi  ', 'Xã Vĩnh Lợi'],
    ['Xã'.normalize('NFD'), 'Xã'],
    ['', undefined],
    ['   ', undefined],
    [undefined, undefined],
    [null, undefined],
    [12, '12'],
    [['a', 'b'], 'b'],
    [{ a: 1 }, 'answers.type.text'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'text' }).read({ x: typed })).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, 'abc', []],
    [{}, '', []],
    [{}, 12, ['answers.type.text']],
    [{}, ['a'], ['answers.type.text']],
    [{}, 'a\nb', ['answers.type.line_break']],
    [{}, 'a\u0007b', ['answers.type.control_character']],
    [{}, 'a'.repeat(10_000), []],
    [{}, 'a'.repeat(10_001), ['answers.limit.max_length']],
    [{ maxLength: 3 }, 'abcd', ['answers.limit.max_length']],
    [{ minLength: 3 }, 'ab', ['answers.limit.min_length']],
    [{ pattern: '[A-Z]{2}-\\d+' }, 'AB-12', []],
    [{ pattern: '[A-Z]{2}-\\d+' }, 'xAB-12', ['answers.pattern.mismatch']],
    [{ pattern: '[A-Z]+', patternMessage: { vi: 'Chữ hoa' } }, 'a', ['answers.pattern.message']],
    [{ avoid: ['phone'] }, 'gọi 0912345678', ['answers.personal.phone']],
    [{ avoid: ['identityNumber'] }, 'số 079123456789', ['answers.personal.identity_number']],
    [
      { avoid: ['phone', 'personName'] },
      'ông Nguyễn Văn A 0912345678',
      ['answers.personal.phone', 'answers.personal.person_name'],
    ],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'text', ...more }).check(answer)).toEqual(expected);
  });

  it('checks a pattern in time that grows with the text only', () => {
    const field = fieldOf({ type: 'text', pattern: '(a+)+b' });
    expect(field.check('a'.repeat(9_999))).toEqual(['answers.pattern.mismatch']);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ minLength: 5, maxLength: 3 }, '/fields/0/minLength form.limit.range'],
    [{ pattern: '(a' }, '/fields/0/pattern form.pattern.syntax'],
    [{ pattern: '(a)\\1' }, '/fields/0/pattern form.pattern.syntax'],
    [{ pattern: '(?=a)a' }, '/fields/0/pattern form.pattern.syntax'],
    [{ patternMessage: { vi: 'x' } }, '/fields/0/patternMessage form.pattern.message_alone'],
    [{ listed: true }, '/fields/0/listed form.listed.type'],
  ])('a definition with %j is refused', (more, expected) => {
    expect(codes(more)).toEqual([expected]);
  });

  it('is typed and shown as it is', () => {
    const { show, field } = fieldOf({ type: 'text' });
    expect(show('Ế Ổ')).toBe('Ế Ổ');
    expect(field.kind.asTyped('Ế Ổ', field)).toEqual({ '': 'Ế Ổ' });
  });
});

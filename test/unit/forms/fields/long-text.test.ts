import { describe, expect, it } from 'vitest';
import { fieldOf } from '../forms-of-tests.ts';

describe('long text', () => {
  it('keeps its lines, however the client breaks them', () => {
    expect(fieldOf({ type: 'longText' }).read('a\r\nb\rc\n')).toBe('a\nb\nc');
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, 'a\nb', []],
    [{ maxLength: 2 }, 'abc', ['answers.limit.max_length']],
    [{ avoid: ['birthYear'] }, 'một người\nsinh năm 1990', ['answers.personal.birth_year']],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'longText', ...more }).check(answer)).toEqual(expected);
  });

  it('asks for a box of four lines unless told', () => {
    const { field } = fieldOf({ type: 'longText' });
    expect(field.kind.widget(field.definition, field.settings)).toMatchObject({
      widget: 'textarea',
      rows: 4,
    });
  });
});

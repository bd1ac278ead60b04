import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../engine/forms/index.ts';
import type { FileAnswer } from '../../../../engine/model/answers.ts';
import { context, fieldOf, formOf } from '../forms-of-tests.ts';

const pdf = (id: string, more: Partial<FileAnswer> = {}): FileAnswer => ({
  id,
  name: `${id}.pdf`,
  size: 1000,
  type: 'application/pdf',
  digest: 'd',
  ...more,
});
const files = [pdf('a'), pdf('b')];

describe('file', () => {
  it.each<[number, unknown, unknown]>([
    [1, 'a', pdf('a')],
    [1, ['a'], pdf('a')],
    [1, ['', 'a'], pdf('a')],
    [2, ['a'], [pdf('a')]],
    [2, ['a', 'b', 'a'], [pdf('a'), pdf('b')]],
    [2, '', undefined],
    [2, undefined, undefined],
    [2, 'c', 'answers.type.file'],
    // What the client says of a file beside its id is not taken.
    [1, { ...pdf('a'), size: 5, digest: 'forged' }, pdf('a')],
    [1, { other: 'x' }, 'answers.type.file'],
  ])('of at most %i, %j is read as %j', (maxFiles, typed, answer) => {
    expect(fieldOf({ type: 'file', maxFiles }).read({ x: typed }, { files })).toEqual(answer);
  });

  it.each<[Record<string, unknown>, unknown, string[]]>([
    [{}, pdf('a'), []],
    [{ required: true }, undefined, ['answers.required.file']],
    [{}, [pdf('a')], []],
    [{}, 'a', ['answers.type.file']],
    [{}, { id: 'a' }, ['answers.type.file']],
    [{}, [pdf('a'), pdf('b')], ['answers.limit.max_files']],
    [{ maxFiles: 2 }, [pdf('a'), pdf('b')], []],
    [{}, pdf('a', { size: 0 }), ['answers.limit.empty_file']],
    [{}, pdf('a', { size: 10 * 1024 * 1024 }), []],
    [{}, pdf('a', { size: 10 * 1024 * 1024 + 1 }), ['answers.limit.file_size']],
    [{ maxSizeMb: 1 }, pdf('a', { size: 2 * 1024 * 1024 }), ['answers.limit.file_size']],
    [{ accept: ['jpeg', 'png'] }, pdf('a'), ['answers.limit.file_kind']],
    [{}, pdf('a', { name: 'a.exe' }), ['answers.limit.file_kind']],
    [{}, pdf('a', { type: 'text/html' }), ['answers.limit.file_kind']],
  ])('with %j, %j is told %j', (more, answer, expected) => {
    expect(fieldOf({ type: 'file', ...more }).check(answer)).toEqual(expected);
  });

  it('is a list to rules, however many are allowed', () => {
    const form = formOf([
      { type: 'file', id: 'evidence' },
      { type: 'text', id: 'note', visible: 'count(evidence) > 0' },
    ]);
    expect(evaluate(form, { evidence: pdf('a') }, context).visible.has('note')).toBe(true);
    expect(evaluate(form, {}, context).visible.has('note')).toBe(false);
  });

  it('is shown by name and typed by id', () => {
    const { show, field } = fieldOf({ type: 'file', maxFiles: 2 });
    expect(show(files)).toBe('a.pdf; b.pdf');
    expect(field.kind.asTyped(files, field)).toEqual({ '': ['a', 'b'] });
  });
});

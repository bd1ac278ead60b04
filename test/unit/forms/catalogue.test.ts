import { describe, expect, it } from 'vitest';
import { form } from '../../../engine/issues/catalogue/form.ts';
import { given } from '../../../engine/issues/catalogue/given.ts';

const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);

describe.each(Object.entries({ ...given, ...form }))('%s', (code, { vi, en, severity }) => {
  it('says the same in both languages', () => {
    const plain = (text: string) =>
      [...new Set(parameters(text).map((one) => one.replace(/En$/, '')))].sort();
    expect(plain(en)).toEqual(plain(vi));
  });

  it('does not mix the labels of the languages', () => {
    expect(parameters(vi).filter((one) => one.endsWith('En'))).toEqual([]);
    expect(parameters(en)).not.toContain('label');
  });

  it('refuses, unless it is a warning of a definition or of a check', () => {
    expect(severity).toBe(
      ['answers.check.doubtful', 'form.section.empty'].includes(code) ? 'warning' : 'error',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { charactersIn } from '../../../engine/workflow/limits.ts';

describe('the length of a text', () => {
  it.each([
    '',
    'Số tin chưa khớp sổ',
    '👮👮 trực',
    'a👮',
    '\ud83d',
    '\udc6e\ud83d\udc6e\udc6e',
  ])('counts characters as they are read one by one: %j', (text) => {
    expect(charactersIn(text)).toBe([...text].length);
  });
});

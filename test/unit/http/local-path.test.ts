import { describe, expect, it } from 'vitest';
import { localPath } from '../../../engine/http/session.ts';

describe('a path to go back to', () => {
  it.each([
    ['/viec', '/viec'],
    ['/hang-doi?tab=late#x', '/hang-doi?tab=late#x'],
    ['/a/../b', '/b'],
  ])('%s is of this server', (text, path) => {
    expect(localPath(text)).toBe(path);
  });

  it.each([
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https://evil.test/',
    'javascript:alert(1)',
    '',
    'viec',
    '/a b',
    `/${'a'.repeat(3000)}`,
    null,
    ['/viec'],
  ])('%s is not followed', (text) => {
    expect(localPath(text)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { hash } from '../../../engine/adapters/node/hash.ts';
import { versionInput } from '../../../engine/compile/index.ts';

const version = (files: Record<string, string>) => hash.json(versionInput(files));

test('is parsed JSON and text with LF by path, tests left out', () => {
  expect(
    versionInput({
      'messages/a.vi.hbs': 'một\r\nhai\rba\n',
      'campaign.json': '{ "b": 1, "a": [true] }',
      'forms/f.tests.json': '[]',
      'lists/broken.json': '{',
    }),
  ).toEqual({
    'campaign.json': { b: 1, a: [true] },
    'lists/broken.json': '{',
    'messages/a.vi.hbs': 'một\nhai\nba\n',
  });
});

test('layout, order of keys and line ends do not change the version; every value does', () => {
  const base = { 'campaign.json': '{"id":"x","n":1}', 'messages/a.vi.hbs': 'a\nb' };
  const same = { 'messages/a.vi.hbs': 'a\r\nb', 'campaign.json': '{\n "n": 1.0,\n "id": "x" }\n' };
  expect(version(same)).toBe(version(base));
  expect(version({ ...base, 'forms/f.tests.json': '1' })).toBe(version(base));
  expect(version({ ...base, 'campaign.json': '{"id":"x","n":2}' })).not.toBe(version(base));
  expect(version({ ...base, 'messages/a.vi.hbs': 'a\nb\n' })).not.toBe(version(base));
  expect(version({ ...base, 'README.md': '' })).not.toBe(version(base));
});

test('a known version stays what it is', () => {
  // SHA-256 of {"campaign.json":{"id":"x"},"messages/a.vi.hbs":"đợt\n"} in RFC 8785.
  expect(version({ 'campaign.json': '{"id":"x"}', 'messages/a.vi.hbs': 'đợt\n' })).toBe(
    '5fc9d1a93cecff916a30ab628bb9b73d49bad687ad90760612b67604724ebcf8',
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionOf, readJson } from '../../../engine/compile/json-text.ts';

const codes = (text: string) => readJson(text, 'x.json').issues.map(({ code, params }) => [code, params]);

describe('readJson', () => {
  test('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.nat(4), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        for (const one of [text, pretty]) {
          const read = readJson(one, 'x.json');
          // An object may hold a key twice, which only we report.
          if (read.issues.length === 0) expect(read.value).toEqual(JSON.parse(one));
          else expect(read.issues.every(({ code }) => code === 'schema.json.number')).toBe(true);
        }
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0123eE+-.tfn \n\\u') }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(readJson(text, 'x.json').value !== undefined).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['', 'schema.json.ended', 1, 1],
    ['{"a": 1,}', 'schema.json.malformed', 1, 9],
    ['{"a": 1\n "b": 2}', 'schema.json.malformed', 2, 2],
    ["{'a': 1}", 'schema.json.malformed', 1, 2],
    ['{"a": 01}', 'schema.json.malformed', 1, 8],
    ['{"a": "x\ny"}', 'schema.json.malformed', 1, 9],
    ['{"a": "\\x"}', 'schema.json.malformed', 1, 8],
    ['{"a": tru}', 'schema.json.malformed', 1, 7],
    ['[1, 2', 'schema.json.ended', 1, 6],
    ['{} // end', 'schema.json.malformed', 1, 4],
    ['{"tên": "Đợt", "x" 1}', 'schema.json.malformed', 1, 20],
  ])('%j: %s at %i:%i', (text, code, line, column) => {
    expect(codes(text)).toEqual([[code, expect.objectContaining({ line, column })]]);
  });

  test('says which key stands twice, where, and keeps reading', () => {
    const read = readJson('{"a": 1,\n  "b": {"c/d": 1, "c/d": 2},\n  "a": 3}', 'x.json');
    expect(read.issues.map(({ pointer, params }) => [pointer, params])).toEqual([
      ['/b/c~1d', { key: 'c/d', line: 2, column: 19 }],
      ['/a', { key: 'a', line: 3, column: 3 }],
    ]);
  });

  test('keeps __proto__ as a key like any other', () => {
    const read = readJson('{"__proto__": {"x": 1}}', 'x.json');
    expect(Object.keys(read.value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  });

  test('refuses nesting without end and numbers that cannot be kept', () => {
    expect(codes('['.repeat(100_000))).toEqual([['schema.json.too_deep', { max: 60, line: 1, column: 61 }]]);
    expect(codes('[12345678901234567890]')).toEqual([
      ['schema.json.number', { value: '12345678901234567890', line: 1, column: 2 }],
    ]);
    expect(codes('[1e999]')).toEqual([['schema.json.number', { value: '1e999', line: 1, column: 2 }]]);
  });
});

test('positionOf finds the key or the member a pointer names', () => {
  const text = '{\n  "a": [\n    1,\n    { "b": 2 }\n  ]\n}';
  expect(positionOf(text, '/a')).toEqual({ line: 2, column: 3 });
  expect(positionOf(text, '/a/1')).toEqual({ line: 4, column: 5 });
  expect(positionOf(text, '/a/1/b')).toEqual({ line: 4, column: 7 });
  expect(positionOf(text, '/nowhere')).toEqual({ line: 1, column: 1 });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, harmlessCell, plainCell } from '../../../../engine/app/oversight/csv.ts';

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+84 912 345 678', "'+84 912 345 678"],
    ['-Tổ 1', "'-Tổ 1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ['-5+cmd', "'-5+cmd"],
    ['Tổ = 1', 'Tổ = 1'],
    ["'quoted", "'quoted"],
    ['', ''],
  ])('%j is written %j', (text, cell) => {
    expect(harmlessCell(text)).toBe(cell);
    expect(plainCell(cell)).toBe(text);
  });
});

describe('a CSV', () => {
  it('begins with a mark, has semicolons between cells, and quotes what would break a line', () => {
    expect(
      csvText([
        ['Tên', 'Số'],
        ['Tổ "1"; khóm 2', 12],
        ['=HYPERLINK("x")', '-3'],
      ]),
    ).toBe('\ufeffTên;Số\r\n"Tổ ""1""; khóm 2";12\r\n"\'=HYPERLINK(""x"")";-3\r\n');
  });

  it('is read back as it was, whatever stands in it, and no cell begins like a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('=1', '+1', '-a', '@x', 'a;b', 'a"b', 'a\nb', 'a\r\nb'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const read = parse(csvText(rows), {
          bom: true,
          delimiter: ';',
          relaxColumnCount: true,
          skipEmptyLines: false,
          recordDelimiter: '\r\n',
        }) as string[][];
        expect(read.flat().filter((one) => /^[=+@]/.test(one))).toEqual([]);
        const harmful = (one: string) => harmlessCell(one) !== one || !one.startsWith("'");
        expect(read.map((row) => row.map(plainCell))).toEqual(
          rows.map((row) => row.map((one) => (harmful(one) ? one : plainCell(one)))),
        );
      }),
    );
  });
});

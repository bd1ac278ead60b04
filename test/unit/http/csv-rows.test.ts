import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../engine/http/csv-rows.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const code = (outcome: ReturnType<typeof csvRows>) => (outcome.ok ? 'ok' : outcome.issues[0]!.code);

describe('the rows of a CSV', () => {
  it.each([
    ['semicolons and a mark', '\ufeffa;b\r\n1;2\r\n'],
    ['commas', 'a,b\n1,2'],
    ['tabs, as they are pasted', 'a\tb\n1\t2\n'],
    ['empty lines between', 'a;b\n\n1;2\n\n'],
  ])('are read with %s', (_, text) => {
    const rows = csvRows(bytes(text));
    expect(rows.ok && rows.value.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('tell their line, also after a cell of two lines', () => {
    const rows = csvRows(bytes('a;b\n"x\ny";1\nz;2\n'));
    expect(rows.ok && rows.value).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny', '1'] },
      { line: 4, cells: ['z', '2'] },
    ]);
  });

  it.each([
    ['a spreadsheet file', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 8]), 'directory.csv.not_text'],
    ['another encoding', new Uint8Array([0x54, 0xea, 0x6e, 0x0a]), 'directory.csv.not_text'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0]), 'directory.csv.not_text'],
    ['nothing', bytes(' \n'), 'directory.csv.empty'],
    ['an open quotation mark', bytes('a;b\n"x;1\ny;2'), 'directory.csv.quotes'],
  ])('refuses %s', (_, given, expected) => {
    expect(code(csvRows(given))).toBe(expected);
  });

  it('stops after one row more than an import takes, however many there are', () => {
    const rows = csvRows(bytes(`a;b\n${'1;2\n'.repeat(100_000)}`));
    expect(rows.ok && rows.value.length).toBe(5002);
  });
});

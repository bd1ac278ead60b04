import { CsvError, parse } from 'csv-parse/sync';
import { failure, issue, type Result, success } from '../issues/index.ts';

/** A row of a CSV and the line of the file it ends on. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const place = { source: 'csv', pointer: '' };
/** One more than any import takes, so that it is the import that refuses. */
const mostRows = 5002;

/**
 * The rows of a CSV as spreadsheets write it: UTF-8 with or without a mark in front; `;`, `,` or, as it comes
 * when cells are copied, tabs between. Whatever is not text, or breaks off inside quotation marks, is refused.
 */
export function csvRows(bytes: Uint8Array): Result<CsvRow[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failure([issue('directory.csv.not_text', place)]);
  }
  // Letters of no text: a spreadsheet or a picture that happens to be well-formed.
  if (/[^\P{Cc}\t\n\v\f\r]/u.test(text)) return failure([issue('directory.csv.not_text', place)]);
  if (text.trim() === '') return failure([issue('directory.csv.empty', place)]);
  try {
    const rows = parse(text, {
      delimiter: separatorOf(text),
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      to: mostRows,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return success(rows.map(({ record, info }) => ({ line: info.lines, cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    return failure([issue('directory.csv.quotes', place, { line })]);
  }
}

/** What stands most often between the cells of the first line. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  const count = (separator: string) => head.split(separator).length;
  return [';', ',', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

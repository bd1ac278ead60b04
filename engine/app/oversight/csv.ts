/** A cell of a CSV: texts, and figures as the canonical decimals they are stored as. */
export type CsvCell = string | number;

/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+([.,]\d+)?$/;

/**
 * A text that no spreadsheet runs as a formula: one that begins like one gets an apostrophe in front, which
 * spreadsheets take as "this is text". A plain number, a negative one too, stays a number.
 */
export function harmlessCell(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** The text as it was before `harmlessCell`, for files that come back. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && harmlessCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/**
 * Rows as a CSV that spreadsheets here open as a table: UTF-8 with a mark in front, `;` between cells (a comma
 * stands in decimals), lines ended by CR LF, every cell made harmless.
 */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  let text = '\ufeff';
  for (const row of rows) text += `${row.map(written).join(';')}\r\n`;
  return text;
}

function written(cell: CsvCell): string {
  const text = harmlessCell(String(cell));
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

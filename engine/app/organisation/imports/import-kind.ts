import { failure, type Issue, issue, nearest, type Result, success } from '../../../issues/index.ts';
import type { ChangedRecord } from '../../../model/directory-change.ts';
import type { OrganisationRecord } from '../../../model/organisation.ts';
import type { Day } from '../../../model/time.ts';
import type { DirectoryIndex } from '../../../organisation/index.ts';
import { foldText } from '../../../workflow/index.ts';
import type { Ports } from '../../ports.ts';
import { readDay } from '../typed-day.ts';
import { bracketed } from '../typed-unit.ts';

/** A column of a file: its id, and how a heading may call it. */
export interface ImportColumn {
  id: string;
  title: { vi: string; en: string };
  required?: true;
}

/** What reading and writing a file takes. */
export interface ImportContext {
  ports: Ports;
  known: DirectoryIndex;
  organisation: OrganisationRecord;
  /** The day from which what the file says holds. */
  from: Day;
}

/** A line of a file by its columns; `cell` is empty where the file has no such column, which `has` tells. */
export interface ImportLine {
  line: number;
  cell(column: string): string;
  has(column: string): boolean;
}

/** What a line comes to: records to change, none where nothing differs, or why it is refused. */
export type ReadLine = { line: number; records: ChangedRecord[] } | { line: number; issues: Issue[] };

/** A kind of file that is imported and exported; one file each, listed in `index.ts`. */
export interface ImportKind {
  /** As addresses name it. */
  slug: string;
  title: { vi: string; en: string };
  columns(organisation: OrganisationRecord): ImportColumn[];
  read(lines: ImportLine[], context: ImportContext): Promise<ReadLine[]>;
  /** Every record as a row under `columns`, so that the file can be imported again and changes nothing. */
  rows(context: ImportContext): Promise<string[][]>;
}

/** An issue about a cell; its column is told by the pointer. */
export function cellIssue(
  ...[code, column, params]: [Parameters<typeof issue>[0], string, Issue['params']?]
): Issue {
  return issue(code, { source: 'csv', pointer: `/${column}` }, params);
}

/** The day in a cell, and what is wrong with it. */
export function dayCell(line: ImportLine, column: string, issues: Issue[]): Day | undefined {
  const read = readDay(line.cell(column), `/${column}`);
  if (read.ok) return read.value;
  issues.push(...read.issues);
  return undefined;
}

/** There is no such unit; the nearest uids are named. */
export function strangeUnit(known: DirectoryIndex, column: string, text: string): Issue {
  const uids = known.directory.organisations.flatMap(({ units }) => units.map(({ uid }) => uid));
  return cellIssue('app.membership.unit_unknown', column, {
    unit: text,
    nearest: nearest(bracketed(text), uids),
  });
}

/** One of a list by its id or its title, in any spelling of marks and case. */
export function oneNamed<T extends { id: string; title: { vi: string; en?: string } }>(
  list: readonly T[],
  text: string,
): T | null {
  const folded = foldText(text.trim());
  return (
    list.find(({ id }) => id === text.trim()) ??
    list.find(({ title }) => [title.vi, title.en ?? ''].some((one) => foldText(one) === folded)) ??
    null
  );
}

const longestCell = 200;

/**
 * The lines of a table under the columns its first row names, by id or title. A file without a needed column or
 * with one that is not known is refused as a whole; a line with too many cells by itself.
 */
export function readTable(
  columns: readonly ImportColumn[],
  rows: readonly { line: number; cells: string[] }[],
): Result<{ lines: ImportLine[]; refused: { line: number; issues: Issue[] }[] }> {
  const [head, ...rest] = rows;
  if (!head) return failure([issue('directory.csv.empty', { source: 'csv', pointer: '' })]);
  const issues: Issue[] = [];
  const places = new Map<string, number>();
  for (const [place, heading] of head.cells.entries()) {
    if (heading === '') continue;
    const column = columnNamed(columns, heading);
    if (!column) {
      const titles = columns.map(({ title }) => title.vi);
      issues.push(
        cellIssue('directory.csv.column_unknown', '', { column: heading, nearest: nearest(heading, titles) }),
      );
    } else if (places.has(column.id))
      issues.push(cellIssue('directory.csv.column_twice', '', { column: heading }));
    else places.set(column.id, place);
  }
  const missing = columns.filter(({ id, required }) => required && !places.has(id));
  if (missing.length > 0)
    issues.push(
      cellIssue('directory.csv.column_missing', '', { columns: missing.map(({ title }) => title.vi) }),
    );
  if (issues.length > 0) return failure(issues);

  const lines: ImportLine[] = [];
  const refused: { line: number; issues: Issue[] }[] = [];
  for (const { line, cells } of rest) {
    if (cells.every((cell) => cell === '')) continue;
    const wrong: Issue[] = [];
    if (cells.slice(head.cells.length).some((cell) => cell !== ''))
      wrong.push(cellIssue('directory.csv.cells', '', { count: cells.length, columns: head.cells.length }));
    for (const { id, title } of columns)
      if ((cells[places.get(id) ?? -1] ?? '').length > longestCell)
        wrong.push(cellIssue('directory.text.long', id, { column: title.vi, max: longestCell }));
    if (wrong.length > 0) refused.push({ line, issues: wrong });
    else
      lines.push({
        line,
        cell: (column) => cells[places.get(column) ?? -1]?.normalize('NFC') ?? '',
        has: (column) => places.has(column),
      });
  }
  return success({ lines, refused });
}

function columnNamed(columns: readonly ImportColumn[], heading: string): ImportColumn | undefined {
  const folded = foldText(heading).replace(/\*$/, '').trim();
  return columns.find(({ id, title }) =>
    [id.toLowerCase(), foldText(title.vi), foldText(title.en)].includes(folded),
  );
}

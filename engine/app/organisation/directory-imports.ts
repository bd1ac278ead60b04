import { failure, type Issue, issue, type Language, type Result, success } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import type { OrganisationRecord } from '../../model/organisation.ts';
import type { Day } from '../../model/time.ts';
import { indexDirectory } from '../../organisation/index.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory.ts';
import { csvText, plainCell } from '../oversight/csv.ts';
import type { Ports } from '../ports.ts';
import { said } from '../texts.ts';
import type { DirectoryChanges } from './directory-changes.ts';
import { type ImportContext, type ImportKind, importKinds, readTable } from './imports/index.ts';
import { readDay } from './typed-day.ts';

/** What is asked of an import: which kind, of which organisation, from which day what it says holds. */
export interface ImportQuestion {
  kind: string;
  organisation: string;
  from: string;
  note: string;
}

/** A kind of file on the page that begins an import. */
export interface ImportKindView {
  slug: string;
  title: string;
  columns: { id: string; title: string; required: boolean }[];
}

/**
 * Files about units, accounts, roles and subjects: looked at before anything is written, applied as one change,
 * and exported in the same shape.
 */
export interface DirectoryImports {
  kinds(organisation: string, language: Language): Promise<ImportKindView[]>;
  /** Reads the rows of a file, the first of which names the columns, and keeps what it would change. */
  preview(
    by: Account,
    question: ImportQuestion,
    rows: readonly { line: number; cells: string[] }[],
    today: Day,
  ): Promise<Result<DirectoryChange>>;
  /**
   * Writes what was looked at. New accounts get one-time links, given once; those of a large file, which is written
   * after the answer, get theirs when they are asked for.
   */
  apply(
    by: Account,
    id: string,
  ): Promise<Result<{ change: DirectoryChange; links: { login: string; link: string }[] }>>;
  /** How many accounts a file brought in that nobody has used yet. */
  unused(change: DirectoryChange): Promise<number>;
  /** Fresh one-time links for these accounts; null when there is no such import, or it is not applied. */
  links(by: Account, id: string): Promise<{ login: string; link: string }[] | null>;
  /** A file of everything of a kind, or with its headings alone; null when there is no such kind. */
  file(
    kind: string,
    organisation: string,
    what: 'all' | 'template',
    today: Day,
    language: Language,
  ): Promise<string | null>;
}

const mostLines = 5000;
const mostRefused = 200;
const place = { source: 'csv', pointer: '' };

/** Makes the use cases about files of the directory. */
export function createDirectoryImports(
  ports: Ports,
  directory: DirectoryCache,
  changes: DirectoryChanges,
  accounts: Pick<Accounts, 'invite'>,
): DirectoryImports {
  async function contextOf(organisation: string, from: Day): Promise<Result<ImportContext>> {
    const known = indexDirectory(await directory.current());
    const { organisations } = known.directory;
    const named = organisation === '' ? organisations[0] : known.organisation(organisation);
    if (named) return success({ ports, known, organisation: named, from });
    const ids = organisations.map(({ id }) => id);
    return failure([issue('directory.organisation.unknown', place, { organisation, known: ids })]);
  }

  const broughtIn = ({ records }: DirectoryChange): string[] =>
    records.flatMap(({ kind, before, id }) => (kind === 'account' && before === null ? [id] : []));

  /** The accounts a file brought in that have no password yet. */
  async function unusedOf(change: DirectoryChange): Promise<string[]> {
    const found = await ports.accounts.byIds(broughtIn(change));
    return found.flatMap(({ _id, passwordHash }) => (passwordHash === undefined ? [_id] : []));
  }

  const kindOf = (slug: string): ImportKind | undefined => importKinds.find((one) => one.slug === slug);

  const titles = (kind: ImportKind, organisation: OrganisationRecord, language: Language) =>
    kind.columns(organisation).map(({ id, title, required }) => ({
      id,
      title: said(title, language),
      required: required === true,
    }));

  return {
    async kinds(organisation, language) {
      const context = await contextOf(organisation, '');
      if (!context.ok) return [];
      return importKinds.map((kind) => ({
        slug: kind.slug,
        title: said(kind.title, language),
        columns: titles(kind, context.value.organisation, language),
      }));
    },
    async preview(by, question, rows, today) {
      const kind = kindOf(question.kind);
      const from = readDay(question.from, '/from');
      if (!from.ok) return from;
      const context = await contextOf(question.organisation, from.value ?? today);
      if (!context.ok) return context;
      if (!kind) return failure([issue('directory.change.unknown', place)]);
      if (rows.length - 1 > mostLines)
        return failure([issue('app.csv.too_large', place, { max: mostLines })]);
      const table = readTable(
        kind.columns(context.value.organisation),
        rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => plainCell(cell.trim())) })),
      );
      if (!table.ok) return table;
      if (table.value.lines.length + table.value.refused.length === 0)
        return failure([issue('directory.csv.empty', place)]);
      const read = await kind.read(table.value.lines, context.value);
      const refused: { line: number; issues: Issue[] }[] = [...table.value.refused];
      for (const one of read) if ('issues' in one) refused.push(one);
      const taken = read.flatMap((one) => ('records' in one ? [one] : []));
      return changes.propose(by, {
        act: `import.${kind.slug}`,
        records: taken.flatMap(({ records }) => records),
        ...(question.note ? { note: question.note } : {}),
        lines: {
          read: read.length + table.value.refused.length,
          unchanged: taken.filter(({ records }) => records.length === 0).length,
          refused: refused
            .sort((a, b) => a.line - b.line)
            .slice(0, mostRefused)
            .map(({ line, issues }) => ({
              line,
              issues: issues.map(({ code, params }) => ({
                code,
                params: JSON.parse(JSON.stringify(params)),
              })),
            })),
          refusedTotal: refused.length,
        },
      });
    },
    async apply(by, id) {
      const applied = await changes.apply(by, id);
      if (!applied.ok) return applied;
      const change = applied.value;
      const links = change.state === 'applied' ? await accounts.invite(by, broughtIn(change)) : [];
      return success({ change, links });
    },
    unused: async (change) => (change.state === 'applied' ? (await unusedOf(change)).length : 0),
    async links(by, id) {
      const change = await changes.load(id);
      if (!by.administrator || change?.state !== 'applied' || !change.lines) return null;
      return accounts.invite(by, await unusedOf(change));
    },
    async file(slug, organisation, what, today, language) {
      const kind = kindOf(slug);
      const context = await contextOf(organisation, today);
      if (!kind || !context.ok) return null;
      const head = titles(kind, context.value.organisation, language).map(({ title }) => title);
      return csvText([head, ...(what === 'all' ? await kind.rows(context.value) : [])]);
    },
  };
}

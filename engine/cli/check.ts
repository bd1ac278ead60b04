import { parseArgs } from 'node:util';
import { dayOf } from '../calendar/index.ts';
import {
  type Compilation,
  compile,
  type Library,
  type LibraryReading,
  positionOf,
  readJson,
  readLibrary,
  staffing,
  versionInput,
} from '../compile/index.ts';
import { hasErrors, type Issue, type Result, sentence } from '../issues/index.ts';
import type { Directory, Membership, OrganisationRecord } from '../model/organisation.ts';
import { checkMemberships, indexDirectory } from '../organisation/index.ts';
import type { Hash } from '../ports/index.ts';

/** Folders of definitions, as an adapter reads them. */
export interface DefinitionFolders {
  readCampaignFolder(folder: string): Promise<Result<Record<string, string>>>;
  readLibraryFolder(
    folder: string,
    kind: 'calendars' | 'organisations' | 'demo',
  ): Promise<Result<Record<string, string>>>;
}

/** What a command needs of the outside. */
export interface CheckIo {
  out(text: string): void;
  err(text: string): void;
  hash: Hash;
  folders: DefinitionFolders;
  /** The instant it is, for a staffing day that was not told. */
  now(): string;
}

/** How the command is called. */
export const checkUsage =
  'thidua check <thư mục / folder> [--library <thư mục / folder>] [--json] [--staffing [--as-of YYYY-MM-DD]]';

interface Options {
  folder: string;
  library: string;
  json: boolean;
  staffing: boolean;
  asOf: string | undefined;
}

/** What is printed with `--json`. */
interface Report {
  ok: boolean;
  version: string | null;
  issues: Issue[];
  staffing: Issue[];
}

/**
 * Checks a campaign's folder and prints every problem as a sentence with its file and place, or with `--json`
 * as `{ ok, version, issues, staffing }`. The library is the folder's parent unless told. Staffing needs people,
 * who are taken from the library's `demo/*-people.json`. Gives the exit code: 0 without errors, 1 with errors,
 * 2 for a wrong call. Findings about staffing never change it.
 */
export async function runCheck(argv: readonly string[], io: CheckIo): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`${options}\n${checkUsage}`);
    return 2;
  }
  const read = await io.folders.readCampaignFolder(options.folder);
  const files = read.ok ? read.value : {};
  const report = read.ok ? await examine(files, options, io) : refused(read.issues);
  if (options.json) io.out(JSON.stringify(report, null, 2));
  else print(report, files, options, io);
  return report.ok ? 0 : 1;
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        library: { type: 'string' },
        json: { type: 'boolean' },
        staffing: { type: 'boolean' },
        'as-of': { type: 'string' },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined) return 'Thiếu thư mục của phong trào. / The campaign’s folder is missing.';
    if (more.length > 0) return `Thừa “${more[0]}”. / “${more[0]}” is one too many.`;
    const asOf = values['as-of'];
    if (asOf !== undefined && !isWrittenDay(asOf))
      return `Ngày “${asOf}” phải viết như 2025-01-20. / The day “${asOf}” must be written like 2025-01-20.`;
    return {
      folder,
      library: values.library ?? `${folder.replace(/\/+$/, '')}/..`,
      json: values.json ?? false,
      staffing: values.staffing ?? false,
      asOf,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isWrittenDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function refused(issues: Issue[]): Report {
  return { ok: false, version: null, issues, staffing: [] };
}

async function examine(files: Record<string, string>, options: Options, io: CheckIo): Promise<Report> {
  const library = await readLibraryFrom(options.library, io.folders);
  const version = io.hash.json(versionInput(files));
  const compiled = compile(files, library.library, { version });
  const issues = [...library.issues, ...compiled.issues];
  return {
    ok: !hasErrors(issues),
    version: compiled.campaign ? version : null,
    issues,
    staffing: options.staffing ? await staffingOf(compiled, library.library, options, io) : [],
  };
}

/** The library of a folder, each file as its first revision. */
export async function readLibraryFrom(folder: string, folders: DefinitionFolders): Promise<LibraryReading> {
  const texts: Record<string, string> = {};
  for (const kind of ['calendars', 'organisations'] as const) {
    const read = await folders.readLibraryFolder(folder, kind);
    if (!read.ok) return { library: { calendars: {}, organisations: {} }, issues: read.issues };
    Object.assign(texts, read.value);
  }
  return readLibrary(texts);
}

async function staffingOf(
  { campaign }: Compilation,
  library: Library,
  options: Options,
  io: CheckIo,
): Promise<Issue[]> {
  if (!campaign) return [];
  const memberships: Membership[] = [];
  const names: Record<string, string> = {};
  const people = await io.folders.readLibraryFolder(options.library, 'demo');
  if (people.ok)
    for (const [path, text] of Object.entries(people.value))
      if (path.endsWith('-people.json')) {
        const { value, issues } = readJson(text, path);
        if (value === undefined) return issues;
        const file = value as unknown as {
          accounts: { id: string; name: string }[];
          memberships: Membership[];
        };
        memberships.push(...file.memberships);
        for (const { id, name } of file.accounts) names[id] = name;
      }
  const organisations = Object.values(library.organisations) as OrganisationRecord[];
  const directory: Directory = { revision: 1, organisations, memberships, substitutes: [], names };
  const day = options.asOf ?? dayOf(io.now(), campaign.timezone);
  return [...checkMemberships(indexDirectory(directory)), ...staffing(campaign, directory, day)];
}

const marks = { error: '✗', warning: '!', note: '·' } as const;

function print(report: Report, files: Record<string, string>, options: Options, io: CheckIo): void {
  const say = (one: Issue) =>
    io.out(`${marks[one.severity]} ${placeOf(one, files)}  ${sentence(one)} [${one.code}]`);
  for (const one of report.issues) say(one);
  const count = (severity: Issue['severity']) =>
    report.issues.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (options.staffing) {
    io.out(`Nhân sự: ${report.staffing.length} điều cần xem.`);
    for (const one of report.staffing) say(one);
  }
  io.out(
    report.ok
      ? `Hợp lệ: không có lỗi, ${warnings} cảnh báo. Phiên bản ${report.version}.`
      : `Chưa hợp lệ: ${errors} lỗi, ${warnings} cảnh báo.`,
  );
}

/** `forms/x.json:12:5 /fields/0/id`: the line and column where the file is JSON that was read. */
function placeOf({ source, pointer, params }: Issue, files: Record<string, string>): string {
  const text = files[source];
  const named = source === '' ? '.' : source;
  // Of a text, or of a file that is not JSON, the issue itself knows the line.
  const told = [params['line'], params['column']].filter((one) => typeof one === 'number');
  if (pointer === '') return [named, ...told].join(':');
  if (text === undefined || !source.endsWith('.json')) return `${named} ${pointer}`;
  const { line, column } = positionOf(text, pointer);
  return `${named}:${line}:${column} ${pointer}`;
}

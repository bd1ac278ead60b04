import { checkCalendar, isDay } from '../calendar/index.ts';
import { failure, hasErrors, type Issue, issue, type Result, success } from '../issues/index.ts';
import type { CalendarFile, OrganisationFile, ReorganisationFile } from '../model/generated/definitions.ts';
import { checkOrganisation } from '../organisation/index.ts';
import { readJson } from './json-text.ts';
import type { Library } from './link.ts';
import { named } from './named.ts';
import { checkDocument } from './schema.ts';

/** A library read from files, each of them its first revision, and what is wrong with them. */
export interface LibraryReading {
  library: Library;
  issues: Issue[];
}

/**
 * Reads and checks the files of a library by path, `calendars/<id>.json` and `organisations/<id>.json`. One with
 * an error is left out of what is given, and named in `refused`.
 */
export function readLibrary(files: Readonly<Record<string, string>>): LibraryReading {
  const issues: Issue[] = [];
  const refused: string[] = [];
  const read = <File extends { id: string }>(
    folder: string,
    readFile: (text: string, source: string) => Result<File>,
  ): Record<string, File & { revision: number }> => {
    const found = named<File & { revision: number }>();
    for (const source of Object.keys(files).sort()) {
      if (!source.startsWith(`${folder}/`)) continue;
      const file = readFile(files[source]!, source);
      issues.push(...file.issues);
      if (file.ok) found[file.value.id] = { ...file.value, revision: 1 };
      else refused.push(source);
    }
    return found;
  };
  const calendars = read('calendars', readCalendar);
  const organisations = read('organisations', readOrganisation);
  return { library: { calendars, organisations, refused }, issues };
}

/** Reads and checks a calendar's file. `source` is the name issues give it; its id must be the file's name. */
export function readCalendar(text: string, source: string): Result<CalendarFile> {
  return readLibraryFile(text, source, 'calendar', checkCalendar);
}

/** Reads and checks an organisation's file, as `readCalendar`. */
export function readOrganisation(text: string, source: string): Result<OrganisationFile> {
  return readLibraryFile(text, source, 'organisation', checkOrganisation);
}

/** Reads a reorganisation's file by itself, as `readCalendar`; `checkReorganisation` holds it against its organisation. */
export function readReorganisation(text: string, source: string): Result<ReorganisationFile> {
  return readLibraryFile<ReorganisationFile>(text, source, 'reorganisation', ({ from }) =>
    isDay(from) ? [] : [issue('organisation.type.not_a_day', { source, pointer: '/from' }, { date: from })],
  );
}

function readLibraryFile<File>(
  text: string,
  source: string,
  kind: 'calendar' | 'organisation' | 'reorganisation',
  check: (file: File, source: string) => ReturnType<typeof checkCalendar>,
): Result<File> {
  const read = readJson(text, source);
  if (read.value === undefined) return failure(read.issues);
  const id = source
    .split('/')
    .at(-1)!
    .replace(/\.json$/, '');
  const issues = [...read.issues, ...checkDocument({ path: source, kind, id, value: read.value })];
  if (hasErrors(issues)) return failure(issues);
  const file = read.value as unknown as File;
  issues.push(...check(file, source));
  return hasErrors(issues) ? failure(issues) : success(file, issues);
}

import { checkCalendar } from '../calendar/index.ts';
import { failure, hasErrors, type Result, success } from '../issues/index.ts';
import type { CalendarFile, OrganisationFile } from '../model/generated/definitions.ts';
import { checkOrganisation } from '../organisation/index.ts';
import { readJson } from './json-text.ts';
import { checkDocument } from './schema.ts';

/** Reads and checks a calendar's file. `source` is the name issues give it; its id must be the file's name. */
export function readCalendar(text: string, source: string): Result<CalendarFile> {
  return readLibraryFile(text, source, 'calendar', checkCalendar);
}

/** Reads and checks an organisation's file, as `readCalendar`. */
export function readOrganisation(text: string, source: string): Result<OrganisationFile> {
  return readLibraryFile(text, source, 'organisation', checkOrganisation);
}

function readLibraryFile<File>(
  text: string,
  source: string,
  kind: 'calendar' | 'organisation',
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

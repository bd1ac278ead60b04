/** Definitions from folders and zips into the store; for the start of a demo and the command line. Part of the roots. */
import { readCampaignFolder, readLibraryFolder } from './adapters/files/definition-folder.ts';
import type { Exchanger } from './app/campaign-archives.ts';
import { readCalendar, readLibrary, readOrganisation } from './compile/index.ts';
import type { Composition } from './compose.ts';
import { failure, hasErrors, type Issue, type Result } from './issues/index.ts';
import type { StoredVersion } from './ports/index.ts';

/** Brings the calendars and organisations of a library into the store, each as a revision where it changed. */
export async function importLibrary(composition: Composition, library: string): Promise<Issue[]> {
  const { definitions, directory } = composition.ports;
  const now = composition.ports.time.now();
  const issues: Issue[] = [];
  const [calendars, organisations] = await Promise.all([
    readLibraryFolder(library, 'calendars'),
    readLibraryFolder(library, 'organisations'),
  ]);
  issues.push(...calendars.issues, ...organisations.issues);
  for (const [source, text] of Object.entries(calendars.ok ? calendars.value : {})) {
    const read = readCalendar(text, source);
    issues.push(...read.issues);
    if (!read.ok) continue;
    const { id, timezone, week, hours, years } = read.value;
    await definitions.putCalendar({ id, timezone, week, hours, years }, now);
  }
  for (const [source, text] of Object.entries(organisations.ok ? organisations.value : {})) {
    const read = readOrganisation(text, source);
    issues.push(...read.issues);
    if (!read.ok) continue;
    const { id, title, levels, lines, roles, units } = read.value;
    await directory.putOrganisation({ id, title, levels, lines, roles, units }, now);
  }
  return issues;
}

/** Checks and publishes the campaign of a folder and lets its record open what is due. */
export async function publishFolder(
  composition: Composition,
  folder: string,
  library: string,
  by: string,
  note?: string,
): Promise<Result<StoredVersion>> {
  const imported = await importLibrary(composition, library);
  if (hasErrors(imported)) return failure(imported);
  const read = await readCampaignFolder(folder);
  if (!read.ok) return failure(read.issues);
  return composition.app.campaigns.publish(read.value, by, { note });
}

/**
 * Checks and publishes the campaign of a zip, with the library of a folder where one is named. The library is
 * stored only after the campaign was found sound with it: what is refused leaves nothing behind.
 */
export async function publishArchive(
  composition: Composition,
  bytes: Uint8Array,
  by: Exchanger,
  options: { library?: string; note?: string },
): Promise<Result<StoredVersion>> {
  const { archives } = composition.app;
  if (options.library === undefined) {
    const read = await archives.read(by, bytes);
    return read.ok ? archives.publish(by, read.value.files, options.note) : failure(read.issues);
  }
  const [calendars, organisations] = await Promise.all([
    readLibraryFolder(options.library, 'calendars'),
    readLibraryFolder(options.library, 'organisations'),
  ]);
  if (!calendars.ok) return failure(calendars.issues);
  if (!organisations.ok) return failure(organisations.issues);
  const { library, issues } = readLibrary({ ...calendars.value, ...organisations.value });
  if (hasErrors(issues)) return failure(issues);
  const read = await archives.read(by, bytes, library);
  if (!read.ok) return failure(read.issues);
  const imported = await importLibrary(composition, options.library);
  if (hasErrors(imported)) return failure(imported);
  return archives.publish(by, read.value.files, options.note);
}

/** Definitions from folders and zips into the store; for the start of a demo and the command line. Part of the roots. */
import { readCampaignFolder, readLibraryFolder } from './adapters/files/definition-folder.ts';
import type { Exchanger } from './app/definitions/campaign-archives.ts';
import { asRecord, calendarRecord, organisationRecord } from './app/organisation/directory-records.ts';
import { readCalendar, readLibrary, readOrganisation } from './compile/index.ts';
import type { Composition } from './compose.ts';
import { failure, hasErrors, type Issue, issue, type Result } from './issues/index.ts';
import type { StoredVersion } from './ports/index.ts';

/**
 * Brings the calendars and organisations of a library into the store, each as a revision where its file changed. A
 * file that is as it was when it was last loaded is left alone, so that what was changed on pages stands; where
 * both have changed, the pages' word stands and a warning says so.
 */
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
    const { id, title, timezone, week, hours, years } = read.value;
    const calendar = { id, ...(title ? { title } : {}), timezone, week, hours, years };
    const standing = await definitions.calendar(id);
    const put = () => definitions.putCalendar(calendar, now);
    issues.push(...(await load(composition, source, calendar, standing && calendarRecord(standing), put)));
  }
  for (const [source, text] of Object.entries(organisations.ok ? organisations.value : {})) {
    const read = readOrganisation(text, source);
    issues.push(...read.issues);
    if (!read.ok) continue;
    const { id, title, levels, lines, roles, units } = read.value;
    const organisation = { id, title, levels, lines, roles, units };
    const standing = (await directory.organisations()).find((one) => one.id === id);
    const content = standing ? { ...organisationRecord(standing), units: standing.units } : null;
    const put = () => directory.putOrganisation(organisation, now);
    issues.push(...(await load(composition, source, organisation, content, put)));
  }
  return issues;
}

/** Puts a file of the library into the store unless it is there already, or the store has its own word since. */
async function load(
  { ports: { meta, hash } }: Composition,
  source: string,
  file: object,
  standing: object | null,
  put: () => Promise<unknown>,
): Promise<Issue[]> {
  const key = `library/${source}`;
  const digest = (value: object) => hash.json(asRecord(value));
  const loaded = await meta.get(key);
  const [next, present] = [digest(file), standing && digest(standing)];
  if (present !== null && loaded === next) return [];
  if (present !== null && loaded !== null && present !== loaded && present !== next)
    return [issue('directory.library.edited', { source, pointer: '' }, { file: source })];
  await put();
  await meta.set(key, next);
  return [];
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

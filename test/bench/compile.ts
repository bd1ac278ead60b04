import { readCampaignFolder, readLibraryFolder } from '../../engine/adapters/files/definition-folder.ts';
import { compile, type Library, readCalendar, readOrganisation } from '../../engine/compile/index.ts';
import type { Result } from '../../engine/issues/index.ts';
import type { BenchRow } from './row.ts';

const definitions = new URL('../../definitions/', import.meta.url).pathname;
const samples = 15;

/**
 * The seed campaign from texts in memory to a frozen campaign, every check made, its calendar and organisation
 * read and checked as well. The figure is the slowest of the runs, which is the first one of a process.
 */
export async function compileSeed(): Promise<BenchRow[]> {
  const files = orThrow(await readCampaignFolder(`${definitions}bac-lieu-2024`));
  const calendars = orThrow(await readLibraryFolder(definitions, 'calendars'));
  const organisations = orThrow(await readLibraryFolder(definitions, 'organisations'));
  let slowest = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const start = performance.now();
    const library: Library = {
      calendars: read(calendars, readCalendar),
      organisations: read(organisations, readOrganisation),
    };
    const { ok } = compile(files, library);
    slowest = Math.max(slowest, performance.now() - start);
    if (!ok) throw new Error('The seed campaign does not compile.');
  }
  return [{ name: 'compile-seed', value: Math.round(slowest * 10) / 10, unit: 'ms' }];
}

function read<File extends { id: string }>(
  texts: Record<string, string>,
  readFile: (text: string, source: string) => Result<File>,
): Record<string, File & { revision: number }> {
  const files = Object.entries(texts).map(([source, text]) => orThrow(readFile(text, source)));
  return Object.fromEntries(files.map((file) => [file.id, { ...file, revision: 1 }]));
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.issues.map(({ code, source }) => `${source} ${code}`).join());
  return result.value;
}

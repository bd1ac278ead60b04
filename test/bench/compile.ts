import { readCampaignFolder, readLibraryFolder } from '../../engine/adapters/files/definition-folder.ts';
import { compile, readLibrary } from '../../engine/compile/index.ts';
import type { Result } from '../../engine/issues/index.ts';
import type { BenchRow } from './row.ts';

const definitions = new URL('../../definitions/', import.meta.url).pathname;
const samples = 15;

/**
 * The seed campaign from texts in memory to a frozen campaign, every check made, its calendar and organisation
 * read and checked as well: the median of 15 runs, and the first run, before anything is warm.
 */
export async function compileSeed(): Promise<BenchRow[]> {
  const files = orThrow(await readCampaignFolder(`${definitions}bac-lieu-2024`));
  const texts = {
    ...orThrow(await readLibraryFolder(definitions, 'calendars')),
    ...orThrow(await readLibraryFolder(definitions, 'organisations')),
  };
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const start = performance.now();
    const { library } = readLibrary(texts);
    const { ok } = compile(files, library);
    times.push(performance.now() - start);
    if (!ok) throw new Error('The seed campaign does not compile.');
  }
  const [first] = times;
  const middle = times.toSorted((a, b) => a - b)[Math.floor(samples / 2)];
  return [
    { name: 'compile-seed', value: tenths(middle!), unit: 'ms' },
    { name: 'compile-seed-first', value: tenths(first!), unit: 'ms' },
  ];
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.issues.map(({ code, source }) => `${source} ${code}`).join());
  return result.value;
}

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readCampaignFolder, readLibraryFolder } from '../../adapters/files/definition-folder.ts';
import { readLibrary } from '../../compile/index.ts';
import { differences } from '../../editing/index.ts';
import { sentence } from '../../issues/index.ts';
import type { CommandLineCommand } from '../command.ts';

/** Tells two folders of a campaign apart. */
export const diff: CommandLineCommand = {
  name: 'diff',
  usage: 'thidua diff <thư mục cũ / old folder> <thư mục mới / new folder> [--en]',
  help: 'Nêu khác biệt giữa hai bản của một phong trào bằng câu chữ. / Tells the differences between two versions of a campaign in sentences.',
  async run(args) {
    const [before, after, ...others] = args.filter((one) => !one.startsWith('--'));
    if (
      !before ||
      !after ||
      others.length > 0 ||
      args.some((one) => one.startsWith('--') && one !== '--en')
    ) {
      console.error(this.usage);
      return 2;
    }
    const [old, now] = await Promise.all([readCampaignFolder(before), readCampaignFolder(after)]);
    if (!old.ok || !now.ok) {
      for (const one of [...old.issues, ...now.issues]) console.error(`${one.source}: ${sentence(one)}`);
      return 1;
    }
    const language = args.includes('--en') ? 'en' : 'vi';
    const found = differences(old.value, now.value, await libraryBeside(after));
    for (const one of found) console.log(`- ${one.sentence[language]}`);
    if (found.length === 0) console.log('Không có khác biệt. / No differences.');
    return 0;
  },
};

/** The calendars and organisations beside a campaign's folder, for the names of roles and units. */
async function libraryBeside(folder: string) {
  const library = dirname(resolve(folder));
  const texts = await Promise.all(
    (['calendars', 'organisations'] as const)
      .filter((name) => existsSync(resolve(library, name)))
      .map((name) => readLibraryFolder(library, name)),
  );
  return readLibrary(Object.assign({}, ...texts.map((one) => (one.ok ? one.value : {})))).library;
}

import { readCampaignFolder, readLibraryFolder } from '../../adapters/files/definition-folder.ts';
import { hash } from '../../adapters/node/hash.ts';
import { checkUsage, runCheck } from '../check.ts';
import type { CommandLineCommand } from '../command.ts';

/** Checks a campaign's folder. */
export const check: CommandLineCommand = {
  name: 'check',
  usage: checkUsage,
  help: 'Kiểm tra định nghĩa một phong trào. / Checks a campaign’s definitions.',
  run: (args) =>
    runCheck(args, {
      out: (text) => console.log(text),
      err: (text) => console.error(text),
      hash,
      folders: { readCampaignFolder, readLibraryFolder },
      now: () => new Date().toISOString(),
    }),
};

import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentence } from '../../issues/index.ts';
import { publishFolder } from '../../publish.ts';
import { type CommandLineCommand, onStores } from '../command.ts';

/** Publishes a campaign. */
export const publish: CommandLineCommand = {
  name: 'publish',
  usage:
    'thidua publish <thư mục / folder> [--library <thư mục / folder>] [--by <tên đăng nhập / login>] [--note <ghi chú / note>]',
  help: 'Kiểm tra rồi công bố một phiên bản. / Checks and publishes a version.',
  async run(args, env) {
    const { values: options, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        library: { type: 'string' },
        by: { type: 'string' },
        note: { type: 'string' },
        demo: { type: 'boolean' },
        production: { type: 'boolean' },
      },
    });
    const [folder, ...others] = positionals;
    if (!folder || others.length > 0) {
      console.error(this.usage);
      return 2;
    }
    const mode = args.filter((one) => one === '--demo' || one === '--production');
    return onStores(env, mode, async (composition) => {
      const { ports, app } = composition;
      const by = options.by ? await ports.accounts.byLogin(options.by) : null;
      if (options.by && !by) {
        console.error(`Không có tài khoản “${options.by}”. / There is no account “${options.by}”.`);
        return 1;
      }
      const library = options.library ?? dirname(resolve(folder));
      const result = await publishFolder(composition, folder, library, by?._id ?? 'system', options.note);
      for (const one of result.issues) console.error(`${one.source}${one.pointer}: ${sentence(one)}`);
      if (!result.ok) return 1;
      await app.records.advance(result.value.campaign);
      console.log(`${result.value.campaign}: bản ${result.value.number}, ${result.value.version}`);
      return 0;
    });
  },
};

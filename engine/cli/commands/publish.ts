import { dirname, resolve } from 'node:path';
import { publishFolder } from '../../publish.ts';
import type { CommandLineCommand } from '../command.ts';
import { publishOnStores, readPublishingCall } from '../publishing.ts';

/** Publishes a campaign. */
export const publish: CommandLineCommand = {
  name: 'publish',
  usage:
    'thidua publish <thư mục / folder> [--library <thư mục / folder>] [--by <tên đăng nhập / login>] [--note <ghi chú / note>]',
  help: 'Kiểm tra rồi công bố một phiên bản. / Checks and publishes a version.',
  async run(args, env) {
    const call = readPublishingCall(args);
    if (!call) {
      console.error(this.usage);
      return 2;
    }
    const { source, options } = call;
    return publishOnStores(env, call, async (composition, by) => {
      const library = options.library ?? dirname(resolve(source));
      const result = await publishFolder(composition, source, library, by?._id ?? 'system', options.note);
      if (result.ok) await composition.app.records.advance(result.value.campaign);
      return result;
    });
  },
};

import { readFile, stat } from 'node:fs/promises';
import { publishArchive } from '../../publish.ts';
import type { CommandLineCommand } from '../command.ts';
import { publishOnStores, readPublishingCall } from '../publishing.ts';

/** Beyond this a file is not even read: the reader of zips refuses much less. */
const mostBytes = 100_000_000;

/** Checks and publishes a campaign out of a zip. */
export const importCampaign: CommandLineCommand = {
  name: 'import',
  usage:
    'thidua import <tệp / file.zip> [--library <thư mục / folder>] [--by <tên đăng nhập / login>] [--note <ghi chú / note>]',
  help: 'Kiểm tra rồi công bố phong trào trong tệp .zip; sai một chỗ thì không lưu gì. / Checks and publishes the campaign in a .zip; stores nothing when one place is wrong.',
  async run(args, env) {
    const call = readPublishingCall(args);
    if (!call) {
      console.error(this.usage);
      return 2;
    }
    const bytes = await bytesOf(call.source);
    if (typeof bytes === 'string') {
      console.error(bytes);
      return 1;
    }
    return publishOnStores(env, call, (composition, by) =>
      publishArchive(composition, bytes, by ?? 'system', call.options),
    );
  },
};

/** The bytes of a file, or why there are none. */
async function bytesOf(file: string): Promise<Uint8Array | string> {
  try {
    const about = await stat(file);
    if (!about.isFile())
      return `“${file}” không phải là tệp; hãy chọn tệp .zip. / “${file}” is not a file; please name a .zip.`;
    if (about.size > mostBytes)
      return `Tệp “${file}” quá lớn; hãy chọn tệp .zip của một phong trào. / The file “${file}” is too large; please name the .zip of a campaign.`;
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    return `Không đọc được tệp “${file}” (${code}). / The file “${file}” cannot be read (${code}).`;
  }
}

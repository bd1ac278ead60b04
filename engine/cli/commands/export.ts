import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CommandLineCommand, onStores } from '../command.ts';

/** Writes a published version as a zip. */
export const exportCampaign: CommandLineCommand = {
  name: 'export',
  usage:
    'thidua export <phong trào / campaign> <tệp / file.zip> [--version <số hoặc mã băm / number or hash>]',
  help: 'Ghi một phiên bản đã công bố thành tệp .zip; phiên bản mới nhất nếu không nói. / Writes a published version as a .zip; the newest unless told.',
  async run(args, env) {
    const { values: options, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        version: { type: 'string' },
        demo: { type: 'boolean' },
        production: { type: 'boolean' },
      },
    });
    const [campaign, file, ...others] = positionals;
    if (!campaign || !file || others.length > 0) {
      console.error(this.usage);
      return 2;
    }
    const mode = args.filter((one) => one === '--demo' || one === '--production');
    return onStores(env, mode, async ({ app, ports }) => {
      const exported = await app.archives.export('system', campaign, options.version);
      if (!exported) {
        console.error(await notThere(campaign, options.version, ports.definitions));
        return 1;
      }
      try {
        // A file that is there stays: what was exported before may be the only copy.
        await writeFile(file, exported.bytes, { flag: 'wx' });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'error';
        console.error(
          code === 'EEXIST'
            ? `Tệp “${file}” đã có; hãy chọn tên khác. / The file “${file}” is there already; please choose another name.`
            : `Không ghi được tệp “${file}” (${code}). / The file “${file}” cannot be written (${code}).`,
        );
        return 1;
      }
      console.log(`${campaign}: bản ${exported.number}, ${exported.version} → ${file}`);
      return 0;
    });
  },
};

/** What is there in the place of what was asked. */
async function notThere(
  campaign: string,
  version: string | undefined,
  definitions: {
    campaigns(): Promise<string[]>;
    versions(campaign: string): Promise<{ number: number }[]>;
  },
): Promise<string> {
  const versions = await definitions.versions(campaign);
  if (versions.length > 0) {
    const known = versions.map((one) => one.number).join(', ');
    return `Phong trào “${campaign}” không có phiên bản “${version}”; có: ${known}. / The campaign “${campaign}” has no version “${version}”; there are: ${known}.`;
  }
  const known = (await definitions.campaigns()).join(', ') || '–';
  return `Chưa công bố phong trào “${campaign}”; có: ${known}. / No campaign “${campaign}” is published; there are: ${known}.`;
}

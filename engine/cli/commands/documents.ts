import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runDocumentServer } from '../../adapters/embedded/documents/index.ts';
import type { CommandLineCommand } from '../command.ts';

/** Runs the document server alone. */
export const documents: CommandLineCommand = {
  name: 'documents',
  usage: 'thidua documents --listen <path.sock> --data <thư mục / folder>',
  help: 'Chạy riêng máy chủ tài liệu. / Runs the document server alone.',
  async run(args) {
    const option = (name: string) => {
      const at = args.indexOf(`--${name}`);
      return at < 0 ? undefined : args[at + 1];
    };
    const [listen, data] = [option('listen'), option('data')];
    if (!listen || !data) {
      console.error(this.usage);
      return 2;
    }
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const server = await runDocumentServer({
      file: join(data, 'documents.sqlite'),
      socketPath: resolve(listen),
    });
    console.log(server.url);
    await new Promise<void>((done) => {
      process.once('SIGTERM', () => done());
      process.once('SIGINT', () => done());
    });
    await server.close();
    return 0;
  },
};

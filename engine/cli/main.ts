/** The command line: `thidua <command> ...`. One file a command in `commands/`. */
import { FolderHeldError } from '../adapters/embedded/data-folder.ts';
import { SocketPathError } from '../adapters/embedded/documents/index.ts';
import { ConfigurationError } from '../configuration.ts';
import type { CommandLineCommand } from './command.ts';

/** Each command is loaded when it is asked for: checking a folder needs no server and no queue. */
const commands: Readonly<Record<string, () => Promise<CommandLineCommand>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  workers: async () => (await import('./commands/workers.ts')).workersCommand,
  init: async () => (await import('./commands/init.ts')).init,
  check: async () => (await import('./commands/check.ts')).check,
  diff: async () => (await import('./commands/diff.ts')).diff,
  simulate: async () => (await import('./commands/simulate.ts')).simulate,
  publish: async () => (await import('./commands/publish.ts')).publish,
  export: async () => (await import('./commands/export.ts')).exportCampaign,
  import: async () => (await import('./commands/import.ts')).importCampaign,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  verify: async () => (await import('./commands/verify.ts')).verify,
  erase: async () => (await import('./commands/erase.ts')).erase,
  reindex: async () => (await import('./commands/reindex.ts')).reindex,
  documents: async () => (await import('./commands/documents.ts')).documents,
};

/** Runs one command; gives the exit code. 2 says that the call itself was wrong. */
export async function runCommandLine(argv: string[]): Promise<number> {
  const [name, ...args] = argv;
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const asked = name === undefined || name === 'help' || name === '--help';
    const print = asked ? console.log : console.error;
    if (!asked) print(`Không có lệnh “${name}”. / There is no command “${name}”.\n`);
    print('thidua <lệnh / command>\n');
    for (const one of Object.values(commands)) {
      const { usage, help } = await one();
      print(`  ${usage}\n      ${help}`);
    }
    return asked ? 0 : 2;
  }
  try {
    const command = await load();
    return await command.run(args, process.env);
  } catch (error) {
    console.error(isForTheOperator(error) ? error.message : error instanceof Error ? error.stack : error);
    return 1;
  }
}

/** Errors whose message is a sentence that says what to do. Options that do not exist are among them. */
function isForTheOperator(error: unknown): error is Error {
  return (
    error instanceof ConfigurationError ||
    error instanceof FolderHeldError ||
    error instanceof SocketPathError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}

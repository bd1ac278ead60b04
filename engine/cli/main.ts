/** The command line: `thidua <command> ...`. One file a command in `commands/`. */

import { FolderHeldError } from '../adapters/embedded/data-folder.ts';
import { ConfigurationError } from '../configuration.ts';
import type { CommandLineCommand } from './command.ts';
import { check } from './commands/check.ts';
import { documents } from './commands/documents.ts';
import { erase } from './commands/erase.ts';
import { init } from './commands/init.ts';
import { publish } from './commands/publish.ts';
import { reindex } from './commands/reindex.ts';

import { simulate } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import { verify } from './commands/verify.ts';

const commands: readonly CommandLineCommand[] = [
  startCommand,
  init,
  check,
  simulate,

  publish,
  verify,
  erase,
  reindex,
  documents,
];

/** Runs one command; gives the exit code. 2 says that the call itself was wrong. */
export async function runCommandLine(argv: string[]): Promise<number> {
  const [name, ...args] = argv;
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const asked = name === undefined || name === 'help' || name === '--help';
    const print = asked ? console.log : console.error;
    if (!asked) print(`Không có lệnh “${name}”. / There is no command “${name}”.\n`);
    print('thidua <lệnh / command>\n');
    for (const one of commands) print(`  ${one.usage}\n      ${one.help}`);
    return asked ? 0 : 2;
  }
  try {
    return await command.run(args, process.env);
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof FolderHeldError) console.error(error.message);
    else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

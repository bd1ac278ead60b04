import { type Composition, compose } from '../compose.ts';
import { readConfiguration } from '../configuration.ts';

/** One command of the command line. */
export interface CommandLineCommand {
  name: string;
  /** How it is called. */
  usage: string;
  /** What it does, in one line. */
  help: string;
  /** Gives the exit code. `env` is the process's environment. */
  run(args: string[], env: NodeJS.ProcessEnv): Promise<number>;
}

/**
 * Runs something on the stores: of the running process where one holds the data folder, else of the folder
 * itself. Options that are the command's own must be taken out of `args` first.
 */
export async function onStores(
  env: NodeJS.ProcessEnv,
  args: string[],
  work: (composition: Composition) => Promise<number>,
): Promise<number> {
  const composition = await compose(readConfiguration(env, args), { queue: false, join: true });
  try {
    return await work(composition);
  } finally {
    await composition.close();
  }
}

/** The words that are not options, and the options that are the process's own. */
export function wordsOf(args: string[]): { words: string[]; options: string[] } {
  return {
    words: args.filter((one) => !one.startsWith('--')),
    options: args.filter((one) => one === '--demo' || one === '--production'),
  };
}

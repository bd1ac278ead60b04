import { parseArgs } from 'node:util';
import type { Composition } from '../compose.ts';
import { type Result, sentence } from '../issues/index.ts';
import type { Account } from '../model/account.ts';
import type { StoredVersion } from '../ports/index.ts';
import { onStores } from './command.ts';

/** How a command that publishes is called: what it publishes, and what is said of it. */
export interface PublishingCall {
  /** The folder or file. */
  source: string;
  options: { library?: string; by?: string; note?: string };
  /** The process's own options. */
  mode: string[];
}

/** Reads the call of a command that publishes one thing; null when it does not name exactly one. */
export function readPublishingCall(args: string[]): PublishingCall | null {
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
  const [source, ...others] = positionals;
  if (!source || others.length > 0) return null;
  const mode = args.filter((one) => one === '--demo' || one === '--production');
  return { source, options, mode };
}

/** Publishes on the stores as whoever `--by` names, and prints what came of it; gives the exit code. */
export function publishOnStores(
  env: NodeJS.ProcessEnv,
  { options, mode }: PublishingCall,
  publish: (composition: Composition, by: Account | null) => Promise<Result<StoredVersion>>,
): Promise<number> {
  return onStores(env, mode, async (composition) => {
    const by = options.by ? await composition.ports.accounts.byLogin(options.by) : null;
    if (options.by && !by) {
      console.error(`Không có tài khoản “${options.by}”. / There is no account “${options.by}”.`);
      return 1;
    }
    const result = await publish(composition, by);
    for (const one of result.issues) console.error(`${one.source}${one.pointer}: ${sentence(one)}`);
    if (!result.ok) return 1;
    console.log(`${result.value.campaign}: bản ${result.value.number}, ${result.value.version}`);
    return 0;
  });
}

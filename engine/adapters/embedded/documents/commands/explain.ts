import { CommandError } from '../errors/command-error.ts';
import { isDocument } from '../values/types.ts';
import type { Command } from './command.ts';
import { checkFields } from './dispatch.ts';
import { commandNamed } from './index.ts';

/** Tells how a command would be answered, and with `executionStats` what it reads; writes are not done. */
export const explain: Command = {
  name: 'explain',
  fields: ['verbosity'],
  run(context, body) {
    const inner = body['explain'];
    if (!isDocument(inner)) throw new CommandError('TypeMismatch', 'explain needs a command');
    const name = Object.keys(inner)[0] ?? '';
    const command = commandNamed(name);
    if (!command) throw new CommandError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
    if (!command.explain)
      throw new CommandError('IllegalOperation', `Explain is not supported for the command ${name}`);
    checkFields(command, name, inner, new Map());
    const verbosity = body['verbosity'] ?? 'allPlansExecution';
    const { winningPlan, executionStats } = command.explain(context, inner, verbosity !== 'queryPlanner');
    return {
      explainVersion: '1',
      queryPlanner: {
        namespace: `${context.database}.${String(inner[name])}`,
        winningPlan,
        rejectedPlans: [],
      },
      ...(executionStats ? { executionStats } : {}),
      command: inner,
      ok: 1,
    };
  },
};

import { runWorkers } from '../../../workers/main.ts';
import type { CommandLineCommand } from '../command.ts';

/** Runs the workers apart from the server. */
export const workersCommand: CommandLineCommand = {
  name: 'workers',
  usage: 'thidua workers',
  help: 'Chạy riêng các worker, khi có MONGODB_URL và REDIS_URL. / Runs the workers apart, with MONGODB_URL and REDIS_URL.',
  run: (args) => runWorkers(args),
};

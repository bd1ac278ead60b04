import { start } from '../../main.ts';
import type { CommandLineCommand } from '../command.ts';

/** Runs the server. */
export const startCommand: CommandLineCommand = {
  name: 'start',
  usage: 'thidua start [--demo | --production]',
  help: 'Chạy máy chủ. / Runs the server.',
  run: (args) => start(args),
};

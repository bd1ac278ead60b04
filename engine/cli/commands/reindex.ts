import { type CommandLineCommand, onStores, wordsOf } from '../command.ts';

/** Rebuilds what is written beside the state of cases. */
export const reindex: CommandLineCommand = {
  name: 'reindex',
  usage: 'thidua reindex',
  help: 'Dựng lại chỉ mục của mọi hồ sơ từ lịch sử. / Rebuilds every case’s projections.',
  run: (args, env) =>
    onStores(env, wordsOf(args).options, async ({ app }) => {
      const { cases, changed } = await app.maintenance.reindex();
      console.log(`${cases} hồ sơ, ${changed} thay đổi. / ${cases} cases, ${changed} changed.`);
      return 0;
    }),
};

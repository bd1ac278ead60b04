import { type CommandLineCommand, onStores, wordsOf } from '../command.ts';

/** Verifies the chains of cases. */
export const verify: CommandLineCommand = {
  name: 'verify',
  usage: 'thidua verify <hồ sơ / case> [...]',
  help: 'Kiểm tra chuỗi lịch sử của hồ sơ. / Checks the chain of a case’s history.',
  async run(args, env) {
    const { words, options } = wordsOf(args);
    if (words.length === 0) {
      console.error(this.usage);
      return 2;
    }
    return onStores(env, options, async ({ app }) => {
      let code = 0;
      for (const id of words) {
        const found = await app.maintenance.verify(id);
        if (!found) {
          console.error(`${id}: không có hồ sơ này. / There is no such case.`);
          code = 1;
        } else if (found.ok) {
          console.log(
            `${id}: nguyên vẹn, ${found.events} sự kiện, ${found.contents} nội dung, ${found.erased} đã xóa. / Whole.`,
          );
        } else {
          for (const problem of found.problems) console.error(`${id}: ${problem}`);
          code = 1;
        }
      }
      return code;
    });
  },
};

import { sentence } from '../../issues/index.ts';
import { type CommandLineCommand, onStores, wordsOf } from '../command.ts';

/** Erases a person's contents. */
export const erase: CommandLineCommand = {
  name: 'erase',
  usage: 'thidua erase <tên đăng nhập / login>',
  help: 'Xóa nội dung của một người; chuỗi lịch sử vẫn kiểm tra được. / Erases a person’s contents; the chains still verify.',
  async run(args, env) {
    const { words, options } = wordsOf(args);
    const [login, ...others] = words;
    if (!login || others.length > 0) {
      console.error(this.usage);
      return 2;
    }
    return onStores(env, options, async ({ app, ports }) => {
      const account = await ports.accounts.byLogin(login);
      if (!account) {
        console.error(`Không có tài khoản “${login}”. / There is no account “${login}”.`);
        return 1;
      }
      const { cases, contents, drafts, files, deliveries, issues } = await app.maintenance.erase(
        account._id,
        'system',
      );
      for (const one of issues) console.error(sentence(one));
      console.log(
        `Đã xóa: ${contents} nội dung trong ${cases} hồ sơ, ${drafts} bản nháp, ${files} tệp, ${deliveries} thông báo. / Erased: ${contents} contents in ${cases} cases, ${drafts} drafts, ${files} files, ${deliveries} messages.`,
      );
      return issues.length > 0 ? 1 : 0;
    });
  },
};

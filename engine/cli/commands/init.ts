import { sentence } from '../../issues/index.ts';
import { type CommandLineCommand, onStores, wordsOf } from '../command.ts';

/** Makes the first administrator by a one-time link. */
export const init: CommandLineCommand = {
  name: 'init',
  usage: 'thidua init <tên đăng nhập / login> <họ tên / full name>',
  help: 'Tạo quản trị viên đầu tiên, in đường dẫn dùng một lần. / Makes the first administrator and prints a one-time link.',
  async run(args, env) {
    const { words, options } = wordsOf(args);
    const [login, ...name] = words;
    if (!login || name.length === 0) {
      console.error(this.usage);
      return 2;
    }
    const mode = options.length > 0 ? options : ['--production'];
    return onStores(env, mode, async ({ app, ports }) => {
      if ((await ports.accounts.administrators()) > 0) {
        console.error(
          'Kho dữ liệu đã có quản trị viên; hãy đăng nhập để thêm người khác. / There is an administrator already; sign in to add others.',
        );
        return 1;
      }
      const made = await app.accounts.firstAdministrator({ login, name: name.join(' ') });
      if (!made.ok) {
        for (const one of made.issues) console.error(sentence(one));
        return 1;
      }
      console.log(
        `Mở đường dẫn này trên máy chủ để đặt mật khẩu (một lần, trong 72 giờ): ${made.value.link}`,
      );
      console.log(
        `Open this path on the server to set a password (once, within 72 hours): ${made.value.link}`,
      );
      return 0;
    });
  },
};

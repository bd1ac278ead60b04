/**
 * Prepares a demo in a process of its own, which takes the memory of the played past with it when it ends. Part of
 * the roots; started by `prepareDemoApart`, which sends the configuration.
 */
import { compose } from './compose.ts';
import type { Configuration } from './configuration.ts';
import { prepareDemo } from './demo.ts';

process.once('message', (configuration: Configuration) => {
  prepare(configuration).then(
    () => process.disconnect(),
    (error: Error) => {
      console.error(error.stack ?? error.message);
      process.exit(1);
    },
  );
});

async function prepare(configuration: Configuration): Promise<void> {
  const composition = await compose(configuration, { queue: false });
  try {
    await prepareDemo(composition, (line) => process.send!(line));
  } finally {
    await composition.close();
  }
}

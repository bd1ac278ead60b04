/** The workers as a process of their own, for served mode: `npm run workers`. */
import { compose } from '../engine/compose.ts';
import { ConfigurationError, readConfiguration } from '../engine/configuration.ts';
import { handlersOf } from './handlers.ts';
import { startWorkers } from './index.ts';

try {
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  if (!configuration.redisUrl)
    throw new ConfigurationError(
      'Chế độ nhúng đã chạy sẵn các worker trong npm start; lệnh này cần MONGODB_URL và REDIS_URL. / Embedded mode runs its workers within npm start; this command needs MONGODB_URL and REDIS_URL.',
    );
  const composition = await compose(configuration);
  const workers = await startWorkers(composition.queue!, handlersOf(composition.app, composition.ports), {
    onError: (error) => composition.log.error('worker', { error: error.message }),
  });
  console.log('Thidua: các worker đang chạy. / The workers are running.');
  const stop = async () => {
    await workers.close();
    await composition.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

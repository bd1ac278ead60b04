/**
 * The workers as a process of their own, for served mode: `npm run workers`, or `thidua workers` where the package is
 * installed.
 */
import { compose } from '../engine/compose.ts';
import { ConfigurationError, readConfiguration } from '../engine/configuration.ts';
import { handlersOf } from './handlers.ts';
import { startWorkers } from './index.ts';

const stopMs = 10_000;

/** Runs the workers until the process is told to stop; gives the exit code when they could not start. */
export async function runWorkers(args: string[]): Promise<number> {
  try {
    const configuration = readConfiguration(process.env, args);
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
      // Whatever still hangs after ten seconds is let go: a job that was cut off is found again.
      setTimeout(() => process.exit(1), stopMs).unref();
      await workers.close();
      await composition.close();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // The workers keep the process; its end sets the exit code.
    return await new Promise<number>(() => {});
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await runWorkers(process.argv.slice(2));

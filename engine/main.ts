/** The web process: `npm start`. Embedded mode runs its workers within; served mode has them apart. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { handlersOf } from '../workers/handlers.ts';
import { startWorkers } from '../workers/index.ts';
import { type Composition, compose, root } from './compose.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
import { demoOf, demoPassword, prepareDemoApart } from './demo.ts';
import { unpackDemo } from './demo-image.ts';
import { createHttpServer } from './http/index.ts';

const stopMs = 10_000;

/** Starts the server, printing how it comes along, and runs until it is told to stop. Throws when it cannot start. */
export async function start(args: string[]): Promise<number> {
  const configuration = readConfiguration(process.env, args);
  const composition = await compose(configuration, { progress, unpack: unpackDemo });
  try {
    return await serve(composition, configuration);
  } catch (error) {
    await composition.close();
    throw error;
  }
}

function progress(line: string): void {
  console.log(line);
}

async function serve(composition: Composition, configuration: Configuration): Promise<number> {
  const { app, ports, folder, mode, queue, log } = composition;
  if (mode === 'demo') await prepareDemoApart(composition, configuration, progress);
  if (folder) {
    const onError = (error: Error) => log.error('worker', { error: error.message });
    const workers = await startWorkers(queue!, handlersOf(app, ports), { onError });
    composition.beforeClose(() => workers.close());
  }
  const demo = mode === 'demo' ? await demoOf(composition) : undefined;
  let ready = false;
  const server = createHttpServer({
    app,
    sessions: composition.stores.sessions,
    log,
    mode,
    sessionSecret: composition.sessionSecret,
    behindProxy: configuration.behindProxy,
    templates: join(root, 'templates'),
    clientScript: clientScript(),
    htmx: createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'),
    ...(demo ? { demo } : {}),
    ready: () => ready,
  });
  const listening = server.listen(configuration.port, configuration.host);
  await isListening(listening, configuration.port);
  const { port } = listening.address() as AddressInfo;
  const host = configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host;
  const address = `http://${host}:${port}`;
  folder?.announce({
    pid: process.pid,
    startedAt: new Date().toISOString(),
    address,
    ...(composition.documents ? { documents: composition.documents } : {}),
  });
  // What the published campaigns owe by now is opened beside the running server, not before it.
  for (const campaign of await app.campaigns.all())
    void app.records
      .start(campaign)
      .catch((error: Error) => log.error('a record could not start', { error: error.message }));
  ready = true;
  progress(`\nThidua: ${address}`);
  if (demo) {
    progress(`Tài khoản minh họa, mật khẩu ${demoPassword}: / Demo accounts, password ${demoPassword}:`);
    for (const one of demo.accounts)
      progress(`  ${one.login.padEnd(10)} ${one.role}${one.unit ? `, ${one.unit}` : ''}`);
  }
  return new Promise<number>((stopped) => {
    let stopping = false;
    const stop = async (code: number) => {
      if (stopping) return;
      stopping = true;
      ready = false;
      // Whatever still hangs after ten seconds is let go: the record is safe at every moment.
      setTimeout(() => process.exit(code || 1), stopMs).unref();
      listening.close();
      listening.closeIdleConnections();
      await composition.close();
      listening.closeAllConnections();
      stopped(code);
    };
    process.once('SIGTERM', () => void stop(0));
    process.once('SIGINT', () => void stop(0));
    composition.onFailure((error) => {
      log.error('a part that everything rests on has ended', { error: error.message });
      void stop(1);
    });
  });
}

function isListening(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('listening', done);
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new ConfigurationError(
              `Cổng ${port} đang có chương trình khác dùng; hãy đặt PORT khác. / Port ${port} is taken; set another PORT.`,
            )
          : error,
      ),
    );
  });
}

/** The browser's script, made by `npm run prepare`. */
function clientScript(): string {
  try {
    return readFileSync(join(root, 'dist/assets/form.js'), 'utf8');
  } catch {
    throw new ConfigurationError(
      'Thiếu dist/assets/form.js; hãy chạy npm run prepare. / dist/assets/form.js is missing; please run npm run prepare.',
    );
  }
}

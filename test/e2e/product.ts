import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startRedis } from '../redis.ts';

/** The product as people start it: its own processes, a fresh data folder, the demo within. */
export interface Product {
  address: string;
  /** Everything its processes have said. */
  said(): string;
  stop(): Promise<void>;
}

/** `embedded`: one process. `served`: the document server, Redis, the web and the workers apart. */
export type Mode = 'embedded' | 'served';

const root = resolve(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');

/** Starts the demo and waits until it answers. `prepare` fills the data folder in the place of the demo's own data. */
export async function startProduct(
  mode: Mode = 'embedded',
  prepare?: (data: string) => Promise<void>,
): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-e2e-'));
  const processes: ChildProcess[] = [];
  let said = '';

  function run(args: string[], env: Record<string, string>, sign: RegExp): Promise<string> {
    const child = spawn(node, args, {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        PORT: '0',
        THIDUA_DATA: join(folder, 'data'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    processes.push(child);
    return new Promise((found, failed) => {
      let own = '';
      const listen = (chunk: Buffer) => {
        own += chunk;
        said += chunk;
        const match = sign.exec(own);
        if (match) found(match[0]);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => failed(new Error(`${args.join(' ')} ended with ${code}:\n${own}`)));
    });
  }

  async function stop(): Promise<void> {
    for (const child of processes.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    await stopRedis();
    await rm(folder, { recursive: true, force: true });
  }

  let stopRedis = async () => {};
  try {
    await prepare?.(join(folder, 'data'));
    const env: Record<string, string> = {};
    if (mode === 'served') {
      const redis = await startRedis();
      stopRedis = () => redis.stop();
      const listen = join(folder, 'documents.sock');
      const data = join(folder, 'documents');
      const url = await run(
        ['bin/thidua.js', 'documents', '--listen', listen, '--data', data],
        {},
        /mongodb:\S+/,
      );
      Object.assign(env, { MONGODB_URL: url, REDIS_URL: redis.url });
      env['SESSION_SECRET'] = 'a secret of the browser tests, long enough';
    }
    const address = await run(['bin/thidua.js', 'start', '--demo'], env, /http:\/\/127\.0\.0\.1:\d+/);
    if (mode === 'served') await run(['workers/main.ts', '--demo'], env, /The workers are running/);
    return { address, said: () => said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

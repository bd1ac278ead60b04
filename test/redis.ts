import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Redis of a test's own: on a socket in a private folder, without TCP, keeping nothing. */
export interface TestRedis {
  /** As REDIS_URL takes it. */
  url: string;
  /** kill -9: what it held is gone. */
  crash(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** True where tests that need Redis are left out: there is no redis-server, and CI=true does not forbid it. */
export const withoutRedis = process.env['CI'] !== 'true' && !isInstalled();

if (withoutRedis)
  console.log(
    'left out: tests on Redis, since redis-server is missing; on Debian: apt-get install redis-server',
  );

/** Starts a Redis. Rejects with a sentence where redis-server is missing. */
export async function startRedis(): Promise<TestRedis> {
  if (!isInstalled()) throw new Error('redis-server is missing; on Debian: apt-get install redis-server');
  const folder = await mkdtemp(join(tmpdir(), 'thidua-redis-'));
  const socket = join(folder, 'redis.sock');
  let server = await launch(folder, socket);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await exited;
  }

  return {
    url: `unix://${socket}`,
    crash: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      await rm(socket, { force: true });
      server = await launch(folder, socket);
    },
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(folder: string, socket: string) {
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const server = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (server.exitCode !== null) throw new Error(`redis-server stopped at once:\n${said}`);
    if (await answers(socket)) return server;
    await sleep(10);
  }
  server.kill('SIGKILL');
  throw new Error(`redis-server does not answer:\n${said}`);
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket, () => probe.write('PING\r\n'));
    probe.once('data', (reply) => {
      probe.destroy();
      resolve(reply.toString().startsWith('+PONG'));
    });
    probe.once('error', () => resolve(false));
  });
}

function isInstalled(): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, 'redis-server')));
}

/**
 * The README's commands, read out of it and run on a clean clone of what is committed, with the Node and npm of this
 * machine and nothing of this checkout.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksUnder, readme } from '../readme.ts';
import { startRedis, withoutRedis } from '../redis.ts';

const root = resolve(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'thidua-clone-'));
const clone = join(home, 'thidua');
const lastStopMs = 10_000;

const settings: Record<string, string> = {
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .join(delimiter),
  HOME: process.env['HOME'] ?? '',
  PORT: '0',
};

/** Processes that were started and have not been stopped. */
const running = new Set<ChildProcess>();

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
});

afterAll(async () => {
  await Promise.all([...running].map((server) => stop(server)));
  rmSync(home, { recursive: true, force: true });
});

describe('on a clean clone', () => {
  it('two commands install it and start the demo', async () => {
    const [command] = blocksUnder('Try it', 'sh');
    const server = start(command!);
    const address = await server.prints(/^Thidua: (http:\/\/\S+)$/m);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    for (const [, login] of readme.matchAll(/^- `(\w+)`, /gm)) expect(server.said()).toContain(`  ${login} `);
    expect(await stop(server.process)).toBeLessThan(lastStopMs);
  });

  it('types are checked as in the second command', async () => {
    const [, command] = blocksUnder('Try it', 'sh');
    expect(command).toBe('npm ci && npm test');
    expect(await shell('npm run -s types')).toBe('');
  });

  it('a step is changed beside the running demo, which is started a second time', async () => {
    const server = start('npm start');
    await server.prints(/^Thidua: (http:\/\/\S+)$/m);
    const [path] = /definitions\/[\w/-]+workflows\/[\w-]+\.json/.exec(readme)!;
    const [deadline] = blocksUnder('Change a step and watch it', 'json');
    const workflow = readFileSync(join(clone, path), 'utf8');
    const [check, simulate, publish] = blocksUnder('Change a step and watch it', 'sh')[0]!.split('\n');
    const before = await shell(simulate!);
    writeFileSync(join(clone, path), workflow.replace(deadline!, deadline!.replace('4', '2')));
    expect(await shell(check!)).toMatch(/^Hợp lệ/m);
    const due = (played: string) => /17:00 \d\d\/\d\d\/\d{4}/.exec(played)?.[0];
    expect(due(before)).toBe('17:00 26/12/2024');
    expect(due(await shell(simulate!))).toBe('17:00 24/12/2024');
    expect(await shell(publish!)).toMatch(/^bac-lieu-2024: bản 2, [0-9a-f]{64}$/m);
    writeFileSync(join(clone, path), workflow);
    expect(await stop(server.process)).toBeLessThan(lastStopMs);
  });

  it('a copy of the data folder starts elsewhere with everything in it', async () => {
    cpSync(join(clone, 'data'), join(home, 'copy'), { recursive: true });
    const server = start('npm start', { THIDUA_DATA: join(home, 'copy') });
    await server.prints(/^Thidua: (http:\/\/\S+)$/m);
    const publish = blocksUnder('Change a step and watch it', 'sh')[0]!.split('\n')[2]!;
    const again = await shell(publish, { THIDUA_DATA: join(home, 'copy') });
    expect(again).toMatch(/^bac-lieu-2024: bản [13], [0-9a-f]{64}$/m);
    expect(await stop(server.process)).toBeLessThan(lastStopMs);
  });

  it('an office is set up on one machine', async () => {
    const [folder, init, serve] = blocksUnder('Put it to work', 'sh')[0]!.split('\n');
    const env = { THIDUA_DATA: /^export THIDUA_DATA=(\w+)$/.exec(folder!)![1]! };
    const link = /: (\/\S+)$/m.exec(await shell(init!, env))?.[1];
    const server = start(serve!, env);
    const address = await server.prints(/^Thidua: (http:\/\/\S+)$/m);
    expect(await (await fetch(`${address}${link}`)).text()).toContain('type="password"');
    expect(server.said()).not.toContain('thidua-demo');
    expect(await stop(server.process)).toBeLessThan(lastStopMs);
  });

  it.skipIf(withoutRedis)('documents and queue are served from elsewhere', async () => {
    const lines = blocksUnder('Put it to work', 'sh')[1]!.split('\n');
    const exported = lines.filter((line) => line.startsWith('export '));
    expect(exported.map((line) => /^export (\w+)=/.exec(line)![1])).toEqual([
      'MONGODB_URL',
      'REDIS_URL',
      'SESSION_SECRET',
    ]);
    const redis = await startRedis();
    const socket = join(home, 'd.sock');
    const documents = start(
      `npm run -s thidua -- documents --listen ${socket} --data ${join(home, 'served')}`,
    );
    const env = {
      MONGODB_URL: await documents.prints(/^(mongodb:\S+)$/m),
      REDIS_URL: redis.url,
      SESSION_SECRET: (await shell(`${exported[2]} && echo "$SESSION_SECRET"`)).trim(),
    };
    const [init, serve, work] = lines.slice(exported.length);
    expect(await shell(init!, env)).toMatch(/: \/\S+$/m);
    const server = start(serve!, env);
    const workers = start(work!, env);
    const address = await server.prints(/^Thidua: (http:\/\/\S+)$/m);
    await workers.prints(/(The workers are running)/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    for (const one of [workers, server, documents]) expect(await stop(one.process)).toBeLessThan(lastStopMs);
    await redis.stop();
  });
});

/** Runs a line of the README to its end and gives what it printed. */
async function shell(line: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', line], {
    cwd: clone,
    env: { ...settings, ...env },
  });
  return stdout;
}

interface Started {
  process: ChildProcess;
  said(): string;
  /** Waits for a line and gives what the pattern's first group took of it. */
  prints(pattern: RegExp): Promise<string>;
}

/** Starts a line of the README that goes on until it is stopped, as a group of its own. */
function start(line: string, env: Record<string, string> = {}): Started {
  const child = spawn('bash', ['-c', line], {
    cwd: clone,
    env: { ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  let said = '';
  return {
    process: child,
    said: () => said,
    prints: (pattern) =>
      new Promise((done, failed) => {
        const look = () => {
          const found = pattern.exec(said)?.[1];
          if (found !== undefined) done(found);
        };
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (chunk: Buffer) => {
            said += chunk;
            look();
          });
        child.once('close', () => failed(new Error(`“${line}” ended:\n${said}`)));
        look();
      }),
  };
}

/** Ends what was started, as a shell or an init system does; gives how long that took, in milliseconds. */
async function stop(server: ChildProcess): Promise<number> {
  running.delete(server);
  if (server.exitCode !== null || server.signalCode !== null) return 0;
  const begun = performance.now();
  const closed = new Promise((done) => server.once('close', done));
  process.kill(-server.pid!, 'SIGTERM');
  await closed;
  return performance.now() - begun;
}

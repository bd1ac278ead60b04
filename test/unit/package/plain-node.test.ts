/**
 * The processes under plain Node, which strips types but refuses what has to be compiled; the test runner
 * would accept it.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'thidua-plain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs Node in the project without any setting but those given. */
function node(args: string[], settings: Record<string, string> = {}): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH, HOME, THIDUA_DATA: join(folder, 'data'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    ended.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.err += chunk;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ ...ended, code }));
  });
}

describe('the command line', () => {
  it('tells its commands', async () => {
    const { code, out, err } = await node(['bin/thidua.js', 'help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of ['start', 'init', 'check', 'publish', 'verify', 'documents'])
      expect(out).toMatch(new RegExp(`^  thidua ${name}\\b`, 'm'));
  });

  it.each([
    'strat',
    'constructor',
  ])('refuses %s, which is no command, and tells those it knows', async (name) => {
    const { code, out, err } = await node(['bin/thidua.js', name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`“${name}”`);
    expect(err).toContain('thidua start');
  });

  it('says what it needs where Node is too old', async () => {
    const older =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.0"}})';
    const { code, out, err } = await node(['--import', older, 'bin/thidua.js', 'help']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Thidua needs Node 24 or newer; this is Node 20.20.0.');
  });
});

describe('the server', () => {
  it.each([
    ['PORT', { PORT: '80a' }, []],
    ['REDIS_URL', { MONGODB_URL: 'mongodb://127.0.0.1/thidua' }, []],
    ['SESSION_SECRET_FILE', { SESSION_SECRET_FILE: join(folder, 'none') }, []],
    ['--prodution', {}, ['--prodution']],
    ['--production', { HOST: '0.0.0.0' }, []],
  ])('stops with a sentence that names %s', async (name, settings, args) => {
    const { code, err } = await node(['bin/thidua.js', 'start', ...args], settings);
    expect(code).toBe(1);
    expect(err).toContain(name);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('the workers', () => {
  it.each([
    ['as npm run workers', ['workers/main.ts']],
    ['as a command', ['bin/thidua.js', 'workers']],
  ])('alone say that they need a queue, %s', async (_, args) => {
    const { code, out, err } = await node(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('MONGODB_URL');
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('the benchmarks', () => {
  it('refuse a name they do not know, and tell those they know', async () => {
    const { code, out, err } = await node(['test/bench/main.ts', 'speed', '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/“speed”.*\brule\b.*\bfirst\b/);
  });

  it('give rows as JSON', async () => {
    const { code, out } = await node(['test/bench/main.ts', 'compile-seed', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([{ name: 'compile-seed', value: expect.any(Number), unit: 'ms' }]);
  });
});

describe('what npm runs after an installation', () => {
  it('has nothing to do without the bundler', async () => {
    mkdirSync(join(folder, 'build'));
    copyFileSync(join(root, 'build/prepare.js'), join(folder, 'build/prepare.js'));
    expect(await node([join(folder, 'build/prepare.js')])).toEqual({ code: 0, out: '', err: '' });
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });
});

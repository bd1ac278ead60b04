/**
 * The package as somebody installs it: packed, installed into an empty folder, imported with its types, and started
 * from there. Nothing of the checkout is reachable but the compiler that checks the types.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksUnder } from '../readme.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'thidua-package-'));
const consumer = join(home, 'consumer');
const installed = join(consumer, 'node_modules/thidua');
let packed: string[] = [];
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, unknown>;
};
const rooms = Object.keys(exports)
  .filter((name) => typeof exports[name] === 'object')
  .map((name) => name.slice(2));

/** How a machine reaches a package registry: whom it trusts, and through which proxy. */
const reach = /^(node_extra_ca_certs|ssl_cert_(file|dir)|(https?|no)_proxy|npm_config_(registry|cafile))$/i;

/** Only what a stranger's machine has: Node 24 and npm, no tool of the checkout. */
const settings = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => reach.test(name))),
  PATH: `${dirname(process.execPath)}:${(process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.startsWith(root))
    .join(':')}`,
  HOME: process.env['HOME'] ?? '',
};

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], {
    cwd: root,
    env: process.env,
    maxBuffer: 10_000_000,
  });
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [
    { filename: string; files: { path: string }[] },
  ];
  packed = files.map(({ path }) => path);
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(home, filename)], {
    cwd: consumer,
    env: settings,
  });
  cpSync(join(installed, 'definitions'), join(consumer, 'definitions'), { recursive: true });
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the installed package', () => {
  it('holds what runs and is read, no sources and no tests', () => {
    const folders = new Set(packed.map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'bin',
        'definitions',
        'dist',
        'package.json',
        'templates',
      ].sort(),
    );
    expect(packed.filter((path) => /(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(packed).toContain('dist/assets/form.js');
  });

  it('gives every room to whoever imports it', async () => {
    const script = `
      const kinds = {};
      for (const room of ${JSON.stringify(rooms)})
        kinds[room] = Object.keys(await import('thidua/' + room)).sort();
      console.log(JSON.stringify(kinds));`;
    const { stdout } = await run('node', ['--input-type=module', '--eval', script], {
      cwd: consumer,
      env: settings,
    });
    const found = JSON.parse(stdout) as Record<string, string[]>;
    for (const room of rooms) {
      const source = Object.keys(await import(join(root, 'engine', room, 'index.ts'))).sort();
      expect(found[room], room).toEqual(source);
    }
  });

  it('tells its types to the compiler', async () => {
    writeFileSync(
      join(consumer, 'consumer.ts'),
      [
        `import { type Compilation, compile } from 'thidua/compile';`,
        `import { sentence } from 'thidua/issues';`,
        `import { type CompiledForm, evaluate } from 'thidua/forms';`,
        `import { compileRule, holds } from 'thidua/rules';`,
        `import type { Case } from 'thidua/model';`,
        `import { type Campaign, fold, transition } from 'thidua/workflow';`,
        ...rooms.map((room, n) => `export * as room${n} from 'thidua/${room}';`),
        `export const compilation: Compilation = compile({ 'campaign.json': '{}' }, { calendars: {}, organisations: {} });`,
        `export const said: string[] = compilation.issues.map((one) => sentence(one));`,
        `export const campaign: Campaign | null = compilation.campaign;`,
        `// @ts-expect-error a campaign is not a number`,
        `export const number: number = compilation.campaign;`,
        `export type Used = [Case, CompiledForm, typeof evaluate, typeof compileRule, typeof holds, typeof fold, typeof transition];`,
      ].join('\n'),
    );
    writeFileSync(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2024',
          module: 'nodenext',
          strict: true,
          noEmit: true,
          types: [],
          skipLibCheck: true,
        },
        files: ['consumer.ts'],
      }),
    );
    const checked = await run(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], {
      cwd: consumer,
      env: settings,
    }).catch((error: { stdout: string }) => error);
    expect(checked.stdout).toBe('');
  });

  it('plays the example of the README, which prints what the README shows', async () => {
    const [example] = blocksUnder('Use it as a library', 'js');
    const [shown] = blocksUnder('Use it as a library', 'text');
    writeFileSync(join(consumer, 'example.js'), example!);
    const { stdout } = await run('node', ['example.js'], { cwd: consumer, env: settings });
    expect(stdout.trimEnd()).toBe(shown);
  });

  it('checks definitions by its command', async () => {
    const { stdout } = await run('npx', ['thidua', 'check', 'definitions/bac-lieu-2024', '--json'], {
      cwd: consumer,
      env: settings,
      maxBuffer: 10_000_000,
    });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('starts, answers, and stops when told', async () => {
    const server = spawn('npx', ['thidua', 'start'], {
      cwd: consumer,
      env: { ...settings, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    try {
      const address = await addressOf(server);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      const page = await fetch(address, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('lang="vi"');
    } finally {
      const closed = new Promise((done) => server.once('close', done));
      process.kill(-server.pid!, 'SIGTERM');
      await closed;
    }
  });
});

/** The address a server prints when it is ready. */
function addressOf(server: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((done, failed) => {
    const hear = (chunk: Buffer) => {
      printed += chunk;
      const address = /^Thidua: (http:\/\/\S+)$/m.exec(printed)?.[1];
      if (address) done(address);
    };
    server.stdout!.on('data', hear);
    server.stderr!.on('data', hear);
    server.once('close', () => failed(new Error(`It ended before it was ready:\n${printed}`)));
  });
}

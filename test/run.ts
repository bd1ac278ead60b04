/**
 * `npm test`: every suite in order. What this machine lacks (Chromium, redis-server) is left out and said in one
 * line with how to get it; with CI=true leaving anything out is a failure. `npm test -- unit property` runs only
 * those.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Suite {
  name: string;
  command: string[];
  needs?: 'chromium' | 'redis-server';
}

const suites: Suite[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'pure types', command: ['tsc', '--noEmit', '-p', 'tsconfig.pure.json'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'pure rooms', command: ['vitest', 'run', '--project', 'pure'] },
  { name: 'unit', command: ['vitest', 'run', '--project', 'unit'] },
  { name: 'property', command: ['vitest', 'run', '--project', 'property'] },
  { name: 'contract', command: ['vitest', 'run', '--project', 'contract'] },
  { name: 'browser', command: ['vitest', 'run', '--project', 'browser'], needs: 'chromium' },
];

const ci = process.env['CI'] === 'true';
const wanted = process.argv.slice(2);
const bin = join(import.meta.dirname, '..', 'node_modules', '.bin');
const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
const failed: string[] = [];
const left: string[] = [];

function onPath(program: string): boolean {
  return path.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

for (const program of ['chromium', 'redis-server'] as const)
  if (!onPath(program))
    left.push(
      `${program} is not installed, so what needs it is left out; on Debian: apt-get install ${program}`,
    );

for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name.split(' ').at(-1)!)) continue;
  if (suite.needs && !onPath(suite.needs)) continue;
  console.log(`\n== ${suite.name}`);
  const started = performance.now();
  const [command, ...args] = suite.command;
  const { status } = spawnSync(join(bin, command!), args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  console.log(
    `== ${suite.name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) failed.push(suite.name);
}

for (const line of left) console.log(`left out: ${line}`);
if (ci && left.length > 0) failed.push('left out');
const ran = suites.length - failed.length;
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nEvery suite passed.');
console.log(`suites: ${ran} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

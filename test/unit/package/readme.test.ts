/** What the README says that can be looked up without running it. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../engine/configuration.ts';
import { blocksUnder, readme, tableOf } from '../../readme.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/operations.md'];

describe('the README', () => {
  it('names every setting, and none that is not read', () => {
    const source = read('engine/configuration.ts');
    const secrets = [...source.matchAll(/\bsecret\(env, '(\w+)'\)/g)].map((found) => found[1]!);
    const plain = [...source.matchAll(/\benv\['(\w+)'\]/g)].map((found) => found[1]!);
    expect(
      tableOf('setting')
        .map(([name]) => name)
        .sort(),
    ).toEqual([...new Set([...secrets, ...plain])].sort());
    const fromFile = /^((?:`\w+`(?:, | and )?)+) may be read from a file/m.exec(readme)![1]!;
    expect(fromFile.match(/\w*_\w+/g)!.sort()).toEqual(secrets.sort());
  });

  it('says what holds when nothing is set', () => {
    const unset = Object.fromEntries(tableOf('setting').map(([name, , otherwise]) => [name, otherwise]));
    const { host, port, data, logLevel, behindProxy } = readConfiguration({}, []);
    expect(unset).toMatchObject({
      HOST: host,
      PORT: String(port),
      LOG_LEVEL: logLevel,
      BEHIND_PROXY: String(Number(behindProxy)),
    });
    expect(resolve(unset['THIDUA_DATA']!)).toBe(data);
  });

  it('names every command of the command line', () => {
    const { stdout } = spawnSync(process.execPath, ['bin/thidua.js', 'help'], {
      cwd: root,
      encoding: 'utf8',
    });
    const commands = [...stdout.matchAll(/^ {2}thidua (\w+)/gm)].map((found) => found[1]!);
    expect(tableOf('command').map(([usage]) => usage!.split(' ')[0])).toEqual(commands);
  });

  it('runs scripts that there are', () => {
    const named = pages.flatMap((page) => [
      ...[...read(page).matchAll(/\bnpm run (?:-s )?(\w+)/g)].map((found) => found[1]!),
      ...[...read(page).matchAll(/\bnpm (start|test)\b/g)].map((found) => found[1]!),
    ]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('quotes the deadline as it stands', () => {
    const [quoted] = blocksUnder('Change a step and watch it', 'json');
    const [path] = /definitions\/[\w/-]+workflows\/[\w-]+\.json/.exec(readme)!;
    expect(read(path)).toContain(quoted);
  });

  it('names accounts that the demo offers', () => {
    const offered = globSync('definitions/demo/*.json', { cwd: root }).flatMap(
      (path) => (JSON.parse(read(path)) as { signIn?: string[] }).signIn ?? [],
    );
    const named = [...readme.matchAll(/^- `(\w+)`, /gm)].map((found) => found[1]!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((login) => !offered.includes(login))).toEqual([]);
  });

  it('shows an example of at most 20 lines', () => {
    const [example] = blocksUnder('Use it as a library', 'js');
    expect(example!.split('\n').length).toBeLessThanOrEqual(20);
  });
});

it.each(pages)('%s names files and folders that are there', (page) => {
  const text = read(page);
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map((found) => found[1]!)
    .filter((target) => !/^https?:/.test(target));
  const paths = [
    ...text.matchAll(/`((?:\.ci|bin|definitions|docs|engine|templates|test|workers)[\w./-]*)`/g),
  ].map((found) => found[1]!);
  const missing = [...links, ...paths].filter((path) => !existsSync(join(root, dirname(page), path)));
  expect(missing).toEqual([]);
});

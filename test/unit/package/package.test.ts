import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Package {
  peerDependencies?: Record<string, string>;
  engines: { node: string };
  bin: Record<string, string>;
  files: string[];
  exports: Record<string, string | { types: string; default: string }>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Package;
const lock = JSON.parse(read('package-lock.json')) as {
  lockfileVersion: number;
  packages: Record<string, Package & { version: string; resolved?: string; integrity?: string }>;
};

/** What is not imported but run by its name, loaded by its path, or read by the compiler alone. */
const withoutImport = new Set(['@biomejs/biome', 'node', 'typescript']);

/** Files that run only where the development dependencies are installed, though they lie beside the product's. */
const madeBeforehand = new Set(['engine/browser-bundle.ts']);

/** The packages a file imports, by name; types too, since they are needed to compile. */
function importsOf(path: string): string[] {
  const text = read(path);
  const named = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^'.][^']*)'/gm),
    ...text.matchAll(/^} from '([^'.][^']*)'/gm),
    ...text.matchAll(/^import '([^'.][^']*)'/gm),
    ...text.matchAll(/\bimport\('([^'.][^']*)'\)/g),
    ...text.matchAll(/\bresolve\('([^'./][^']*\/[^']*)'\)/g),
  ].map((found) => found[1]!);
  return [...new Set(named.map(packageOf))].filter(
    (name) => !name.startsWith('node:') && !builtinModules.includes(name) && name !== 'thidua',
  );
}

function packageOf(name: string): string {
  if (name.startsWith('/')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

const product = globSync(['{engine,workers}/**/*.ts', 'bin/*.js'], { cwd: root });
const others = globSync(['{test,definitions,docs}/**/*.ts', '*.ts', 'build/*.js'], { cwd: root });

describe('dependencies', () => {
  const used = new Set(product.filter((path) => !madeBeforehand.has(path)).flatMap(importsOf));
  const usedElsewhere = new Set([...madeBeforehand, ...others].flatMap(importsOf));

  it('are each imported by the product, or by what it imports', () => {
    const asked = [...used].flatMap((name) =>
      Object.keys(lock.packages[`node_modules/${name}`]?.peerDependencies ?? {}),
    );
    const unused = Object.keys(manifest.dependencies).filter(
      (name) => !used.has(name) && !asked.includes(name),
    );
    expect(unused).toEqual([]);
  });

  it('for development are each imported, or a tool, or the types of what is imported', () => {
    const unused = Object.keys(manifest.devDependencies).filter((name) => {
      const typed = name.replace(/^@types\//, '');
      if (typed !== name) return typed !== 'node' && !used.has(typed) && !usedElsewhere.has(typed);
      return !usedElsewhere.has(name) && !withoutImport.has(name);
    });
    expect(unused).toEqual([]);
  });

  it('hold all that the product imports', () => {
    expect([...used].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  it('hold all that tests and tools import', () => {
    const known = { ...manifest.dependencies, ...manifest.devDependencies };
    expect([...usedElsewhere].filter((name) => !(name in known))).toEqual([]);
  });

  it('name one version each', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([name, version]) => name !== '@types/node' && !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('the lock file', () => {
  it('names no registry, so that any may be used', () => {
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\.tgz|registry\./);
  });

  it('agrees with package.json and knows the digest of every package', () => {
    const { dependencies, devDependencies } = lock.packages['']!;
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
    expect(lock.lockfileVersion).toBe(3);
    const unsigned = Object.entries(lock.packages).filter(([path, one]) => path !== '' && !one.integrity);
    expect(unsigned.map(([path]) => path)).toEqual([]);
  });
});

describe('package.json', () => {
  it('asks for Node 24 and brings it for development', () => {
    expect(manifest.engines.node).toBe('>=24');
    expect(manifest.devDependencies['node']).toMatch(/^24\./);
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  });

  it('exports every pure room by its index', () => {
    const pure = (JSON.parse(read('tsconfig.pure.json')) as { include: string[] }).include;
    const exported = Object.keys(manifest.exports).filter(
      (name) => typeof manifest.exports[name] === 'object',
    );
    expect(exported.map((name) => name.replace('./', 'engine/')).sort()).toEqual([...pure].sort());
    for (const name of exported) {
      const { types, default: script } = manifest.exports[name] as { types: string; default: string };
      const built = name.replace('./', './dist/engine/');
      expect({ types, script }).toEqual({ types: `${built}/index.d.ts`, script: `${built}/index.js` });
      expect(existsSync(join(root, name.replace('./', 'engine/'), 'index.ts'))).toBe(true);
    }
  });

  it('names files that are there', () => {
    const named = Object.values(manifest.scripts).flatMap((line) =>
      line.split(' ').filter((word) => /\.(ts|js|json)$/.test(word)),
    );
    const wanted = [
      ...named,
      ...Object.values(manifest.bin),
      ...manifest.files.filter((one) => !/^(!|dist$)/.test(one)),
    ];
    expect(wanted.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

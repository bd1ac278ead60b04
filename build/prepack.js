// `npm run prepack`, which npm also runs before `npm pack`: the sources as JavaScript with their types under
// `dist`, since Node strips no types below `node_modules`.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

for (const room of ['engine', 'workers']) rmSync(join(dist, room), { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// What the code reads beside itself and the compiler does not make.
for (const file of globSync('{engine,workers}/**/*', { cwd: root, withFileTypes: true }))
  if (file.isFile() && !/(?<!\.d)\.ts$/.test(file.name) && file.name !== 'tsconfig.json') {
    const path = join(file.parentPath, file.name);
    cpSync(path, join(dist, path.slice(root.length)));
  }
const { makeDemoImage } = await import('../dist/engine/demo-image.js');
await makeDemoImage();

#!/usr/bin/env node
// Plain JavaScript: it must still run where Node is too old, to say so.
import { existsSync } from 'node:fs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Thidua cần Node 24 trở lên; máy này đang chạy Node ${process.versions.node}. / Thidua needs Node 24 or newer; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}

// As an installed package Node refuses to strip types below node_modules, so the built files run there.
const source = new URL('../engine/cli/main.ts', import.meta.url);
const built = new URL('../dist/engine/cli/main.js', import.meta.url);
const main = existsSync(source) && !source.pathname.includes('/node_modules/') ? source : built;
const { runCommandLine } = await import(main.href);
process.exitCode = await runCommandLine(process.argv.slice(2));

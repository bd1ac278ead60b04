import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** The README's text, so that tests read from it what they run and it cannot promise something else. */
export const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The code blocks of a language under a heading, in order. */
export function blocksUnder(heading: string, language: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`The README has no heading “${heading}”.`);
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter((block) => block[1] === language)
    .map((block) => block[2]!.trimEnd());
}

/** The rows of the table whose first column is headed so, as cells without their marks. */
export function tableOf(firstColumn: string): string[][] {
  const lines = readme.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${firstColumn} |`));
  if (head < 0) throw new Error(`The README has no table of “${firstColumn}”.`);
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

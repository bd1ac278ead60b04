/**
 * `npm run -s bench -- [name] --json`: figures of the engine, each beside a peer measured in the same run where it has
 * one. A name is a figure or a group; without one everything is measured. Every bench has a process of its own, so
 * that none finds the engine warmed or spoiled by another.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { BenchRow } from './row.ts';

interface Bench {
  /** What may be asked for: the figures this gives. */
  figures: string[];
  group: string;
  run(): Promise<BenchRow[]>;
}

const benches: Bench[] = [
  { figures: ['rule'], group: 'first', run: async () => (await import('./rule.ts')).rule() },
  {
    figures: ['transition'],
    group: 'first',
    run: async () => (await import('./transition.ts')).transitionBench(),
  },
  {
    figures: ['compile-seed'],
    group: 'first',
    run: async () => (await import('./compile.ts')).compileSeed(),
  },
  {
    figures: ['document-insert'],
    group: 'first',
    run: async () => (await import('./documents.ts')).documentInsert(),
  },
  {
    figures: ['document-find'],
    group: 'first',
    run: async () => (await import('./documents.ts')).documentFind(),
  },
  {
    figures: ['rehearsal-100k-s', 'migration-run'],
    group: 'migration',
    run: async () => (await import('./migration.ts')).migrationBench(),
  },
  {
    figures: ['reorganisation-rehearsal-2k-s', 'reorganisation-2k-s', 'reorganisation-undo-2k-s'],
    group: 'reorganisation',
    run: async () => (await import('./reorganisation.ts')).reorganisationBench(),
  },
  {
    figures: ['import-preview-5k-s', 'import-5k-s', 'import-undo-5k-s', 'import-answer-s'],
    group: 'directory',
    run: async () => (await import('./directory-import.ts')).directoryImportBench(),
  },
  { figures: ['form-30', 'form-300'], group: 'forms', run: async () => (await import('./forms.ts')).forms() },
];

/** Groups that have a name before they have a figure. */
const emptyGroups = ['queue', 'wakes'];

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const names = positionals.length > 0 ? positionals : benches.map(({ group }) => group);
  const stranger = names.find((name) => !benches.some((one) => isNamed(one, [name])));
  if (stranger !== undefined) {
    console.error(unknown(stranger));
    return 2;
  }
  const chosen = benches.filter((one) => isNamed(one, names));
  const rows: BenchRow[] = [];
  let failed = false;
  for (const bench of chosen) {
    const found = chosen.length === 1 ? await bench.run() : apart(bench);
    failed ||= found === null;
    rows.push(...(found ?? []).filter((row) => names.includes(row.name) || names.includes(bench.group)));
  }
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else for (const line of table(rows)) console.log(line);
  return failed ? 1 : 0;
}

function isNamed({ figures, group }: Bench, names: readonly string[]): boolean {
  return names.includes(group) || figures.some((figure) => names.includes(figure));
}

function unknown(name: string): string {
  if (emptyGroups.includes(name)) return `Nothing is measured in the group “${name}” yet.`;
  const figures = benches.flatMap((one) => one.figures);
  const groups = [...new Set(benches.map(({ group }) => group))];
  return `There is no figure or group “${name}”. Figures: ${figures.join(', ')}. Groups: ${groups.join(', ')}.`;
}

/** One bench in a process of its own; null when it failed, which that process has told. */
function apart({ figures }: Bench): BenchRow[] | null {
  const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, ...figures, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status === 0) return JSON.parse(stdout) as BenchRow[];
  console.error(`Not measured: ${figures.join(', ')}.`);
  return null;
}

function table(rows: readonly BenchRow[]): string[] {
  const cells = rows.map(({ name, value, unit, beside, ratio }) => [
    name,
    `${value.toLocaleString('en')} ${unit}`,
    beside ? `${beside.name}: ${beside.value.toLocaleString('en')}` : '',
    ratio === undefined ? '' : `× ${ratio}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...cells.map((row) => row[column]!.length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

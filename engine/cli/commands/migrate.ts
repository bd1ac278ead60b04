import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { App } from '../../app/index.ts';
import type { Migrations } from '../../app/migration/migrations.ts';
import { type Issue, sentence } from '../../issues/index.ts';
import { type CommandLineCommand, onStores } from '../command.ts';

/** What carrying a migration on needs of a process. */
export interface MigratingProcess {
  app: Pick<App, 'migrations' | 'wakes'>;
  now(): string;
  print(line: string): void;
}

/** What is asked for: a rehearsal of a campaign, or something with one that was rehearsed. */
export type MigrateCall = { campaign: string; from?: number } | { run: string } | { undo: string };

const lookAgainMs = 500;

/** Rehearses, runs or undoes, waits until it is over, and prints what came of it; gives the exit code. */
export async function migrateBy(process: MigratingProcess, call: MigrateCall): Promise<number> {
  const { migrations } = process.app;
  const begun =
    'run' in call
      ? await migrations.signOff('system', call.run)
      : 'undo' in call
        ? await migrations.undo('system', call.undo)
        : await rehearse(process, call);
  if (!begun) return 2;
  if (!begun.ok) {
    tell(process, begun.issues);
    return 1;
  }
  const id = begun.value._id;
  for (;;) {
    await process.app.wakes.wake({ v: 1, record: 'batch', id, at: process.now(), epoch: 0 });
    const view = (await migrations.view('system', id, 'vi'))!;
    if (['rehearsing', 'running', 'undoing'].includes(view.state)) {
      // A worker of the running process is at it.
      await sleep(lookAgainMs);
      continue;
    }
    for (const { outcome, count } of view.groups) process.print(`  ${outcome}: ${count}`);
    for (const { entry, field, sent, typed } of view.lost)
      process.print(
        `  – ${entry}: ${field}: ${sent} đã gửi, ${typed} đang gõ / ${sent} sent, ${typed} typed`,
      );
    const { undone, refused } = view.undone;
    if (view.state === 'undone')
      process.print(`  ${undone} trở lại, ${refused} ở lại / ${undone} taken back, ${refused} stay`);
    process.print(`${id}: ${view.state}, ${view.total}`);
    return 0;
  }
}

async function rehearse(
  process: MigratingProcess,
  { campaign, from }: { campaign: string; from?: number },
): Promise<Awaited<ReturnType<Migrations['rehearse']>> | null> {
  const { migrations } = process.app;
  const versions = (await migrations.versions('system', campaign)) ?? [];
  const [, ...older] = versions;
  const old = older.find((one) => (from === undefined ? one.cases > 0 : one.number === from));
  const planned = old ? await migrations.plan('system', campaign, old.version, {}, 'vi') : null;
  if (!planned) {
    process.print(
      versions.length === 0
        ? `Không có phong trào “${campaign}”. / There is no campaign “${campaign}”.`
        : 'Không có hồ sơ nào theo phiên bản cũ ấy. / No case follows such an older version.',
    );
    return null;
  }
  process.print(`${campaign}: ${planned.from.number} → ${planned.to.number}, ${planned.from.cases}`);
  tell(process, planned.issues);
  return migrations.rehearse('system', campaign, planned.plan);
}

function tell({ print }: MigratingProcess, issues: readonly Issue[]): void {
  for (const one of issues) print(`${one.pointer ? `${one.pointer}: ` : ''}${sentence(one)}`);
}

/** Brings running cases to the newest version by the plan as it is proposed; the pages change a plan. */
export const migrate: CommandLineCommand = {
  name: 'migrate',
  usage: 'thidua migrate <phong trào / campaign> [--from <số / number>] | --run <id> | --undo <id>',
  help: 'Chạy thử chuyển hồ sơ sang phiên bản mới nhất; rồi chạy hoặc hoàn tác. / Rehearses bringing cases to the newest version; then runs or undoes it.',
  async run(args, env) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        run: { type: 'string' },
        undo: { type: 'string' },
        demo: { type: 'boolean' },
        production: { type: 'boolean' },
      },
    });
    const call = callOf(positionals, values);
    if (!call) {
      console.error(this.usage);
      return 2;
    }
    const mode = args.filter((one) => one === '--demo' || one === '--production');
    return onStores(env, mode, ({ app, ports }) =>
      migrateBy({ app, now: () => ports.time.now(), print: console.log }, call),
    );
  },
};

function callOf(
  positionals: readonly string[],
  { from, run, undo }: { from?: string; run?: string; undo?: string },
): MigrateCall | null {
  const [campaign, ...others] = positionals;
  if (others.length > 0) return null;
  if (run !== undefined) return campaign === undefined && undo === undefined ? { run } : null;
  if (undo !== undefined) return campaign === undefined ? { undo } : null;
  if (campaign === undefined) return null;
  return from === undefined ? { campaign } : { campaign, from: Number(from) };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { App } from '../../app/index.ts';
import type { MigrationOutcome } from '../../app/migration/migration-verdicts.ts';
import type { MigrationView } from '../../app/migration/migration-views.ts';
import type { Migrator } from '../../app/migration/migrations.ts';
import { positionOf, readJson } from '../../compile/index.ts';
import { hasErrors, type Issue, type Result, sentence } from '../../issues/index.ts';
import type { Batch } from '../../model/batch.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { MigrationPlan } from '../../model/migration.ts';
import { type CommandLineCommand, onStores } from '../command.ts';
import { type Progress, progressOn } from '../progress.ts';

/** What carrying a migration on needs of a process. */
export interface MigratingProcess {
  app: Pick<App, 'migrations' | 'wakes'>;
  now(): string;
  print(line: string): void;
  /** What went wrong, or has to be known besides. */
  warn(line: string): void;
  progress: Progress;
}

/** What is asked for: a plan, a rehearsal of one, or something with a migration that was rehearsed. */
export type MigrateCall =
  | {
      campaign: string;
      from?: number;
      /** The plan that was edited, and the file it stands in; the proposed one where there is none. */
      plan?: { text: string; source: string };
      /** Writes the proposed plan and does no more; gives why it could not. */
      write?: (text: string) => string | null;
      /** What is rehearsed is signed and run, where nothing of it stays behind or is lost. */
      sign?: boolean;
      note?: string;
    }
  | { run: string }
  | { undo: string };

const lookAgainMs = 500;

/** Rehearses, runs or undoes, waits until it is over, and prints what came of it; gives the exit code. */
export async function migrateBy(
  process: MigratingProcess,
  call: MigrateCall,
  by: Migrator = 'system',
): Promise<number> {
  const { migrations } = process.app;
  if ('run' in call) return finish(process, await migrations.signOff(by, call.run));
  if ('undo' in call) return finish(process, await migrations.undo(by, call.undo));
  const planned = call.plan
    ? await readPlan(process, by, call.campaign, call.plan)
    : await propose(process, by, call);
  if (typeof planned === 'number') return planned;
  if (call.write) {
    const why = call.write(`${JSON.stringify(planned, null, 2)}\n`);
    if (why) process.warn(why);
    return why ? 1 : 0;
  }
  const begun = await migrations.rehearse(by, call.campaign, planned, call.note);
  const code = await finish(process, begun);
  if (code !== 0 || !call.sign || !begun.ok) return code;
  const id = begun.value._id;
  const { groups } = (await migrations.view(by, id, 'vi'))!;
  const harm = groups.filter(({ outcome }) => outcome === 'refused' || outcome === 'answersLost');
  if (harm.length > 0) {
    const cases = harm.reduce((sum, { count }) => sum + count, 0);
    process.warn(
      `Chưa chạy: ${cases} hồ sơ không chuyển được hoặc mất câu trả lời. Hãy sửa phương án, hoặc ký lần chạy thử này: thidua migrate --run ${id} / Not run: ${cases} cases are refused or lose answers. Change the plan, or sign this rehearsal: thidua migrate --run ${id}`,
    );
    return 1;
  }
  return finish(process, await migrations.signOff(by, id));
}

/** Waits until a batch that was begun is at rest, and prints what came of it; gives the exit code. */
async function finish(process: MigratingProcess, begun: Result<Batch>): Promise<number> {
  if (!begun.ok) {
    tell(process, begun.issues);
    return 1;
  }
  const { migrations, wakes } = process.app;
  const id = begun.value._id;
  for (;;) {
    let over = false;
    const work = wakes.wake({ v: 1, record: 'batch', id, at: process.now(), epoch: 0 }).finally(() => {
      over = true;
    });
    while (!over) {
      await Promise.race([work, sleep(lookAgainMs, undefined, { ref: false })]);
      const { done, total } = (await migrations.view('system', id, 'vi'))!;
      process.progress.tell(done, total);
    }
    await work;
    const view = (await migrations.view('system', id, 'vi'))!;
    if (!['rehearsing', 'running', 'undoing'].includes(view.state)) {
      process.progress.end();
      printOutcome(process, view);
      return 0;
    }
    // A worker of the running process is at it.
    await sleep(lookAgainMs);
  }
}

const outcomes: Readonly<Record<MigrationOutcome, Text>> = {
  refused: { vi: 'Không chuyển được', en: 'Refused' },
  answersLost: { vi: 'Mất câu trả lời', en: 'Answers lost' },
  deadlinePast: { vi: 'Thành quá hạn ngay', en: 'Overdue at once' },
  otherStep: { vi: 'Sang bước khác', en: 'To another step' },
  reassigned: { vi: 'Sang người khác', en: 'To other people' },
  deadlineEarlier: { vi: 'Hạn sớm hơn', en: 'Due earlier' },
  deadlineLater: { vi: 'Hạn muộn hơn', en: 'Due later' },
  unchanged: { vi: 'Không đổi gì', en: 'Unchanged' },
  ended: { vi: 'Đã kết thúc', en: 'Ended' },
};

function printOutcome({ print }: MigratingProcess, view: MigrationView): void {
  const rows = view.groups.map(({ outcome, count }) => {
    const { vi, en } = outcomes[outcome as MigrationOutcome];
    return { title: `${vi} / ${en}`, count: String(count) };
  });
  const [widest, most] = [
    Math.max(...rows.map(({ title }) => title.length)),
    Math.max(...rows.map(({ count }) => count.length)),
  ];
  for (const { title, count } of rows) print(`  ${title.padEnd(widest)}  ${count.padStart(most)}`);
  for (const { entry, field, sent, typed } of view.lost)
    print(`  – ${entry}: ${field}: ${sent} đã gửi, ${typed} đang gõ / ${sent} sent, ${typed} typed`);
  if (view.differs > 0)
    print(`  ${view.differs} khác với lúc chạy thử / ${view.differs} not as they were rehearsed`);
  const { undone, refused } = view.undone;
  if (view.state === 'undone')
    print(`  ${undone} trở lại, ${refused} ở lại / ${undone} taken back, ${refused} stay`);
  print(`${view.id}: ${view.state}, ${view.total}`);
}

/** The plan that is proposed from an older version to the newest, or the exit code where there is none. */
async function propose(
  process: MigratingProcess,
  by: Migrator,
  { campaign, from }: { campaign: string; from?: number },
): Promise<MigrationPlan | number> {
  const { migrations } = process.app;
  const versions = (await migrations.versions(by, campaign)) ?? [];
  const [, ...older] = versions;
  const old = older.find((one) => (from === undefined ? one.cases > 0 : one.number === from));
  const planned = old ? await migrations.plan(by, campaign, old.version, {}, 'vi') : null;
  if (!planned) {
    process.warn(
      versions.length === 0
        ? `Không có phong trào “${campaign}”. / There is no campaign “${campaign}”.`
        : 'Không có hồ sơ nào theo phiên bản cũ ấy. / No case follows such an older version.',
    );
    return 2;
  }
  const { number, cases } = planned.from;
  process.warn(`${campaign}: ${number} → ${planned.to.number}, ${cases} hồ sơ / ${cases} cases`);
  tell(process, planned.issues);
  return planned.plan;
}

/** A plan out of a file, or the exit code where something is wrong with it: each thing at its line. */
async function readPlan(
  process: MigratingProcess,
  by: Migrator,
  campaign: string,
  { text, source }: { text: string; source: string },
): Promise<MigrationPlan | number> {
  const json = readJson(text, source);
  if (hasErrors(json.issues)) {
    for (const one of json.issues) process.warn(`${source}: ${sentence(one)}`);
    return 1;
  }
  const read = await process.app.migrations.read(by, campaign, json.value);
  tell(
    process,
    read.issues.map((one) => ({ ...one, source })),
    text,
  );
  return read.ok ? read.value : 1;
}

/** Issues with their places; where these are of a file, with its line and column. */
function tell({ warn }: MigratingProcess, issues: readonly Issue[], text?: string): void {
  for (const { source, pointer, ...one } of issues) {
    const at = text === undefined ? undefined : positionOf(text, pointer);
    const place = at ? `${source}:${at.line}:${at.column} ${pointer}`.trimEnd() : pointer;
    warn(`${place ? `${place}: ` : ''}${sentence({ ...one, source, pointer })}`);
  }
}

/** Brings running cases to the newest version: by the plan that is proposed, or as it was changed in a file. */
export const migrate: CommandLineCommand = {
  name: 'migrate',
  usage:
    'thidua migrate <phong trào / campaign> [--from <số / number>] [--plan-out <tệp / file.json>] [--plan <tệp / file.json>] [--note <ghi chú / note>] [--sign] | --run <id> | --undo <id> [--by <tên đăng nhập / login>]',
  help: 'Chạy thử chuyển hồ sơ sang phiên bản mới nhất theo phương án đề xuất hoặc phương án trong tệp; --plan-out ghi phương án ra tệp (- là màn hình), --sign ký rồi chạy, --undo hoàn tác. / Rehearses bringing cases to the newest version by the proposed plan or one from a file; --plan-out writes the plan (- prints it), --sign signs and runs it, --undo takes it back.',
  async run(args, env) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        plan: { type: 'string' },
        'plan-out': { type: 'string' },
        sign: { type: 'boolean' },
        note: { type: 'string' },
        by: { type: 'string' },
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
    if (typeof call === 'string') {
      console.error(call);
      return 2;
    }
    const mode = args.filter((one) => one === '--demo' || one === '--production');
    return onStores(env, mode, async ({ app, ports }) => {
      const by = values.by === undefined ? 'system' : await ports.accounts.byLogin(values.by);
      if (!by) {
        console.error(`Không có tài khoản “${values.by}”. / There is no account “${values.by}”.`);
        return 1;
      }
      return migrateBy(
        {
          app,
          now: () => ports.time.now(),
          print: console.log,
          warn: console.error,
          progress: progressOn(process.stderr),
        },
        call,
        by,
      );
    });
  },
};

interface Options {
  from?: string;
  plan?: string;
  'plan-out'?: string;
  sign?: boolean;
  note?: string;
  run?: string;
  undo?: string;
}

/** What the words ask for; why not, where they contradict each other or a file cannot be read; null for no such call. */
function callOf(positionals: readonly string[], options: Options): MigrateCall | string | null {
  const { from, plan, 'plan-out': out, sign, note, run, undo } = options;
  const [campaign, ...others] = positionals;
  const ofRehearsal = [from, plan, out, sign, note].some((one) => one !== undefined);
  if (others.length > 0) return null;
  if (run !== undefined) return campaign === undefined && undo === undefined && !ofRehearsal ? { run } : null;
  if (undo !== undefined) return campaign === undefined && !ofRehearsal ? { undo } : null;
  if (campaign === undefined || (plan !== undefined && (from !== undefined || out !== undefined)))
    return null;
  if (out !== undefined && (sign || note !== undefined)) return null;
  if (sign && !note?.trim())
    return 'Ký thì phải nói vì sao: thêm --note. / A signature needs a reason: add --note.';
  if (from !== undefined && !/^[1-9]\d*$/.test(from))
    return `Số của phiên bản phải là số nguyên, không phải “${from}”. / A version’s number is a whole number, not “${from}”.`;
  const text = plan === undefined ? undefined : textOf(plan);
  if (text && 'why' in text) return text.why;
  return {
    campaign,
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(text ? { plan: { text: text.text, source: plan! } } : {}),
    ...(out === undefined ? {} : { write: (written: string) => writeText(out, written) }),
    ...(sign ? { sign } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The text of a file, or why there is none. */
function textOf(file: string): { text: string } | { why: string } {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    return {
      why: `Không đọc được tệp “${file}” (${code}). / The file “${file}” cannot be read (${code}).`,
    };
  }
}

/** Writes a file, or to standard output; gives why it could not. */
function writeText(file: string, text: string): string | null {
  try {
    if (file === '-') process.stdout.write(text);
    else writeFileSync(file, text);
    return null;
  } catch (error) {
    const code = codeOf(error);
    return `Không ghi được tệp “${file}” (${code}). / The file “${file}” cannot be written (${code}).`;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

import { dayOf, instantOf } from '../calendar/index.ts';
import { readTyped } from '../forms/index.ts';
import type { Remark } from '../model/answers.ts';
import type { Case } from '../model/case.ts';
import type { Command } from '../model/command.ts';
import type { Instant } from '../model/time.ts';
import { indexDirectory } from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { periodOf } from '../workflow/index.ts';
import type { App } from './app.ts';
import type { DirectoryCache } from './directory.ts';
import { draftId } from './filling.ts';
import { openCommand } from './opening.ts';
import type { Ports } from './ports.ts';
import { createRecords } from './records.ts';

/** An answer in a script: fixed, a whole number from a range, or one of several. */
export type ScriptValue =
  | string
  | number
  | boolean
  | string[]
  | { from: number; to: number; steady?: true }
  | { oneOf: (string | number | boolean | string[])[] };

type Template = Record<string, ScriptValue>;

/** Something people did, at a local time of the campaign's zone. */
export type ScriptAct = { at: string; within?: number; entries?: string[] } & (
  | { kind: 'draft' }
  | { kind: 'act'; do: string; answers?: Template; reason?: string; remarks?: Remark[] }
  | { kind: 'correct'; answers: Template; reason: string }
);

/** What a demo's people did before its first morning. The shape is explained in `definitions/demo/README.md`. */
export interface DemoScript {
  id: string;
  campaign: string;
  people: string;
  /** Logins offered on the sign-in page. */
  signIn: string[];
  clock: string;
  answers: Record<string, Record<string, Template[]>>;
  periods: { period: string; stories: { id: string; title: string; units: string[]; acts: ScriptAct[] }[] }[];
}

/** The clock of a play: it stands where it is set. */
export interface PlayClock {
  set(at: Instant): void;
}

interface Moment {
  at: Instant;
  run(): Promise<void>;
}

/**
 * Plays a script through the same commands as the pages, on a clock that goes forward, so that reminders and
 * escalations in between happen by themselves. The ports are those of a play: nothing lasts but what the caller
 * takes out of them. Throws when a command of the script is refused: a script tells what did happen.
 */
export async function playScript(
  script: DemoScript,
  ports: Ports,
  app: App & { directory: DirectoryCache },
  clock: PlayClock,
): Promise<void> {
  const campaign = await app.campaigns.latest(script.campaign);
  if (!campaign) throw new Error(`The demo's campaign ${script.campaign} is not published.`);
  const calendar = await app.campaigns.calendarOf(campaign);
  const index = indexDirectory(await app.directory.current());
  const moments: Moment[] = [];

  function entriesOf(period: string): CompiledEntry[] {
    return Object.values(campaign!.entries).filter(
      (entry) => script.answers[period]?.[entry.id] !== undefined,
    );
  }

  function idOf(entry: CompiledEntry, period: string, unit: string): string {
    return openCommand(campaign!, { entry: entry.id, period }, { unit }).id;
  }

  async function current(id: string): Promise<Case> {
    const found = await ports.cases.load(id);
    if (!found) throw new Error(`The demo's case ${id} is not there.`);
    return found;
  }

  function answersFor(entry: CompiledEntry, period: string, unit: string, over: Template = {}) {
    const templates = script.answers[period]![entry.id]!;
    const template = { ...templates[fnv1a(`${unit}/${entry.id}`) % templates.length]!, ...over };
    const typed: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(template))
      typed[field] = chosen(value, unit, entry.id, period, field);
    return typed;
  }

  async function act(what: ScriptAct, entry: CompiledEntry, period: string, unit: string): Promise<void> {
    const id = idOf(entry, period, unit);
    const one = await current(id);
    const task = one.tasks[0];
    if (!task) throw new Error(`The demo's case ${id} waits for nobody at ${what.at}.`);
    const day = dayOf(ports.time.now(), campaign!.timezone);
    const account = task.claimedBy ?? task.assignees.flatMap((key) => index.holders(key, day))[0];
    if (!account) throw new Error(`Nobody holds ${task.assignees.join(', ')} on ${day}.`);
    if (what.kind === 'draft') {
      await ports.drafts.save(
        {
          _id: draftId(one, entry.form),
          case: id,
          version: one.version,
          revision: 1,
          answers: answersFor(entry, period, unit),
          savedAt: ports.time.now(),
          savedBy: [account],
        },
        0,
      );
      return;
    }
    const common = {
      key: `demo:${what.at}:${what.kind}:${what.kind === 'act' ? what.do : ''}`,
      task: { id: task.id, generation: task.generation },
    };
    const outcome = await app.commands.execute(id, commandOf(what, one, entry, period, unit, common), {
      account,
      via: 'web',
    });
    if (!outcome.ok)
      throw new Error(
        `The demo's ${what.kind} at ${what.at} on ${id} was refused: ${JSON.stringify(outcome.issues.map(({ code, pointer, params }) => ({ code, pointer, params })))}`,
      );
    await ports.drafts.remove([draftId(one, entry.form)]);
  }

  function commandOf(
    what: Exclude<ScriptAct, { kind: 'draft' }>,
    one: Case,
    entry: CompiledEntry,
    period: string,
    unit: string,
    common: { key: string; task: { id: string; generation: number } },
  ): Command {
    if (what.kind === 'correct') {
      const typed = Object.fromEntries(
        Object.entries(what.answers).map(([field, value]) => [
          field,
          chosen(value, unit, entry.id, period, field),
        ]),
      );
      return {
        type: 'correctField',
        ...common,
        answers: readTyped(entry.form, typed).answers,
        reason: what.reason,
      };
    }
    const step = entry.workflow.byId[one.steps.at(-1)!.step];
    if (step?.kind === 'fill')
      return {
        type: 'submit',
        ...common,
        answers: readTyped(entry.form, answersFor(entry, period, unit, what.answers)).answers,
      };
    return {
      type: 'act',
      ...common,
      action: what.do,
      ...(what.reason ? { reason: what.reason } : {}),
      ...(what.remarks ? { remarks: what.remarks } : {}),
    };
  }

  for (const { period, stories } of script.periods)
    for (const story of stories)
      for (const unit of story.units)
        for (const entry of entriesOf(period)) {
          const opens = periodOf(campaign, entry.id, period, calendar)!.opensAt;
          moments.push({ at: opens, run: () => open(campaign, entry, period, unit, app) });
          for (const [at, what] of story.acts.entries()) {
            if (what.entries && !what.entries.includes(entry.id)) continue;
            const minutes = what.within ? fnv1a(`${unit}/${period}/${at}`) % (what.within + 1) : 0;
            const [day, time] = what.at.split('T') as [string, string];
            const instant = Date.parse(instantOf(day, time, campaign.timezone)) + minutes * 60_000;
            moments.push({ at: new Date(instant).toISOString(), run: () => act(what, entry, period, unit) });
          }
        }

  // Openings are pushed before the acts of the same case, and the sort is stable.
  moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const moment of moments) {
    await passUntil(moment.at, ports, app, clock);
    clock.set(moment.at);
    await moment.run();
  }
  const end = new Date(script.clock).toISOString();
  await passUntil(end, ports, app, clock);
  await recordPast(campaign, script, ports, app, clock);
  clock.set(end);
}

/**
 * Starts the campaign's record as it stood just before the script's last period opened: the periods before are
 * those of the script's units alone, and the last one is opened for everybody once the demo runs.
 */
async function recordPast(
  campaign: Campaign,
  script: DemoScript,
  ports: Ports,
  app: App & { directory: DirectoryCache },
  clock: PlayClock,
): Promise<void> {
  const calendar = await app.campaigns.calendarOf(campaign);
  const last = script.periods
    .map(({ period }) => period)
    .sort()
    .at(-1)!;
  const openings = Object.values(campaign.entries).flatMap(
    (entry) => periodOf(campaign, entry.id, last, calendar)?.opensAt ?? [],
  );
  clock.set(new Date(Date.parse(openings.sort()[0]!) - 60_000).toISOString());
  const openNobody = { ...app.commands, openMany: async () => 0 };
  await createRecords(
    ports,
    app.campaigns,
    app.directory,
    () => openNobody,
    async () => {},
  ).start(campaign);
}

async function open(
  campaign: Campaign,
  entry: CompiledEntry,
  period: string,
  unit: string,
  app: App,
): Promise<void> {
  const { id, command } = openCommand(campaign, { entry: entry.id, period }, { unit });
  const outcome = await app.commands.open(id, campaign, command, { account: 'system', via: 'worker' });
  if (!outcome.ok)
    throw new Error(`The demo could not open ${id}: ${outcome.issues.map((one) => one.code).join(', ')}`);
}

/** Lets everything happen that happens by itself up to a moment, each thing at its own time. */
async function passUntil(until: Instant, ports: Ports, app: App, clock: PlayClock): Promise<void> {
  for (;;) {
    const [next] = await ports.cases.waking(null, until, 1);
    if (!next) break;
    clock.set(next.nextWakeAt);
    await app.wakes.wake({ v: 1, record: 'case', id: next._id, at: next.nextWakeAt, epoch: 0 });
  }
  clock.set(until);
}

function chosen(value: ScriptValue, unit: string, entry: string, period: string, field: string): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  if ('oneOf' in value) {
    const one = value.oneOf[fnv1a(`${unit}/${entry}/${period}/${field}`) % value.oneOf.length]!;
    return typeof one === 'number' ? String(one) : one;
  }
  const key = value.steady ? `${unit}/${entry}/${field}` : `${unit}/${entry}/${period}/${field}`;
  return String(value.from + (fnv1a(key) % (value.to - value.from + 1)));
}

/** 32-bit FNV-1a over the UTF-8 bytes of a text. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

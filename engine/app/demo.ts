import { dayOf, instantOf } from '../calendar/index.ts';
import { prefill, readTyped, typedFrom } from '../forms/index.ts';
import type { FileAnswer, Remark } from '../model/answers.ts';
import type { Case } from '../model/case.ts';
import type { Command, LineDecision, TypedDocument } from '../model/command.ts';
import type { Instant } from '../model/time.ts';
import { indexDirectory } from '../organisation/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../workflow/campaign.ts';
import { periodOf } from '../workflow/index.ts';
import type { App } from './app.ts';
import type { DirectoryCache } from './directory.ts';
import { draftId } from './filling.ts';
import { openCommand } from './opening.ts';
import { currentSubjects } from './organisation/current-subjects.ts';
import type { Ports } from './ports.ts';
import { createRecords } from './records.ts';

/** An answer in a script: fixed, a whole number from a range, or one of several. */
export type ScriptValue =
  | string
  | number
  | boolean
  | string[]
  | { from: number; to: number; steady?: true }
  | { oneOf: (string | number | boolean | string[])[] }
  | { file: string };

type Template = Record<string, ScriptValue>;

/** Something people did, at a local time of the campaign's zone. */
export type ScriptAct = { at: string; within?: number; entries?: string[] } & (
  | { kind: 'draft' }
  | { kind: 'claim' }
  | {
      kind: 'act';
      do: string;
      answers?: Template;
      reason?: string;
      remarks?: Remark[];
      /** The body that answers, where several are asked. */
      body?: string;
      /** Of a document issued elsewhere. */
      document?: TypedDocument;
      /** Lines of a dossier about which something else is decided than about the rest. */
      lines?: LineDecision[];
    }
  | { kind: 'correct'; answers: Template; reason: string }
);

/** Cases that nobody owes: the submitters begin them, for their unit or for subjects. */
interface BegunStory {
  id: string;
  title: string;
  entry: string;
  period: string;
  /** When they are begun, at a local time of the campaign's zone. */
  begun: string;
  within?: number;
  of: { unit: string; subject?: string }[];
  acts: ScriptAct[];
}

/** A dossier somebody makes of what waits for it at that time, no more than `most` of it. */
interface DossierStory {
  id: string;
  title: string;
  entry: string;
  unit: string;
  made: string;
  most?: number;
  answers: Template;
  acts: ScriptAct[];
}

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
  begun?: BegunStory[];
  dossiers?: DossierStory[];
}

/** What is attached in a script, by the name it is given there. */
export type DemoFiles = Readonly<Record<string, Uint8Array>>;

/** The clock of a play: it stands where it is set. */
export interface PlayClock {
  set(at: Instant): void;
}

/** A case the acts of a story are about. */
interface Target {
  entry: CompiledEntry;
  period: string;
  /** What choices go by: the unit, subject or dossier. */
  about: string;
  templates: readonly Template[];
  id(): Promise<string>;
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
  files: DemoFiles = {},
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

  async function current(id: string): Promise<Case> {
    const found = await ports.cases.load(id);
    if (!found) throw new Error(`The demo's case ${id} is not there.`);
    return found;
  }

  async function viewerOf(account: string) {
    const found = await ports.accounts.byId(account);
    if (!found) throw new Error(`The demo has no account ${account}.`);
    return app.viewers.of(found);
  }

  /** Answers of a target as typed; what a field attaches is uploaded first. */
  async function answersFor(
    target: Target,
    account: string,
    fields: Template,
  ): Promise<ReturnType<typeof readTyped>['answers']> {
    const { entry, period, about } = target;
    const typed = await prefilled(target);
    const attached: Record<string, FileAnswer[]> = {};
    for (const [field, value] of Object.entries(fields))
      if (isFile(value)) attached[field] = [await attach(target, account, field, value.file)];
      else typed[field] = chosen(value, about, entry.id, period, field);
    return { ...readTyped(entry.form, typed).answers, ...attached };
  }

  /** What the register knows of whom the case is about, as the form begins with it, ready to be typed on. */
  async function prefilled({ entry, about }: Target): Promise<Record<string, unknown>> {
    const subject = (await currentSubjects(ports, [about])).get(about) ?? null;
    return typedFrom(entry.form, prefill(entry.form, { subject }));
  }

  async function attach(target: Target, account: string, field: string, name: string): Promise<FileAnswer> {
    const bytes = files[name];
    if (!bytes) throw new Error(`The demo has no file ${name}.`);
    const added = await app.files.add(await viewerOf(account), await target.id(), field, { name, bytes });
    if (!added.ok) throw new Error(`The demo could not attach ${name}: ${codesOf(added.issues)}`);
    return added.value;
  }

  function templateOf({ entry, about, templates }: Target): Template {
    return templates[fnv1a(`${about}/${entry.id}`) % templates.length]!;
  }

  async function act(what: ScriptAct, target: Target): Promise<void> {
    const { entry, period, about } = target;
    const id = await target.id();
    const one = await current(id);
    const wanted = what.kind === 'act' ? what.body : undefined;
    const task = one.tasks.find(({ body }) => wanted === undefined || body === wanted);
    if (!task) throw new Error(`The demo's case ${id} waits for nobody at ${what.at}.`);
    const day = dayOf(ports.time.now(), campaign!.timezone);
    const account = task.claimedBy ?? task.assignees.flatMap((key) => index.holders(key, day))[0];
    if (!account) throw new Error(`Nobody holds ${task.assignees.join(', ')} on ${day}.`);
    if (what.kind === 'draft') {
      const template = templateOf(target);
      await ports.drafts.save(
        {
          _id: draftId(one, entry.form),
          case: id,
          version: one.version,
          revision: 1,
          answers: {
            ...(await prefilled(target)),
            ...Object.fromEntries(
              Object.entries(template).flatMap(([field, value]) =>
                isFile(value) ? [] : [[field, chosen(value, about, entry.id, period, field)]],
              ),
            ),
          },
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
    const command = await commandOf(what, one, target, account, common);
    const outcome = await app.commands.execute(id, command, { account, via: 'web' });
    if (!outcome.ok)
      throw new Error(
        `The demo's ${what.kind} at ${what.at} on ${id} was refused: ${JSON.stringify(outcome.issues.map(({ code, pointer, params }) => ({ code, pointer, params })))}`,
      );
    await ports.drafts.remove([draftId(one, entry.form)]);
  }

  async function commandOf(
    what: Exclude<ScriptAct, { kind: 'draft' }>,
    one: Case,
    target: Target,
    account: string,
    common: { key: string; task: { id: string; generation: number } },
  ): Promise<Command> {
    if (what.kind === 'claim') return { type: 'claim', ...common };
    if (what.kind === 'correct') {
      const answers = await answersFor(target, account, what.answers);
      return { type: 'correctField', ...common, answers, reason: what.reason };
    }
    const step = target.entry.workflow.byId[one.steps.at(-1)!.step];
    if (step?.kind === 'fill') {
      const answers = await answersFor(target, account, { ...templateOf(target), ...what.answers });
      return { type: 'submit', ...common, answers };
    }
    const checklist = ticked(step);
    return {
      type: 'act',
      ...common,
      action: what.do,
      ...(what.reason ? { reason: what.reason } : {}),
      ...(what.remarks ? { remarks: what.remarks } : {}),
      ...(what.document ? { document: what.document } : {}),
      ...(what.lines ? { lines: what.lines } : {}),
      ...(checklist ? { checklist } : {}),
    };
  }

  /** Tells the acts of a story about one target, each a while after its time as the story says. */
  function tell(acts: readonly ScriptAct[], target: Target): void {
    for (const [at, what] of acts.entries()) {
      if (what.entries && !what.entries.includes(target.entry.id)) continue;
      const minutes = what.within ? fnv1a(`${target.about}/${target.period}/${at}`) % (what.within + 1) : 0;
      moments.push({ at: momentOf(what.at, minutes), run: () => act(what, target) });
    }
  }

  function momentOf(at: string, minutes: number): Instant {
    const [day, time] = at.split('T') as [string, string];
    const instant = Date.parse(instantOf(day, time, campaign!.timezone)) + minutes * 60_000;
    return new Date(instant).toISOString();
  }

  for (const { period, stories } of script.periods)
    for (const story of stories)
      for (const unit of story.units)
        for (const entry of entriesOf(period)) {
          const opens = periodOf(campaign, entry.id, period, calendar)!.opensAt;
          const { id } = openCommand(campaign, { entry: entry.id, period }, { unit });
          const templates = script.answers[period]![entry.id]!;
          moments.push({ at: opens, run: () => open(campaign, entry, period, { unit }, app) });
          tell(story.acts, { entry, period, about: unit, templates, id: async () => id });
        }

  for (const story of script.begun ?? []) {
    const entry = campaign.entries[story.entry];
    if (!entry) throw new Error(`The demo's campaign has no entry ${story.entry}.`);
    for (const whose of story.of) {
      const about = whose.subject ?? whose.unit;
      const { id } = openCommand(campaign, story, whose);
      const minutes = story.within ? fnv1a(`${about}/${story.period}`) % (story.within + 1) : 0;
      const at = momentOf(story.begun, minutes);
      moments.push({
        at,
        run: () => open(campaign, entry, story.period, whose, app, submitterOf(entry, whose)),
      });
      tell(story.acts, {
        entry,
        period: story.period,
        about,
        templates: script.answers[story.period]?.[entry.id] ?? [],
        id: async () => id,
      });
    }
  }

  /** Whoever submits for a unit on the day at hand. */
  function submitterOf(entry: CompiledEntry, { unit }: { unit: string }): () => string {
    return () => {
      const key = `${campaign!.roles[entry.definition.submitter.role]}@${unit}`;
      const [account] = index.holders(key, dayOf(ports.time.now(), campaign!.timezone));
      if (!account) throw new Error(`Nobody holds ${key}.`);
      return account;
    };
  }

  for (const story of script.dossiers ?? []) {
    const entry = campaign.entries[story.entry];
    if (!entry) throw new Error(`The demo's campaign has no entry ${story.entry}.`);
    let made: string | undefined;
    moments.push({
      at: momentOf(story.made, 0),
      run: async () => {
        const viewer = await viewerOf(submitterOf(entry, story)());
        const place = { campaign: campaign.id, entry: entry.id, unit: story.unit };
        const waiting = await app.dossiers.waiting({ ...place, campaign }, viewer.keys);
        const cases = waiting.slice(0, story.most ?? waiting.length).map((one) => one._id);
        const outcome = await app.gathering.gather(viewer, place, cases, `demo:${story.id}`);
        if (!outcome?.ok)
          throw new Error(`The demo's dossier ${story.id} was refused: ${codesOf(outcome?.issues ?? [])}`);
        made = outcome.case._id;
      },
    });
    tell(story.acts, {
      entry,
      period: '',
      about: story.id,
      templates: [story.answers],
      id: async () => {
        if (made === undefined) throw new Error(`The demo's dossier ${story.id} is not made yet.`);
        return made;
      },
    });
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
  whose: { unit: string; subject?: string },
  app: App,
  by?: () => string,
): Promise<void> {
  const { id, command } = openCommand(campaign, { entry: entry.id, period }, whose);
  const actor = by ? { account: by(), via: 'web' as const } : { account: 'system', via: 'worker' as const };
  const outcome = await app.commands.open(id, campaign, command, actor);
  if (!outcome.ok) throw new Error(`The demo could not open ${id}: ${codesOf(outcome.issues)}`);
}

function codesOf(issues: readonly { code: string }[]): string {
  return issues.map((one) => one.code).join(', ');
}

function isFile(value: ScriptValue): value is { file: string } {
  return typeof value === 'object' && !Array.isArray(value) && 'file' in value;
}

/** Every item of a step's checklist that a person answers, answered yes. */
function ticked(step: CompiledStep | undefined): Record<string, true> | undefined {
  const items = step && 'checklist' in step.definition ? (step.definition.checklist ?? []) : [];
  const own = items.filter((item) => item.answer === undefined);
  return own.length > 0 ? Object.fromEntries(own.map(({ id }) => [id, true as const])) : undefined;
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

function chosen(
  value: Exclude<ScriptValue, { file: string }>,
  unit: string,
  entry: string,
  period: string,
  field: string,
): unknown {
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

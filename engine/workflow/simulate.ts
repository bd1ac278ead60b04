import { compileCalendar } from '../calendar/index.ts';
import type { FormContext } from '../forms/form.ts';
import type { Issue, Language } from '../issues/index.ts';
import type { Answers, Remark } from '../model/answers.ts';
import type { Case, OutboxEntry, Task } from '../model/case.ts';
import type {
  Command,
  LineDecision,
  NeedRequest,
  RefusalIssue,
  Resolved,
  ToldLine,
  TransitionContext,
  TypedDocument,
} from '../model/command.ts';
import type { CaseEvent, UnsealedEvent } from '../model/event.ts';
import type { Action, OpinionAnswer } from '../model/generated/definitions.ts';
import type { JsonValue } from '../model/json.ts';
import type { Directory, Membership } from '../model/organisation.ts';
import type { Calendar, Instant } from '../model/time.ts';
import { indexDirectory, membershipKey } from '../organisation/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from './campaign.ts';
import { caseIdOf } from './case-id.ts';
import { describeEvent } from './describe.ts';
import { signsBy } from './documents.ts';
import { decidesLines, lineKey, toldLine } from './dossier.ts';
import { figureOf } from './facts.ts';
import { rolesOf, shownInstant } from './in-words.ts';
import { lineMember } from './line-separation.ts';
import { lookAt } from './look.ts';
import { laterBy } from './moments.ts';
import { type Period, periodsOf } from './periods.ts';
import { playDossier } from './play-dossier.ts';
import { isRefusal } from './return-path.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sealContents } from './seal.ts';
import { type StepOf as StepOfKind, stepKinds } from './steps/index.ts';
import { transition } from './transition.ts';

/**
 * How a case goes: approved at once; returned once by the first who may, then approved; refused by the first who may
 * end it so; or never touched. Where nobody may return or refuse, it is approved.
 */
export type Script = 'approved' | 'returned' | 'refused' | 'late';

/** What playing a case needs. */
export interface SimulationOptions {
  entry: string;
  script: Script;
  /** The period; the first one when not told. */
  period?: string;
  /** The unit; the first of the submitter's level on the opening day when not told. */
  unit?: string;
  /** The subject, where the entry is about one; one made up when not told. */
  subject?: string;
  /** Answers to begin with; what is missing is made up. */
  answers?: Answers;
  /** Figures over other cases, by fact; there are no other cases, so a sum or count not told is 0. */
  facts?: Readonly<Record<string, string>>;
  /** What bodies asked for an opinion answer, by body; the others give the first answer of their step. */
  opinions?: Readonly<Record<string, string>>;
  /** Bodies that never answer. */
  silent?: readonly string[];
  directory: Directory;
  calendar: Calendar;
  language?: Language;
}

/** One thing that happened: an event in words, or a message that leaves. */
export type SimulationLine =
  | {
      at: Instant;
      kind: 'event';
      type: string;
      step?: string;
      who: string;
      dueAt?: Instant;
      sentence: string;
      /** Of the dossier the case lies in: a dossier of this one case, where a real one holds many. */
      dossier?: true;
    }
  | {
      at: Instant;
      kind: 'message';
      template: string;
      audience: string[];
      roles: string;
      key: string;
      dossier?: true;
    };

/** A case played on a virtual clock. */
export interface Simulation {
  entry: string;
  script: Script;
  case: string;
  unit: string;
  period: string;
  /** The case as it stands at the end; null when it could not be opened. */
  final: Pick<Case, 'state' | 'outcome' | 'steps' | 'tasks'> | null;
  lines: SimulationLine[];
  /** The lines as text, one each. */
  text: string[];
  /** Why it could not go on, if it could not. */
  issues: (Issue | RefusalIssue)[];
}

/** How long a person takes to act: an hour. */
const pace = 3_600_000;
/** The most commands of one game. */
const mostMoves = 200;

/**
 * Plays one case of an entry on a virtual clock, from the opening of its period: each step, who has it, when it
 * is due, each message. Nobody need be appointed: where the directory holds nobody for a role, somebody is made up.
 * A pure function; a campaign that plays differently was changed.
 */
export function simulate(campaign: Campaign, given: SimulationOptions): Simulation {
  const options = withSubject(campaign, given);
  const { entry: id, script, language = 'vi' } = options;
  const entry = campaign.entries[id];
  if (!entry) throw new Error(`The campaign ${campaign.id} has no entry ${id}.`);
  const period = periodPlayed(campaign, options);
  const empty = {
    entry: id,
    script,
    case: '',
    unit: '',
    period: options.period ?? '',
    final: null,
    lines: [],
    text: [],
    issues: [],
  };
  if (!period) return empty;
  const unit = unitPlayed(campaign, options, period);
  if (unit === undefined) return { ...empty, period: period.id };
  const game = begin(campaign, entry, period, unit, options, listFor(campaign, entry, unit, period));
  playOn(game, script);
  const lines = [...game.lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    entry: id,
    script,
    case: caseIdOf(campaign.id, id, options.subject ?? unit, period.id),
    unit,
    period: period.id,
    final: game.case && {
      state: game.case.state,
      ...(game.case.outcome === undefined ? {} : { outcome: game.case.outcome }),
      steps: game.case.steps,
      tasks: game.case.tasks,
    },
    lines,
    text: lines.map((line) => lineText(line, campaign, language)),
    issues: game.issues,
  };
}

/** Made up for an entry about somebody, where nobody was told. */
const sampleSubject = 'doi-tuong-mau';

/** The options with somebody the case is about, where its entry is about somebody. */
export function withSubject<Options extends Pick<SimulationOptions, 'entry' | 'subject'>>(
  campaign: Campaign,
  options: Options,
): Options {
  const about = campaign.entries[options.entry]?.definition.subject;
  const named = about === 'person' || about === 'collective' || about === 'household';
  return named && options.subject === undefined ? { ...options, subject: sampleSubject } : options;
}

/** The list of a dossier that is played by itself: one case that could lie in it. */
export function listFor(
  campaign: Campaign,
  { id, definition }: CompiledEntry,
  unit: string,
  period: Period,
): { cases?: string[] } {
  return definition.subject === 'cases' ? { cases: [caseIdOf(campaign.id, id, unit, period.id, 0)] } : {};
}

/** The period a game is about: the one that was told, or the first. */
export function periodPlayed(campaign: Campaign, options: SimulationOptions): Period | undefined {
  const periods = periodsOf(campaign, options.entry, options.calendar);
  return options.period === undefined ? periods[0] : periods.find((one) => one.id === options.period);
}

/** The unit a game is about: the one that was told, or the first of the submitter's level on the opening day. */
export function unitPlayed(
  campaign: Campaign,
  { entry, unit, directory, calendar }: SimulationOptions,
  period: Period,
): string | undefined {
  const day = compileCalendar(calendar).dayOf(period.opensAt);
  const { level } = campaign.entries[entry]!.definition.submitter;
  return unit ?? indexDirectory(directory).unitsOfLevel(level, day, campaign.organisation)[0]?.uid;
}

/** A case being played: the state of a game, which is what `simulate` and `tryOut` are made of. */
export interface Game {
  readonly campaign: Campaign;
  readonly entry: CompiledEntry;
  readonly period: Period;
  readonly unit: string;
  readonly options: SimulationOptions;
  readonly directory: Directory;
  readonly contents: Map<string, JsonValue>;
  readonly lines: SimulationLine[];
  readonly issues: (Issue | RefusalIssue)[];
  case: Case | null;
  now: Instant;
  moves: number;
  /** How many numbers each register has given. */
  readonly given: Map<string, number>;
  /** The dossier the case lies in, played beside it. */
  dossier?: Game;
  /** On a dossier: the case on its line. */
  member?: Game;
  /** On a dossier: what is decided about its line where lines are decided, if not the same as about the whole. */
  verdict?: LineDecision;
}

/** Opens a case on a virtual clock, at the opening of its period. */
export function begin(
  campaign: Campaign,
  entry: CompiledEntry,
  period: Period,
  unit: string,
  options: SimulationOptions,
  { now = period.opensAt, attempt = 1, cases }: { now?: Instant; attempt?: number; cases?: string[] } = {},
): Game {
  const directory = withPeople(campaign, options.directory, unit, period);
  const game: Game = {
    campaign,
    entry,
    period,
    unit,
    options,
    directory,
    contents: new Map(),
    lines: [],
    issues: [],
    case: null,
    now,
    moves: 0,
    given: new Map(),
  };
  const { subject } = options;
  give(game, 'system', {
    type: 'open',
    entry: entry.id,
    period: period.id,
    unit,
    ...(subject === undefined ? {} : { subject }),
    ...(cases === undefined ? {} : { cases }),
    attempt,
  });
  return game;
}

/** Plays on until the case ends or nobody does anything more. */
export function playOn(game: Game, script: Script): void {
  let returned = script !== 'returned';
  while (game.case && game.case.state !== 'ended' && game.moves < mostMoves && game.issues.length === 0) {
    const acts = script === 'late' || !openTask(game) ? null : anHourLater(game);
    const wakes = nextWake(game);
    if (acts === null && wakes === undefined) return;
    if (wakes !== undefined && (acts === null || wakes <= acts)) {
      toNextWake(game);
      continue;
    }
    game.now = acts!;
    returned = actOnce(game, script, returned);
  }
}

/** Goes on to the next wake; false when there is none. */
export function toNextWake(game: Game): boolean {
  const wakes = nextWake(game);
  if (wakes === undefined) return false;
  game.now = wakes > game.now ? wakes : game.now;
  give(game, 'system', { type: 'wake' });
  return true;
}

/** When the case is next looked at by itself. */
export function nextWake({ case: current }: Game): Instant | undefined {
  return current?.wakes.map(({ at }) => at).sort()[0];
}

/** An hour later, or at the next working hour after that. */
export function anHourLater(game: Game): Instant {
  return nextWorkingMoment(game, laterBy(game.now, pace));
}

/** The moment itself when it lies in working hours, else the next one that does. */
function nextWorkingMoment({ options }: Game, at: Instant): Instant {
  const calendar = compileCalendar(options.calendar);
  const day = calendar.dayOf(at);
  const working = calendar.isWorkingDay(day) !== false;
  if (working && at < calendar.startOfWorkingDay(day)) return calendar.startOfWorkingDay(day);
  if (working && at <= calendar.endOfWorkingDay(day)) return at;
  const next = calendar.addWorkingDays(day, 1);
  return next.ok ? calendar.startOfWorkingDay(next.value) : at;
}

/** Somebody does what comes next; true once the work was returned, or need not be. */
function actOnce(game: Game, script: Script, returned: boolean): boolean {
  const answers = answersOf(game);
  if (answers.length > 0) {
    const wanted = game.options.opinions?.[openTask(game)!.body!];
    answerWith(game, answers.find(({ id }) => id === wanted) ?? answers[0]!);
    return returned;
  }
  if (stepKinds.of(stepOf(game).kind).fills) {
    fillIn(game);
    return returned;
  }
  const actions = actionsOf(game);
  const first = (action: Action): boolean =>
    (!returned && action.kind === 'return') || (script === 'refused' && refuses(game, action));
  if (stepKinds.of(stepOf(game).kind).gathers && !actions.some(first)) {
    const verdict = returned ? (script === 'refused' ? 'refused' : null) : 'returned';
    playDossier(game, script, verdict);
    return true;
  }
  const wanted = [...actions].sort(
    (a, b) => Number(first(b)) - Number(first(a)) || rank(game, a) - rank(game, b),
  );
  for (const action of wanted)
    if (actWith(game, action, action === wanted.at(-1))) return returned || action.kind === 'return';
  return returned;
}

/** The step the case stands at. */
export function stepOf({ entry, case: current }: Game): CompiledStep {
  return entry.workflow.byId[current!.steps.at(-1)!.step]!;
}

/** The task of whoever may do something now: not one that stands still, nor of a body that stays silent. */
export function openTask({ case: current, options }: Game): Task | undefined {
  return current?.tasks.find(
    ({ paused, body }) => paused === undefined && !(body !== undefined && options.silent?.includes(body)),
  );
}

/** What a body asked may answer; nothing where no opinion is asked for. */
export function answersOf(game: Game): readonly OpinionAnswer[] {
  const { definition } = stepOf(game);
  return definition.kind === 'consult' && openTask(game) ? definition.answers : [];
}

/** What somebody wrote and ticked with an action; what they did not is made up where it is asked for. */
export interface Said {
  reason?: string;
  remarks?: readonly Remark[];
  checklist?: Readonly<Record<string, boolean | 'notApplicable'>>;
  /** Each as typed; what is missing is made up. */
  document?: Partial<TypedDocument>;
}

/** Whoever is asked first answers for their body, with a text where one is asked for; true when it was done. */
export function answerWith(game: Game, { id, text }: OpinionAnswer, { reason }: Said = {}): boolean {
  const task = openTask(game)!;
  const { language = 'vi' } = game.options;
  const written = text === 'none' ? undefined : reason;
  return tryAll(game, task.assignees, () => ({
    type: 'act',
    task: { id: task.id, generation: task.generation },
    action: id,
    ...(written === undefined
      ? text === 'required'
        ? { reason: reasons.refused[language] }
        : {}
      : { reason: written }),
  }));
}

/** What may be chosen at it. */
export function actionsOf(game: Game): Action[] {
  const { definition } = stepOf(game);
  return (('actions' in definition && definition.actions) || []) as Action[];
}

/** Whoever is asked first sends the form, what is not among the answers made up. */
export function fillIn(game: Game, answers: Answers | undefined = game.options.answers): void {
  const sample = sampleAnswers(game.entry.form, formSeen(game), game.unit, answers);
  if (sample.issues.length > 0) game.issues.push(...sample.issues);
  else sendAnswers(game, sample.answers);
}

/** Whoever is asked first sends these answers and no others. */
export function sendAnswers(game: Game, answers: Answers): void {
  const task = openTask(game)!;
  const ref = { id: task.id, generation: task.generation };
  tryAll(game, task.assignees, () => ({ type: 'submit', task: ref, answers }));
}

/** What the entry's form sees now. */
export function formSeen(game: Game): FormContext {
  return lookAt(game.campaign, game.case!, contextOf(game, 'system')).formContext(null);
}

/** Whoever is asked first chooses an action, with a reason and remarks where they are asked for; true when it was done. */
export function actWith(game: Game, action: Action, telling = true, said: Said = {}): boolean {
  const task = openTask(game);
  const { definition } = stepOf(game);
  const checklist = (('checklist' in definition && definition.checklist) || [])
    .filter(({ answer }) => answer === undefined)
    .map(({ id }) => [id, said.checklist?.[id] ?? true] as const);
  const remarks = said.remarks ?? remarksFor(game);
  const byLine = decidesLines(stepOf(game)) ? game.verdict : undefined;
  const command = (): Wish => ({
    type: 'act',
    task: { id: task!.id, generation: task!.generation },
    action: action.id,
    ...reasonFor(game, action, said),
    ...(action.kind === 'return' ? { remarks: [...remarks] } : {}),
    ...(checklist.length > 0 ? { checklist: Object.fromEntries(checklist) } : {}),
    ...(byLine ? { lines: [byLine] } : {}),
    ...documentFor(game, action, said),
  });
  const done = tryAll(game, task!.assignees, command, telling);
  if (done && byLine) delete game.verdict;
  return done;
}

/** The number and date of a document issued elsewhere. */
function documentFor(game: Game, action: Action, said: Said): { document?: TypedDocument } {
  if (!takesDocument(game, action)) return {};
  const date = compileCalendar(game.options.calendar).dayOf(game.now);
  return { document: { number: '01', date, ...said.document } };
}

/** Does an action take the number and date of a document issued elsewhere? */
export function takesDocument(game: Game, action: Action): boolean {
  const { definition } = stepOf(game);
  return (
    definition.kind === 'decide' &&
    definition.issued === 'outside' &&
    signsBy(game.entry.workflow, stepOf(game), action)
  );
}

/** The items of the checklist that rules answer, and what they say now to whoever is asked first. */
export function ruledChecklist(game: Game): Readonly<Record<string, boolean>> {
  const day = compileCalendar(game.options.calendar).dayOf(game.now);
  const index = indexDirectory(game.directory);
  const [person = 'system'] = openTask(game)!.assignees.flatMap((key) => index.holders(key, day));
  const resolved = { answers: Object.fromEntries(game.contents) as Record<string, Answers> };
  return lookAt(game.campaign, game.case!, { ...contextOf(game, person), resolved }).answeredByRule;
}

/** Forward and approving ways first, refusals and returns last. Others are asked once. */
function rank(game: Game, action: Action): number {
  if (action.kind === 'return') return 3;
  if (refuses(game, action)) return 2;
  const { kind } = game.entry.workflow.byId[action.to]!;
  if (stepKinds.of(kind).pauses && game.case!.visits[action.to]) return 1;
  return action.tone === 'danger' ? 1 : 0;
}

/** Does an action end the case with anything but a success? */
function refuses({ entry }: Game, { kind, to }: Action): boolean {
  const { outcome } = entry.workflow.byId[to]!.definition as Partial<StepOfKind<'end'>>;
  return kind !== 'return' && outcome !== undefined && isRefusal(outcome);
}

/** Why a case is returned, or why it is refused. */
const reasons = {
  returned: {
    vi: 'Số liệu chưa khớp sổ theo dõi, đề nghị xem lại.',
    en: 'The figures do not match the books; please look again.',
  },
  refused: { vi: 'Chưa đủ điều kiện theo quy định.', en: 'The conditions are not met.' },
} as const satisfies Record<string, Record<Language, string>>;

function reasonFor({ options }: Game, action: Action, said: Said): { reason?: string } {
  const { kind, reason = 'none', reasonMinLength = 0 } = action;
  if (said.reason !== undefined && reason !== 'none') return { reason: said.reason };
  if (reason !== 'required') return {};
  const words = reasons[kind === 'return' ? 'returned' : 'refused'];
  return { reason: words[options.language ?? 'vi'].padEnd(reasonMinLength, '.') };
}

function remarksFor(game: Game): { field: string; text: string }[] {
  const field = Object.keys(game.case!.submission?.values ?? {})[0];
  return field === undefined
    ? []
    : [
        {
          field,
          text: { vi: 'Xem lại số này', en: 'Look at this figure again' }[game.options.language ?? 'vi'],
        },
      ];
}

/** Lets the people asked try, one after another; the refusal of the last is kept when `telling`. */
function tryAll(game: Game, assignees: readonly string[], command: () => Wish, telling = true): boolean {
  const index = indexDirectory(game.directory);
  const day = compileCalendar(game.options.calendar).dayOf(game.now);
  const claimedBy = openTask(game)?.claimedBy;
  const people = new Set([
    ...(claimedBy === undefined ? [] : [claimedBy]),
    ...assignees.flatMap((key) => index.holders(key, day)),
  ]);
  let refusal: RefusalIssue[] = [];
  for (const person of people) {
    const issues = give(game, person, command(), false);
    if (issues === null) return true;
    refusal = issues;
  }
  if (telling) game.issues.push(...refusal);
  return false;
}

/** A command without its key; the game counts them up. */
export type Wish = Command extends infer One ? (One extends Command ? Omit<One, 'key'> : never) : never;

/** Gives a command; null when it was accepted, else why not. */
export function give(game: Game, actor: string, wish: Wish, telling = true): RefusalIssue[] | null {
  game.moves += 1;
  const command = { ...wish, key: `move-${game.moves}` } as Command;
  let resolved: Resolved = {};
  for (let round = 0; round < 8; round += 1) {
    const result = transition(game.campaign, game.case, command, { ...contextOf(game, actor), resolved });
    if (result.kind === 'needs') {
      for (const request of result.requests) {
        if (request.need === 'previous')
          resolved = { ...resolved, previous: { ...resolved.previous, [request.case]: null } };
        else if (request.need === 'answers')
          resolved = {
            ...resolved,
            answers: { ...resolved.answers, [request.digest]: game.contents.get(request.digest) as Answers },
          };
        else if (request.need === 'fact')
          resolved = {
            ...resolved,
            facts: {
              ...resolved.facts,
              [request.id]: {
                ...figureOf(game.campaign.facts[request.id]!, []),
                ...valueTold(game, request.id),
              },
            },
          };
        else if (request.need === 'reserve')
          resolved = { ...resolved, reservations: { ...resolved.reservations, ...given(game, request) } };
        else if (request.need === 'case')
          // There are no other cases: what is waited for has ended.
          resolved = { ...resolved, cases: { ...resolved.cases, [request.id]: { state: 'ended' } } };
        else if (request.need === 'line')
          resolved = {
            ...resolved,
            lines: { [lineKey(request.dossier, request.line)]: lineTold(game, request.line) },
          };
        else if (request.need === 'members') resolved = { ...resolved, members: membersOf(game) };
        else if (request.need === 'content')
          resolved = {
            ...resolved,
            contents: { ...resolved.contents, [request.digest]: game.contents.get(request.digest)! },
          };
      }
      continue;
    }
    if (result.kind === 'refused') {
      if (telling) game.issues.push(...result.issues);
      return result.issues;
    }
    const sealed = sealContents(result, (ref) => {
      const digest = `content-${game.moves}-${ref}`;
      game.contents.set(digest, result.contents.find((one) => one.ref === ref)!.body);
      return digest;
    });
    const history = [...(game.case?.history ?? []), ...(sealed.events as CaseEvent[])];
    game.case = { ...sealed.case, history };
    for (const event of sealed.events) tellEvent(game, event);
    for (const effect of sealed.effects) tellMessage(game, effect);
    return null;
  }
  return [];
}

/** What a register gives: there are no other cases, so it begins at its first number. */
function given(game: Game, request: Extract<NeedRequest, { need: 'reserve' }>): Record<string, string> {
  if ('key' in request) return { [request.key]: request.key };
  const { prefix, from } = request.firstFreeOf;
  const seq = (game.given.get(prefix) ?? from - 1) + 1;
  game.given.set(prefix, seq);
  return { [prefix]: `${prefix}${seq}` };
}

/** What the dossier played beside a case says of its line. */
function lineTold({ dossier }: Game, n: number): ToldLine | null {
  const content = dossier?.case?.lines?.find((line) => line.n === n)?.content;
  const reason = content === undefined ? undefined : (dossier!.contents.get(content) as string);
  return dossier?.case ? toldLine(dossier.case, n, reason) : null;
}

/** What a dossier must know of the case on its line. */
function membersOf({ member }: Game): NonNullable<Resolved['members']> {
  return member?.case ? { [member.case._id]: lineMember(member.campaign, member.case) } : {};
}

function valueTold({ options }: Game, fact: string): { value?: string } {
  const value = options.facts?.[fact];
  return value === undefined ? {} : { value };
}

function contextOf(game: Game, actor: string): TransitionContext {
  return {
    now: game.now,
    actor,
    via: actor === 'system' ? 'worker' : 'cli',
    directory: game.directory,
    calendar: game.options.calendar,
    ids: 'simulation',
  };
}

function tellEvent(game: Game, event: UnsealedEvent): void {
  const { language = 'vi' } = game.options;
  const sentence = describeEvent(event, game.campaign, game.directory, language, game.entry.id);
  if (sentence === null) return;
  const step =
    (event.data['step'] as string | undefined) ?? (event.data['task'] as string | undefined)?.split('.')[0];
  const dueAt = event.data['dueAt'] as Instant | undefined;
  game.lines.push({
    at: event.at,
    kind: 'event',
    type: event.type,
    ...(step === undefined ? {} : { step }),
    who: event.actor,
    ...(dueAt === undefined ? {} : { dueAt }),
    sentence,
  });
}

function tellMessage(game: Game, effect: OutboxEntry): void {
  if (effect.kind !== 'notify') return;
  const { at, notBefore, template, audience, key } = effect;
  const roles = rolesOf(audience, game.campaign, game.options.language ?? 'vi');
  game.lines.push({ at: notBefore ?? at, kind: 'message', template, audience, roles, key });
}

function lineText(line: SimulationLine, campaign: Campaign, language: Language): string {
  const mark = line.dossier ? { vi: '[Tờ trình] ', en: '[Dossier] ' }[language] : '';
  const at = `${shownInstant(line.at, campaign.timezone)}${mark === '' ? '' : `  ${mark.trimEnd()}`}`;
  if (line.kind === 'event') return `${at}  ${line.sentence}`;
  return `${at}  → ${language === 'vi' ? 'thông báo' : 'message'} “${line.template}” ${language === 'vi' ? 'đến' : 'to'} ${line.roles}`;
}

/**
 * The directory with two people made up for each role at the unit and the units above it, where it holds nobody:
 * two, so that no separation of duties leaves a role empty.
 */
function withPeople(campaign: Campaign, directory: Directory, unit: string, period: Period): Directory {
  const index = indexDirectory(directory);
  const day = period.until;
  const record = index.organisationOf(unit);
  const units = new Map([[unit, index.unit(unit)?.name ?? unit]]);
  for (const line of record?.lines ?? [])
    for (const { id: level } of record?.levels ?? []) {
      const above = index.ancestorAt(unit, level, line.id, day);
      if (above.kind === 'unit') units.set(above.unit.uid, above.unit.name);
    }
  const memberships: Membership[] = [];
  const names: Record<string, string> = {};
  for (const role of new Set(Object.values(campaign.roles)))
    for (const [uid, name] of units) {
      const key = membershipKey({ role, unit: uid });
      if (index.holders(key, day).length > 0) continue;
      const title = rolesOf([key], campaign, 'vi');
      for (const n of [1, 2]) {
        const account = `${role.replaceAll('/', '-')}-${uid}-${n}`;
        memberships.push({ id: account, account, role, unit: uid, from: '1970-01-01' });
        names[account] = `${title} ${name}${n === 1 ? '' : ` (${n})`}`;
      }
    }
  return {
    ...directory,
    memberships: [...directory.memberships, ...memberships],
    names: { ...directory.names, ...names },
  };
}

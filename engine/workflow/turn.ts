/**
 * One command being decided. A turn gathers what the decision makes (events, effects, contents), what refuses it
 * and what it still needs to know; the parts of the room that decide write into it, `transition` reads it out.
 * It never leaves `transition`: from outside the decision is a pure function.
 */
import { compileCalendar, type WorkingCalendar } from '../calendar/index.ts';
import { type Issue, type IssueCode, issue, type Param, type Place } from '../issues/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case, CaseState, OutboxEntry } from '../model/case.ts';
import type { Command, NeedRequest, TransitionContext } from '../model/command.ts';
import type { CaseEvent, CaseEventType, ContentKind, PendingContent, UnsealedEvent } from '../model/event.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Day, Instant } from '../model/time.ts';
import { type DirectoryIndex, indexDirectory } from '../organisation/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from './campaign.ts';
import type { FiguredData } from './events/figured.ts';
import type { EventData } from './events/index.ts';
import { applierOf, stateOf } from './fold.ts';
import { patchBetween } from './patch.ts';
import type { Period } from './periods.ts';

/** A command being decided. */
export interface Turn {
  readonly campaign: Campaign;
  readonly entry: CompiledEntry;
  readonly period: Period;
  readonly command: Command;
  readonly context: TransitionContext;
  readonly calendar: WorkingCalendar;
  readonly directory: DirectoryIndex;
  /** Today in the campaign's zone. */
  readonly day: Day;
  /** The campaign the case comes from, where the command brings it to another version. */
  readonly former?: Campaign;
  /** The case as it was loaded; null when it is being opened. */
  readonly before: Case | null;
  /** The state so far. */
  state: CaseState;
  readonly events: UnsealedEvent[];
  readonly effects: OutboxEntry[];
  /** Keys of effects taken back before they left the house. */
  recalled?: Set<string>;
  readonly contents: PendingContent[];
  /** The case's base where the command changes it: only an erase does. */
  base?: Case['base'];
  readonly issues: Issue[];
  readonly requests: NeedRequest[];
  /** Whose act it is when somebody else does it for them. */
  onBehalfOf?: string;
  /** Figures this command has made and not yet recorded: rules see them instead of those of the case. */
  figures?: FiguredData['facts'];
  /** Answers this command has stored or read, of the submission that stands. */
  answers?: Answers;
  /** Number of the command and of the event before the next. */
  readonly cmd: number;
  seq: number;
  readonly rev: UnsealedEvent['rev'];
  /** Until when the messages of this command are held back; worked out once. */
  heldUntil?: Instant;
}

/** Begins the turn of a command on a case that is there, or on one about to be opened. */
export function beginTurn(
  campaign: Campaign,
  entry: CompiledEntry,
  period: Period,
  before: Case | null,
  blank: CaseState,
  command: Command,
  context: TransitionContext,
  former?: Campaign,
): Turn {
  const calendar = compileCalendar(context.calendar);
  const directory = indexDirectory(context.directory);
  const last = before?.history.at(-1);
  const organisation = directory.organisation(campaign.organisation);
  const turn: Turn = {
    campaign,
    entry,
    period,
    command,
    context,
    calendar,
    directory,
    day: calendar.dayOf(context.now),
    before,
    state: before ? stateOf(before) : blank,
    events: [],
    effects: [],
    contents: [],
    issues: [],
    requests: [],
    cmd: (last?.cmd ?? 0) + 1,
    seq: last?.seq ?? before?.base?.seq ?? 0,
    rev: organisation
      ? {
          calendar: context.calendar.revision,
          organisation: organisation.revision,
          directory: context.directory.revision,
        }
      : { calendar: context.calendar.revision, directory: context.directory.revision },
  };
  if (former) (turn as { former?: Campaign }).former = former;
  if (command.onBehalfOf !== undefined) turn.onBehalfOf = command.onBehalfOf;
  return turn;
}

/** The parts that have a value: the data of an event is made of these. */
export function known<Data extends object>(data: Data): Data {
  const kept = {} as Record<string, unknown>;
  for (const key in data) if (data[key] !== undefined) kept[key] = data[key];
  return kept as Data;
}

/** What an event carries besides its data. */
export interface EventExtras {
  contents?: readonly (string | undefined)[];
  files?: string[] | undefined;
  /** An event that cannot be undone: what it overwrote is not kept. */
  final?: true;
}

const none: EventExtras = {};

/** Records an event and applies it. Its data has no key whose value is undefined. */
export function emit<Type extends keyof EventData & CaseEventType>(
  turn: Turn,
  type: Type,
  data: EventData[Type],
  { contents, files, final }: EventExtras = none,
): void {
  const { command, context } = turn;
  turn.seq += 1;
  const event: UnsealedEvent = {
    v: 1,
    seq: turn.seq,
    cmd: turn.cmd,
    key: command.key,
    at: context.now,
    actor: context.actor,
    via: context.via,
    type,
    version: turn.campaign.version,
    rev: turn.rev,
    data: data as unknown as JsonObject,
  };
  if (command.batch !== undefined) event.batch = command.batch;
  if (turn.onBehalfOf !== undefined) event.onBehalfOf = turn.onBehalfOf;
  if (contents)
    for (const one of contents)
      if (one !== undefined) {
        event.contents ??= [];
        event.contents.push(one);
      }
  if (files && files.length > 0) event.files = files;
  const applier = applierOf(event);
  const { state } = turn;
  const next = applier.apply(state, event.data, event);
  if (!final) {
    const before = applier.overwritten?.(state, event.data) ?? patchBetween(next, state, applier.touches);
    if (before) event.before = before;
  }
  turn.state = next;
  turn.events.push(event);
}

/** The names of the first few contents, written once: few commands keep more. */
const refs = Array.from({ length: 8 }, (_, at) => `content:${at}`);

/** Keeps a body apart from the history; gives the name by which events and state mean it until it is sealed. */
export function keep(turn: Turn, kind: ContentKind, body: JsonValue): string {
  const at = turn.contents.length;
  const ref = refs[at] ?? `content:${at}`;
  turn.contents.push({ ref, kind, body });
  return ref;
}

const commandPlace: Place = { source: 'command', pointer: '' };

/** Refuses the command. `pointer` names the part of it that is wrong. */
export function refuse(turn: Turn, code: IssueCode, params: Record<string, Param> = {}, pointer = ''): void {
  turn.issues.push(issue(code, pointer === '' ? commandPlace : { source: 'command', pointer }, params));
}

/** Asks for something outside. A turn that asked is not read out but decided again with the answer. */
export function ask(turn: Turn, request: NeedRequest): void {
  turn.requests.push(request);
}

/** The step of the entry's workflow. An id that is not one of its steps is a broken promise. */
export function stepOf(turn: Turn, id: string): CompiledStep {
  const step = turn.entry.workflow.byId[id];
  if (!step) throw new Error(`The workflow ${turn.entry.workflow.id} has no step ${id}.`);
  return step;
}

/** Every event of the case, those cut from its document too; asked for where it has such. */
export function allEvents(turn: Turn): readonly CaseEvent[] {
  const { history, base } = turn.before!;
  if (!base) return history;
  const older = turn.context.resolved?.older;
  if (!older) ask(turn, { need: 'older' });
  return [...(older ?? []), ...history];
}

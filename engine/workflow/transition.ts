import type { CompiledForm } from '../forms/form.ts';
import { hasErrors, type Issue, type IssueCode, issue, nearest, type Param } from '../issues/index.ts';
import type { Case, OutboxEntry } from '../model/case.ts';
import type { Command, NeedRequest, TransitionContext, TransitionResult } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';
import type { CommandOf } from './commands/command-kind.ts';
import { commandKinds } from './commands/index.ts';
import { unopened } from './events/index.ts';
import { longestKey } from './limits.ts';
import { type Period, periodOf, periodsOf } from './periods.ts';
import { project } from './project.ts';
import { standingAnswers } from './rule-names.ts';
import { caseSearchWords } from './search-words.ts';
import { beginTurn, type Turn } from './turn.ts';

/**
 * Decides a command: the next case with its events, effects and contents; a refusal in words; or what must be
 * known first. A pure function: the same arguments give the same answer, and nothing given is changed.
 *
 * - A client key that was accepted on the case before gives the first answer again, marked `repeated`, whatever
 *   the command now says.
 * - The case given back has the new state and projections and one more revision; its `history` is still the one
 *   given, since the new events are sealed only when they are committed. Where nothing happened (a wake with
 *   nothing due) it is the very case given.
 * - Opening a case that is there is `repeated`.
 *
 * `former` is the campaign a migrating case comes from; other commands need none.
 *
 * A command of another campaign's case, or a definition that did not pass the compiler, is a broken promise and
 * throws.
 */
export function transition(
  campaign: Campaign,
  aCase: Case | null,
  command: Command,
  context: TransitionContext,
  former?: Campaign,
): TransitionResult {
  const kind = commandKinds.find(command.type);
  if (!kind) return refused('command.type.not_built', { type: command.type }, '/type');
  const { length } = command.key;
  if (length === 0 || length > longestKey)
    return refused('command.key.length', { length, max: longestKey }, '/key');
  if (!kind.opens && !aCase) return refused('command.case.unknown');
  if (aCase) {
    const first = firstAnswer(aCase, command, kind.opens === true, context);
    if (first) return first;
  }
  const opening = aCase ? null : (command as CommandOf<'open'>);
  const name = aCase ? (kind.entryOf?.(aCase, command) ?? aCase.entry) : opening!.entry;
  const entry = campaign.entries[name];
  if (!entry) {
    if (aCase && former) return refused('migration.entry.gone', entryWords(former, aCase.entry), '/plan');
    if (aCase) throw new Error(`The campaign ${campaign.id} has no entry ${name}.`);
    const known = Object.keys(campaign.entries);
    return refused('command.open.unknown_entry', named(opening!.entry, known), '/entry');
  }
  const id = aCase?.period ?? opening!.period;
  const period = periodOf(campaign, entry.id, id, context.calendar) ?? (aCase && periodGone(aCase, campaign));
  if (!period) {
    const known = periodsOf(campaign, entry.id, context.calendar).map((one) => one.id);
    return refused('command.open.unknown_period', named(id, known), '/period');
  }
  const turn = begin(campaign, entry, period, aCase, command, context, former);
  kind.decide(turn, command);
  return outcome(turn);
}

function begin(
  campaign: Campaign,
  entry: CompiledEntry,
  period: Period,
  aCase: Case | null,
  command: Command,
  context: TransitionContext,
  former: Campaign | undefined,
): Turn {
  if (aCase) return beginTurn(campaign, entry, period, aCase, unopened, command, context, former);
  const { unit } = command as CommandOf<'open'>;
  // Who may open is asked of a case that does not exist yet: of its unit.
  const blank = { ...unopened, unit: { uid: unit, nameThen: unit } };
  return beginTurn(campaign, entry, period, null, blank, command, context);
}

/**
 * The answer given before, when the key is known or the case is there already. Keys of events cut from the
 * document are asked for.
 */
function firstAnswer(
  aCase: Case,
  command: Command,
  opens: boolean,
  context: TransitionContext,
): TransitionResult | null {
  const repeated = (events: CaseEvent[]): TransitionResult => ({
    kind: 'done',
    case: aCase,
    events,
    effects: [],
    contents: [],
    repeated: true,
  });
  const { history, base } = aCase;
  for (const one of history)
    if (one.key === command.key) return repeated(history.filter(({ key }) => key === command.key));
  if (base) {
    const { older } = context.resolved ?? {};
    if (!older) return { kind: 'needs', requests: [{ need: 'older' }] };
    const known = older.filter(({ key }) => key === command.key);
    if (known.length > 0) return repeated(known);
  }
  return opens ? repeated(history.filter(({ cmd }) => cmd === 1)) : null;
}

/** The period of a case whose version no longer has it: bounds are not known any more, only what the case says. */
function periodGone(aCase: Case, campaign: Campaign): Period {
  return {
    id: aCase.period,
    from: campaign.opens,
    until: campaign.closes,
    ...(aCase.phase === undefined ? {} : { phase: aCase.phase }),
    opensAt: aCase.history[0]?.at ?? `${campaign.opens}T00:00:00.000Z`,
  };
}

function outcome(turn: Turn): TransitionResult {
  const { before, state, events, effects, contents, recalled } = turn;
  const refusedAlready = hasErrors(turn.issues);
  const words = refusedAlready || events.length === 0 ? [] : wordsOf(turn);
  if (turn.requests.length > 0) return { kind: 'needs', requests: distinct(turn.requests) };
  if (refusedAlready) return { kind: 'refused', issues: turn.issues };
  if (events.length === 0 && before) return { kind: 'done', case: before, events, effects, contents };
  const present = before?.outbox ?? [];
  const kept = recalled ? present.filter(({ key }) => !recalled.has(key)) : present;
  const outbox: OutboxEntry[] = effects.length > 0 ? kept.concat(effects) : kept;
  // Written key by key: spreading what may be absent costs several times as much.
  const next = { ...state } as Case;
  const { queueKeys, dueAt, nextWakeAt, searchWords } = project(state, { outbox, searchWords: words });
  if (queueKeys) next.queueKeys = queueKeys;
  if (dueAt !== undefined) next.dueAt = dueAt;
  if (nextWakeAt !== undefined) next.nextWakeAt = nextWakeAt;
  if (outbox.length > 0) {
    next.outbox = outbox;
    next.hasOutbox = true;
  }
  if (searchWords) next.searchWords = searchWords;
  next.history = before?.history ?? [];
  if (before?.base) next.base = turn.base ?? before.base;
  if (before?.box) next.box = before.box;
  next.revision = (before?.revision ?? 0) + 1;
  return { kind: 'done', case: next, events, effects, contents };
}

/** Search words change only when searchable answers do: sent, corrected, taken back or erased. */
function wordsOf(turn: Turn): readonly string[] {
  const { before, state, events, entry, campaign } = turn;
  if (!before) return caseSearchWords(campaign, state, null);
  const words = before.searchWords ?? [];
  if (!isSearched(entry.form)) return words;
  const content = state.submission?.content;
  const erased = events.some(
    ({ type, data }) => type === 'erased' && (data['digests'] as string[]).includes(content ?? ''),
  );
  if (erased) return caseSearchWords(campaign, state, null);
  return content === before.submission?.content
    ? words
    : caseSearchWords(campaign, state, standingAnswers(turn) ?? null);
}

const searchedForms = new WeakMap<CompiledForm, boolean>();

/** Does a form have a field whose answers are searched? */
function isSearched(form: CompiledForm): boolean {
  let searched = searchedForms.get(form);
  if (searched === undefined) {
    searched = form.fields.some(({ definition }) => 'searchable' in definition && definition.searchable);
    searchedForms.set(form, searched);
  }
  return searched;
}

function distinct(requests: readonly NeedRequest[]): NeedRequest[] {
  const seen = new Set<string>();
  return requests.filter((request) => {
    const text = JSON.stringify(request);
    return !seen.has(text) && seen.add(text);
  });
}

function entryWords({ entries }: Campaign, id: string): Record<string, Param> {
  const title = entries[id]?.title;
  return { entry: title?.vi ?? id, entryEn: title?.en ?? title?.vi ?? id };
}

function named(name: string, known: readonly string[]): Record<string, Param> {
  return { name, known, nearest: nearest(name, known) };
}

function refused(code: IssueCode, params: Record<string, Param> = {}, pointer = ''): TransitionResult {
  const issues: Issue[] = [issue(code, { source: 'command', pointer }, params)];
  return { kind: 'refused', issues };
}

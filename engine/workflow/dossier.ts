import type { CaseState, DossierLine, LineSays, LineState } from '../model/case.ts';
import type { LineDecision, ToldLine } from '../model/command.ts';
import type { ReviewStep } from '../model/generated/definitions.ts';
import type { JsonValue } from '../model/json.ts';
import type { Charge } from './authority.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { partsOfCaseId } from './case-id.ts';
import { handLines } from './effects.ts';
import type { GatheredData } from './events/gathered.ts';
import type { HandedData } from './events/handed-data.ts';
import { isOfVisit, visitOfTask } from './events/standing.ts';
import { charactersIn, longestReason, mostLines } from './limits.ts';
import { type StepOf, stepKinds } from './steps/index.ts';
import { emit, keep, refuse, type Turn } from './turn.ts';

/**
 * Dossiers: a case with a list of other cases, decided line by line. Nothing is written to two cases at once: the
 * dossier says what becomes of a line and puts the line into its outbox; the case on it follows by a command of its
 * own, which may be given again and again.
 */

/** How a line is called outside its dossier: what a case is told of it is kept under this name. */
export function lineKey(dossier: string, line: number): string {
  return `${dossier}:${line}`;
}

/** The entry of the dossier for which a case waits now; null when it stands elsewhere or lies in one already. */
export function gathersAt(
  campaign: Campaign,
  { entry, steps, tasks }: Pick<CaseState, 'entry' | 'steps' | 'tasks'>,
): string | null {
  const standing = steps.at(-1);
  const step = standing && campaign.entries[entry]?.workflow.byId[standing.step];
  if (!step || !stepKinds.of(step.kind).gathers) return null;
  const waits = tasks.some(({ id }) => isOfVisit(visitOfTask(id), standing.step, standing.visit));
  return waits ? (step.definition as StepOf<'gather'>).dossier : null;
}

/** Does a case lie in a dossier at a visit? It stands at a step that gathers, which asks nobody any more. */
export function liesGathered(
  { tasks }: Pick<CaseState, 'tasks'>,
  { kind }: Pick<CompiledStep, 'kind'>,
  { step, visit }: { step: string; visit: number },
): boolean {
  return (
    stepKinds.of(kind).gathers === true && !tasks.some(({ id }) => isOfVisit(visitOfTask(id), step, visit))
  );
}

/** The client key under which a case does what its line says. */
export function followKey(dossier: string, line: number, says: LineSays): string {
  return says === 'decided' ? lineKey(dossier, line) : `${lineKey(dossier, line)}:${says}`;
}

/** What a dossier says of a line; null when it has no such line. A returned line leaves before the rest. */
export function toldLine(
  dossier: Pick<CaseState, 'lines' | 'state'>,
  line: number,
  reason?: string,
): ToldLine | null {
  const found = dossier.lines?.find(({ n }) => n === line);
  if (!found) return null;
  const settled = dossier.state === 'ended' ? found.state !== 'waiting' : leftEarly.has(found.state);
  const told: ToldLine = { case: found.case, state: found.state, settled };
  if (reason !== undefined) told.reason = reason;
  return told;
}

/** Lines whose cases are no longer with the dossier while it goes on. */
const leftEarly: ReadonlySet<LineState> = new Set(['returned', 'released']);

/** Is a line still part of what the dossier is about? */
export function isHeld({ state }: Pick<DossierLine, 'state'>): boolean {
  return !leftEarly.has(state);
}

/** Does a step decide line by line? */
export function decidesLines({ definition }: Pick<CompiledStep, 'definition'>): boolean {
  return (definition as Partial<ReviewStep>).lines === true;
}

/** The lines of cases to be put into a dossier; refused when they are too many, not of the campaign, or there. */
export function newLines(turn: Turn, cases: readonly string[], pointer: string): DossierLine[] {
  const present = turn.state.lines ?? [];
  const held = present.filter(isHeld);
  const count = held.length + cases.length;
  if (cases.length === 0) refuse(turn, 'dossier.lines.none', {}, pointer);
  // Lines that were let go keep their numbers, and the document has room for so many.
  else if (count > mostLines || present.length + cases.length > 2 * mostLines)
    refuse(
      turn,
      'dossier.lines.too_many',
      { count, max: mostLines, parts: Math.ceil(count / mostLines) },
      pointer,
    );
  const seen = new Set(held.map((line) => line.case));
  cases.forEach((id, index) => {
    if (partsOfCaseId(id).campaign !== turn.campaign.id || id === turn.state._id)
      refuse(turn, 'dossier.line.foreign', { case: id }, `${pointer}/${index}`);
    else if (seen.has(id)) refuse(turn, 'dossier.line.twice', { case: id }, `${pointer}/${index}`);
    seen.add(id);
  });
  const last = present.reduce((most, { n }) => Math.max(most, n), 0);
  return cases.map((id, index) => ({ n: last + index + 1, case: id, state: 'waiting' }));
}

/** Puts lines into the dossier and sends for their cases. */
export function addLines(turn: Turn, step: string, visit: number, lines: DossierLine[]): void {
  const numbers = lines.map(({ n }) => n);
  emit(turn, 'gathered', withHanded<GatheredData>({ lines }, handLines(turn, step, visit, numbers, 'come')));
}

/** Lets lines go: their cases wait where they waited before. */
export function letGo(turn: Turn, step: string, visit: number, released: number[]): void {
  emit(
    turn,
    'gathered',
    withHanded<GatheredData>({ released }, handLines(turn, step, visit, released, 'go')),
  );
}

/** What was decided about lines, checked; refused where a line may not be decided, or a reason is missing. */
export function checkedLines(
  turn: Turn,
  { step }: Charge,
  decisions: readonly LineDecision[],
  pointer: string,
): readonly LineDecision[] {
  if (decisions.length > 0 && !decidesLines(step)) {
    refuse(turn, 'dossier.step.not_by_line', {}, pointer);
    return [];
  }
  const seen = new Set<number>();
  decisions.forEach((decision, index) => {
    const { n, verdict } = decision;
    const at = `${pointer}/${index}`;
    const line = turn.state.lines?.find((one) => one.n === n);
    if (!line) refuse(turn, 'dossier.line.unknown', { line: n }, at);
    else if (!isHeld(line)) refuse(turn, 'dossier.line.left', { line: n }, at);
    else if (seen.has(n)) refuse(turn, 'dossier.line.twice_decided', { line: n }, at);
    seen.add(n);
    const length = charactersIn(reasonOf(decision));
    if (length === 0 && (verdict === 'refused' || verdict === 'returned'))
      refuse(turn, 'dossier.line.reason_missing', { line: n }, `${at}/reason`);
    if (length > longestReason)
      refuse(turn, 'command.text.too_long', { length, max: longestReason }, `${at}/reason`);
  });
  return decisions;
}

function reasonOf({ reason = '' }: LineDecision): string {
  return reason.normalize('NFC').trim();
}

/** Writes down what was decided about lines. Returned lines leave the dossier by it. */
export function emitLines(
  turn: Turn,
  { task, step, visit }: Charge,
  decisions: readonly LineDecision[],
): void {
  if (decisions.length === 0) return;
  const lines = decisions.map((decision) => {
    const reason = reasonOf(decision);
    const line: Pick<DossierLine, 'n' | 'state' | 'content'> = { n: decision.n, state: decision.verdict };
    if (reason !== '') line.content = keep(turn, 'line', reason as JsonValue);
    return line;
  });
  const returned = lines.filter(({ state }) => state === 'returned').map(({ n }) => n);
  emit(
    turn,
    'decided',
    withHanded(
      { task: task.id, action: 'lines', lines },
      handLines(turn, step.id, visit, returned, 'decided'),
    ),
    { contents: lines.map(({ content }) => content) },
  );
}

/** Does the outcome of the whole decide a line otherwise than it stands? Letting it go decides nothing. */
export function changesBy(outcome: string, { state }: Pick<DossierLine, 'state'>): boolean {
  const next = following[outcome];
  return next !== undefined && next(state) !== state;
}

/** The state of a line when its dossier ends so: what is not said otherwise follows the outcome of the whole. */
const following: Readonly<Record<string, (state: LineState) => LineState>> = {
  approved: (state) => (state === 'waiting' ? 'approved' : state),
  closed: (state) => (state === 'waiting' ? 'approved' : state),
  rejected: (state) => (state === 'approved' || state === 'waiting' ? 'refused' : state),
};

/** Lines that change since the dossier ends, and all that are handed over by it; neither where there is no list. */
export function linesAtEnd(
  turn: Turn,
  step: string,
  visit: number,
  outcome: string,
): { lines?: Pick<DossierLine, 'n' | 'state' | 'content'>[]; handed?: HandedData } {
  const held = (turn.state.lines ?? []).filter(isHeld);
  if (held.length === 0) return {};
  // Without an outcome about its contents, a dossier lets its cases go: they wait for another.
  const next = following[outcome] ?? ((): LineState => 'released');
  const lines = held
    .filter(({ state }) => next(state) !== state)
    .map((line) => ({ n: line.n, state: next(line.state) }));
  return withHanded(
    lines.length > 0 ? { lines } : {},
    handLines(
      turn,
      step,
      visit,
      held.map(({ n }) => n),
      'decided',
    ),
  );
}

function withHanded<Data extends object>(data: Data, handed: HandedData | undefined): Data {
  return handed ? { ...data, handed } : data;
}

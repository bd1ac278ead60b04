import { type Issue, type IssueCode, issue, type Param } from '../issues/index.ts';
import type { Case, CaseState, DossierLine } from '../model/case.ts';
import type { LineDecision, LineMember, TransitionContext } from '../model/command.ts';
import type { ReviewStep, Separation } from '../model/generated/definitions.ts';
import { type Charge, chargeOf, peopleOf } from './authority.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { changesBy, decidesLines, isHeld } from './dossier.ts';
import { periodOf } from './periods.ts';
import { stepKinds } from './steps/index.ts';
import type { StepOf } from './steps/step-kind.ts';
import { allEvents, ask, beginTurn, refuse, stepOf, type Turn } from './turn.ts';
import { undoneEvents } from './undone.ts';

/**
 * Separation of duties on the lines of a dossier: deciding a line decides the case on it, so whoever may not decide
 * that case may not decide the line. They may sign the rest once somebody else has decided these lines.
 */

/** Why somebody may not decide a line. */
interface Obstacle {
  code: IssueCode;
  params: Record<string, Param>;
}

/** What a dossier must know of the case on a line, told with the version the case is played by. */
export function lineMember(campaign: Campaign, member: Case): LineMember {
  const { workflow } = campaign.entries[member.entry]!;
  const waits = workflow.byId[member.steps.at(-1)?.step ?? ''];
  const { notSameAs = [], notOfSubjectUnit } =
    (waits?.definition as { separation?: Separation })?.separation ?? {};
  const acted = (member.acted ?? []).flatMap(({ step: id, by }): LineMember['acted'] => {
    const step = workflow.byId[id];
    // Who puts a case into a dossier, or decided its line before, has not worked on the case itself.
    if (step && stepKinds.of(step.kind).gathers) return [];
    const title = step?.definition.title ?? { vi: id };
    return [{ step: title, by, ...(notSameAs.includes(id) ? { apart: true as const } : {}) }];
  });
  const { submission } = member;
  return {
    unit: member.unit,
    acted,
    ...(submission?.onBehalfOf === undefined
      ? {}
      : { typed: { by: submission.actor, for: submission.onBehalfOf } }),
    ...(notOfSubjectUnit ? { notOfSubjectUnit } : {}),
  };
}

/**
 * Refuses what would decide lines that are not for this person to decide, naming the lines and why: those a command
 * decides by themselves and, where `to` is told, those the whole decides by going on there. Asks for what it must
 * know of the cases; says nothing where something else stands against the command already.
 */
export function checkKeptApart(
  turn: Turn,
  charge: Charge,
  decisions: readonly LineDecision[],
  to?: string,
): void {
  if (turn.context.actor === 'system' || turn.issues.length > 0 || !decidesLines(charge.step)) return;
  const named = new Set(decisions.map(({ n }) => n));
  const whole = to === undefined ? [] : decidedByWhole(turn, charge, named, to);
  const lines = (turn.state.lines ?? []).filter((line) => named.has(line.n) || whole.includes(line));
  if (lines.length === 0) return;
  const members = turn.context.resolved?.members;
  if (!members) {
    ask(turn, { need: 'members', cases: lines.map((line) => line.case) });
    return;
  }
  for (const { code, params, numbers } of grouped(turn, charge, lines, members))
    refuse(turn, code, { ...params, lines: lineRanges(numbers) }, '/lines');
}

/** The lines of a dossier that are not for somebody to decide by the task that asks them, each with why. */
export function linesKeptApart(
  campaign: Campaign,
  dossier: Case,
  context: TransitionContext,
): { line: number; issue: Issue }[] {
  const entry = campaign.entries[dossier.entry]!;
  const period = periodOf(campaign, entry.id, dossier.period, context.calendar)!;
  const turn = beginTurn(campaign, entry, period, dossier, dossier, { type: 'wake', key: 'look' }, context);
  const task = dossier.tasks.find(({ assignees }) =>
    assignees.some((key) => turn.directory.mayAct(context.actor, key, turn.day) !== null),
  );
  const charge = task && chargeOf(turn, task, 'act');
  if (!charge || !decidesLines(charge.step)) return [];
  return (dossier.lines ?? []).filter(isHeld).flatMap((line) => {
    const member = context.resolved?.members?.[line.case];
    const found = member && obstacleOf(turn, charge.step, member);
    if (!found) return [];
    const params = { ...found.params, lines: String(line.n) };
    return [{ line: line.n, issue: issue(found.code, { source: 'command', pointer: '/lines' }, params) }];
  });
}

/** Lines that follow the whole: those nobody has decided at this visit, and those its outcome turns round. */
function decidedByWhole(turn: Turn, { task }: Charge, named: ReadonlySet<number>, to: string): DossierLine[] {
  const { kind, definition } = stepOf(turn, to);
  const outcome = stepKinds.of(kind).ends ? (definition as StepOf<'end'>).outcome : undefined;
  const held = (turn.state.lines ?? []).filter((line) => isHeld(line) && !named.has(line.n));
  const others = held.some(({ state }) => state !== 'waiting') ? decidedAt(turn, task.id) : new Set<number>();
  return held.filter(
    (line) =>
      line.state === 'waiting' || !others.has(line.n) || (outcome !== undefined && changesBy(outcome, line)),
  );
}

/** Lines that were decided by themselves at a task. */
function decidedAt(turn: Turn, task: string): ReadonlySet<number> {
  const events = allEvents(turn);
  const undone = undoneEvents(events);
  return new Set(
    events.flatMap(({ seq, type, data }) =>
      type === 'decided' && data['task'] === task && data['lines'] && !undone.has(seq)
        ? (data['lines'] as unknown as DossierLine[]).map(({ n }) => n)
        : [],
    ),
  );
}

function grouped(
  turn: Turn,
  { step }: Charge,
  lines: readonly DossierLine[],
  members: Readonly<Record<string, LineMember | null>>,
): (Obstacle & { numbers: number[] })[] {
  const found = new Map<string, Obstacle & { numbers: number[] }>();
  for (const line of lines) {
    const member = members[line.case];
    const obstacle = member && obstacleOf(turn, step, member);
    if (!obstacle) continue;
    const key = JSON.stringify(obstacle);
    const group = found.get(key) ?? { ...obstacle, numbers: [] };
    group.numbers.push(line.n);
    found.set(key, group);
  }
  return [...found.values()];
}

/** Why the people of a turn may not decide the case on a line; null when they may. */
function obstacleOf(turn: Turn, { definition }: CompiledStep, member: LineMember): Obstacle | null {
  const { separation, onBehalf } = definition as Partial<ReviewStep>;
  const { directory, day } = turn;
  const people = peopleOf(turn);
  for (const { step, by, apart } of member.acted) {
    const person = apart || separation?.notActedOnLine ? people.find((one) => by.includes(one)) : undefined;
    if (person !== undefined)
      return {
        code: 'dossier.lines.acted',
        params: { name: directory.nameOf(person), step: step.vi, stepEn: step.en ?? step.vi },
      };
  }
  if (separation?.notOfSubjectUnit || member.notOfSubjectUnit) {
    const { uid, routedTo, nameThen }: CaseState['unit'] = member.unit;
    const person = people.find((one) =>
      directory
        .membershipsOf(one, day)
        .some(({ unit }) => unit !== undefined && (unit === uid || unit === routedTo)),
    );
    if (person !== undefined)
      return { code: 'dossier.lines.own_unit', params: { name: directory.nameOf(person), unit: nameThen } };
  }
  const { typed } = member;
  if (typed && onBehalf !== true && people.includes(typed.by))
    return {
      code: 'dossier.lines.typed',
      params: { name: directory.nameOf(typed.by), for: directory.nameOf(typed.for) },
    };
  return null;
}

/** Line numbers in words, those that follow one another as from and to: `1-3, 7`. */
export function lineRanges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

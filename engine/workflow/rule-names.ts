import type { FormContext } from '../forms/form.ts';
import type { Answers } from '../model/answers.ts';
import { unitNameOn } from '../organisation/index.ts';
import { type CompiledRule, holds, type RuleContext } from '../rules/index.ts';
import { caseIdOf } from './case-id.ts';
import { periodBefore } from './periods.ts';
import { ask, type Turn } from './turn.ts';

/** A name rules see besides the answers, worked out only when a rule reads it. */
type Named = (turn: Turn, step: StepRef | undefined) => unknown;

interface StepRef {
  step: string;
  visit: number;
}

const unitOf = ({ state }: Turn): string => state.unit.routedTo ?? state.unit.uid;

/** The names of `engine/rules/names.ts`, values as stored. */
const outside: Readonly<Record<string, Named>> = {
  case: ({ state, entry }) => ({
    id: state._id,
    entry: entry.id,
    group: state.group ?? null,
    state: state.state,
    outcome: state.outcome ?? null,
  }),
  unit: (turn) => {
    const uid = unitOf(turn);
    const unit = turn.directory.unit(uid);
    return {
      uid,
      code: unit?.code ?? null,
      name: unit ? unitNameOn(unit, turn.day) : turn.state.unit.nameThen,
      level: unit?.level ?? null,
    };
  },
  subject: (turn) => ({ kind: turn.entry.definition.subject, uid: turn.state.subject ?? unitOf(turn) }),
  phase: ({ state, campaign }) => {
    const phase = campaign.phases.find(({ id }) => id === state.phase);
    return phase ? { id: phase.id, opens: phase.opens, closes: phase.closes } : null;
  },
  period: ({ period, calendar }) => ({
    id: period.id,
    from: period.from,
    until: period.until,
    opens: calendar.dayOf(period.opensAt),
    closes: period.closesAt === undefined ? period.until : calendar.dayOf(period.closesAt),
  }),
  step: (_, step) => (step ? { id: step.step, visit: String(step.visit) } : null),
  actor: ({ context, directory, day }) => ({
    account: context.actor === 'system' ? null : context.actor,
    roles: [...new Set(directory.membershipsOf(context.actor, day).map(({ role }) => role))],
  }),
  facts: ({ state, figures }) =>
    Object.fromEntries(
      Object.entries(figures ?? state.facts ?? {}).map(([id, { value }]) => [id, value ?? null]),
    ),
};

/** The names that something reads, by the first part of its paths. */
function namesRead(turn: Turn, reads: readonly string[], step: StepRef | undefined): Record<string, unknown> {
  const names: Record<string, unknown> = {};
  for (const name of outsideRead(reads)) names[name] = outside[name]!(turn, step);
  return names;
}

const namesOutside = new WeakMap<readonly string[], readonly string[]>();

/** The names of `outside` among the first parts of paths, each once; looked for once for a form or a rule. */
function outsideRead(reads: readonly string[]): readonly string[] {
  let names = namesOutside.get(reads);
  if (!names) {
    names = [...new Set(reads.map(firstOf))].filter((name) => Object.hasOwn(outside, name));
    namesOutside.set(reads, names);
  }
  return names;
}

/** What the entry's form sees when it is evaluated for a day. */
export function formContext(
  turn: Turn,
  today: string,
  previous: Answers | null | undefined,
  step?: StepRef,
): FormContext {
  return {
    today,
    previous: previous ?? null,
    names: namesRead(turn, turn.entry.form.reads, step),
    workingDays: turn.calendar.workingDays,
    unitAllowed: (uid, field) => unitAllowed(turn, uid, field),
  };
}

/**
 * Does a rule of the workflow hold? Answers are those of the submission that stands. They are asked for only
 * when the rule reads a field that is not listed: listed values lie in the case.
 */
export function ruleHolds(turn: Turn, rule: CompiledRule, step: StepRef): boolean {
  return holds(rule.evaluate(ruleContext(turn, rule, step)));
}

/** The answers of the case before, or null; undefined while they are being asked for. */
export function previousAnswers(turn: Turn): Answers | null | undefined {
  const { state, campaign, entry, context } = turn;
  const period = periodBefore(campaign, entry.id, state.period, context.calendar);
  if (!period) return null;
  const id = caseIdOf(state.campaign, entry.id, state.subject ?? state.unit.uid, period.id, 1);
  const known = context.resolved?.previous?.[id];
  if (known === undefined) ask(turn, { need: 'previous', case: id });
  return known;
}

/** The answers of the submission that stands; undefined while they are being asked for. */
export function standingAnswers(turn: Turn): Answers | undefined {
  const { submission } = turn.state;
  if (turn.answers) return turn.answers;
  if (!submission) return {};
  const known = turn.context.resolved?.answers?.[submission.content];
  if (known === undefined) {
    ask(turn, { need: 'answers', digest: submission.content });
    return undefined;
  }
  turn.answers = known ?? {};
  return turn.answers;
}

function ruleContext(turn: Turn, rule: CompiledRule, step: StepRef): RuleContext {
  const { byId } = turn.entry.form;
  const fields = rule.reads.map((path) => fieldRead(path)).filter((id) => byId[id] !== undefined);
  const answers =
    fields.length === 0 || (!turn.answers && fields.every((id) => byId[id]!.listed))
      ? (turn.state.submission?.values ?? {})
      : (standingAnswers(turn) ?? {});
  const names = namesRead(turn, rule.reads, step);
  const previous = rule.reads.some((path) => path.startsWith('previous')) ? previousAnswers(turn) : null;
  return {
    values: { ...answers, ...names, answers, previous: previous ?? null },
    today: turn.day,
    workingDays: turn.calendar.workingDays,
  };
}

/** The form's field that a path of a rule would be: its first name, or the one after `answers`. */
export function fieldRead(path: string): string {
  return firstOf(path.startsWith('answers.') ? path.slice('answers.'.length) : path);
}

function firstOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

function unitAllowed(
  turn: Turn,
  uid: string,
  field: Parameters<NonNullable<FormContext['unitAllowed']>>[1],
): boolean {
  const { directory, day, state, campaign } = turn;
  const unit = directory.unitOn(uid, day);
  if (!unit || directory.organisationOf(uid)?.id !== campaign.organisation) return false;
  if (field.level !== undefined && unit.level !== field.level) return false;
  if (field.within === undefined || field.within === 'all') return true;
  const own = state.unit.routedTo ?? state.unit.uid;
  const lines =
    field.line === undefined
      ? (directory.organisation(campaign.organisation)?.lines ?? []).map(({ id }) => id)
      : [field.line];
  return lines.some((line) => {
    if (field.within === 'own') return directory.isAtOrBelow(uid, own, line, day);
    const parent = directory.parentOn(own, line, day);
    return parent.kind === 'unit' && directory.isAtOrBelow(uid, parent.unit.uid, line, day);
  });
}

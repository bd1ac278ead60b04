import type { FormContext } from '../forms/form.ts';
import type { Answers } from '../model/answers.ts';
import { type CompiledRule, holds, type RuleContext } from '../rules/index.ts';
import { caseIdOf } from './case-id.ts';
import { periodBefore } from './periods.ts';
import { ask, type Turn } from './turn.ts';

/** What rules see of the case besides its answers: the names of `engine/rules/names.ts`, values as stored. */
export function namesOf(turn: Turn, step?: { step: string; visit: number }): Record<string, unknown> {
  const { state, campaign, period, directory, context, entry, day } = turn;
  const uid = state.unit.routedTo ?? state.unit.uid;
  const unit = directory.unit(uid);
  const phase = campaign.phases.find(({ id }) => id === state.phase);
  const roles = new Set(directory.membershipsOf(context.actor, day).map(({ role }) => role));
  return {
    case: {
      id: state._id,
      entry: state.entry,
      group: state.group ?? null,
      state: state.state,
      outcome: state.outcome ?? null,
    },
    unit: {
      uid,
      code: unit?.code ?? null,
      name: unit?.name ?? state.unit.nameThen,
      level: unit?.level ?? null,
    },
    subject: { kind: entry.definition.subject, uid: state.subject ?? uid },
    phase: phase ? { id: phase.id, opens: phase.opens, closes: phase.closes } : null,
    period: {
      id: period.id,
      from: period.from,
      until: period.until,
      opens: turn.calendar.dayOf(period.opensAt),
      closes: period.closesAt === undefined ? period.until : turn.calendar.dayOf(period.closesAt),
    },
    step: step ? { id: step.step, visit: String(step.visit) } : null,
    actor: { account: context.actor === 'system' ? null : context.actor, roles: [...roles] },
    facts: Object.fromEntries(Object.entries(state.facts ?? {}).map(([id, { value }]) => [id, value])),
  };
}

/** What the entry's form sees when it is evaluated for a day. */
export function formContext(
  turn: Turn,
  today: string,
  previous: Answers | null | undefined,
  step?: { step: string; visit: number },
): FormContext {
  return {
    today,
    ...(previous === undefined ? {} : { previous }),
    names: namesOf(turn, step),
    workingDays: turn.calendar.workingDays,
    unitAllowed: (uid, field) => unitAllowed(turn, uid, field),
  };
}

/**
 * Does a rule of the workflow hold? Answers are those of the submission that stands. They are asked for only
 * when the rule reads a field that is not listed: listed values lie in the case.
 */
export function ruleHolds(turn: Turn, rule: CompiledRule, step: { step: string; visit: number }): boolean {
  return holds(rule.evaluate(ruleContext(turn, rule, step)));
}

/** The answers of the case before, or null; undefined while they are being asked for. */
export function previousAnswers(turn: Turn): Answers | null | undefined {
  const { state, campaign, context } = turn;
  const period = periodBefore(campaign, state.entry, state.period, context.calendar);
  if (!period) return null;
  const id = caseIdOf(state.campaign, state.entry, state.subject ?? state.unit.uid, period.id, 1);
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

function ruleContext(turn: Turn, rule: CompiledRule, step: { step: string; visit: number }): RuleContext {
  const { byId } = turn.entry.form;
  const fields = rule.reads.map((path) => fieldRead(path)).filter((id) => byId[id] !== undefined);
  const answers =
    fields.length === 0 || (!turn.answers && fields.every((id) => byId[id]!.listed))
      ? (turn.state.submission?.values ?? {})
      : (standingAnswers(turn) ?? {});
  const names = namesOf(turn, step);
  const previous = rule.reads.some((path) => path.startsWith('previous')) ? previousAnswers(turn) : null;
  return {
    values: { ...answers, ...names, answers, previous: previous ?? null },
    today: turn.day,
    workingDays: turn.calendar.workingDays,
  };
}

/** The form's field that a path of a rule would be: its first name, or the one after `answers`. */
export function fieldRead(path: string): string {
  const [first, second] = path.split('.');
  return first === 'answers' ? (second ?? '') : first!;
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

import type { GivenCode } from '../issues/catalogue/given.ts';
import type { Issue, Param } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';
import type { Answer, Answers } from '../model/answers.ts';
import { holds, type RuleContext, type RuleValue } from '../rules/index.ts';
import type { Sight } from './field-type.ts';
import type { Evaluation, FormContext, RunningField, RunningForm } from './form.ts';
import { problem, quoted } from './problem.ts';

/** How far an evaluation goes. */
export interface EvaluateOptions {
  /** A draft: what is not answered yet is not a problem. */
  partial?: boolean;
}

/**
 * What a form makes of answers: which fields are shown, which must be answered, what would be stored, and
 * what is wrong.
 *
 * - A hidden answer is kept out of what is stored and is null to every other rule. A section hides its fields.
 * - An answer that is not of its field's type is reported, is null to rules and is not stored.
 * - A rule that gives null does not show, does not require and, as a check, does not refuse: what cannot be
 *   told yet is nobody's mistake.
 * - A field that is required and not answered is told only that; its checks wait.
 * - A computed field takes nothing from what was sent. One that is required is told when it gives no value.
 * - Problems stand in the order of the form, those of the whole form last.
 */
export function evaluate(
  form: RunningForm,
  answers: Readonly<Answers>,
  context: FormContext,
  options: EvaluateOptions = {},
): Evaluation {
  const { plan, byId } = form;
  const issues: Issue[] = [];
  // Copies from which the few that are hidden are taken: quicker than adding the many that are not.
  const visible = new Set(plan.ids);
  const required = new Set(plan.required);
  const kept: Answers = {};
  const values: Record<string, unknown> = {};
  for (const name of plan.outside)
    values[name] = name === 'previous' ? (context.previous ?? null) : context.names[name];
  // An id can never be `answers`, so the values may stand for the record of answers as well.
  if (plan.readsAnswers) values['answers'] = values;
  const rules: RuleContext = context.workingDays
    ? { values, today: context.today, workingDays: context.workingDays }
    : { values, today: context.today };

  const count = plan.fields.length;
  const shown: boolean[] = new Array(count).fill(false);
  const answered: (Answer | undefined)[] = new Array(count);
  const seen: RuleValue[] = new Array(count).fill(null);
  for (const planned of plan.ordered) {
    const { id, at, section, bound, value: rule } = planned;
    if (section >= 0 && !shown[section]) continue;
    if (planned.visible !== null && !holds(planned.visible.evaluate(rules))) continue;
    shown[at] = true;
    if (bound === null) continue;
    const answer =
      rule === null ? answers[id] : planned.field.kind.store(rule.evaluate(rules), planned.field);
    if (isOpen(answer)) continue;
    const value = bound.see(answer);
    answered[at] = answer;
    seen[at] = value;
    if (planned.read) values[id] = value;
  }

  const sight: Sight = {
    rules,
    ...(context.unitAllowed ? { unitAllowed: context.unitAllowed } : {}),
    report(field: RunningField, code: GivenCode, params?: Record<string, Param>) {
      issues.push(problem(field, code, params));
    },
  };
  const partial = options.partial === true;
  for (const planned of plan.fields) {
    const { field, id, at, bound } = planned;
    if (!shown[at]) {
      visible.delete(id);
      required.delete(id);
      continue;
    }
    if (bound === null) continue;
    let must = planned.required;
    if (typeof must === 'object') {
      must = holds(must.evaluate(rules));
      if (must) required.add(id);
    }
    const answer = answered[at];
    const value = seen[at]!;
    if (answer === undefined) {
      if (must) {
        if (!partial) issues.push(field.missing!);
        continue;
      }
    } else if (value === null) {
      issues.push(problem(field, field.kind.malformed, { typed: quoted(answer) }));
      continue;
    } else {
      kept[id] = bound.keep(answer, value);
      bound.check(answer, value, sight);
    }
    for (const check of planned.checks) if (check.rule.evaluate(rules) === false) issues.push(check.issue);
  }
  for (const id of Object.keys(answers))
    if (byId[id]?.bound === undefined) issues.push(unknownField(form, id));
  for (const check of form.checks) if (check.rule.evaluate(rules) === false) issues.push(check.issue);
  return { visible, required, answers: kept, issues };
}

/** Not answered: absent, or one of the empty values a client may send instead. */
function isOpen(answer: Answer | null | undefined): answer is undefined {
  return (
    answer === undefined ||
    // What every object of JavaScript inherits under some ids, `constructor` for instance.
    typeof answer === 'function' ||
    answer === null ||
    answer === '' ||
    (Array.isArray(answer) && answer.length === 0)
  );
}

function unknownField(form: RunningForm, id: string): Issue {
  const known = form.fields.filter((field) => field.bound).map((field) => field.id);
  return {
    code: 'answers.ref.unknown_field',
    severity: 'error',
    source: 'answers',
    pointer: `/${id.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    params: { field: quoted(id), nearest: nearest(id, known) },
  };
}

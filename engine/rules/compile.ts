import { failure, hasErrors, type Issue, issue, type Place, type Result, success } from '../issues/index.ts';
import type { Bound, Site } from './bind/bound.ts';
import { bindRule } from './bind/site.ts';
import type { Expression } from './expression.ts';
import { mostSteps } from './limits.ts';
import { nullDecides } from './null-decides.ts';
import { parseRule, position } from './parse.ts';
import { readsOf } from './reads.ts';
import { differingWords, fits, type RuleType, type Scope, typeWord } from './type.ts';
import type { RuleContext, RuleValue } from './value.ts';

/** A rule that was checked, ready to run on the server and in the browser alike. */
export interface CompiledRule {
  /** The text it was made from. */
  readonly text: string;
  readonly expression: Expression;
  /** What it gives. */
  readonly type: RuleType;
  /** Dotted paths it reads, sorted; a field of a table's rows is `rows.amount`. */
  readonly reads: readonly string[];
  /** The most steps an evaluation can take, given how long its lists may be. */
  readonly steps: number;
  /** Pure: the same context gives the same value. Never throws. */
  evaluate(context: RuleContext): RuleValue;
}

/** What a rule is asked to give: a condition, any value, or a value of a type. */
export type Wanted = 'condition' | 'value' | RuleType;

/** Limits that may be tightened. */
export interface CompileOptions {
  /** The most steps in the worst case; 1,000,000 unless told. */
  readonly mostSteps?: number;
}

/**
 * Checks a rule against the names it sees and what it must give, and compiles it to closures. A success may
 * carry warnings (`rules.range.*`, `rules.null.decides`). Places of issues are the rule's own; where in its
 * text is in the params `line` and `column`.
 */
export function compileRule(
  text: string,
  scope: Scope,
  want: Wanted,
  place: Place,
  options: CompileOptions = {},
): Result<CompiledRule> {
  const parsed = parseRule(text, place);
  if (!parsed.ok) return parsed;
  const expression = parsed.value;
  const issues: Issue[] = [];
  const report: Site['report'] = (code, at, params = {}) => {
    const found = issue(code, place, { ...position(text, at.from), ...params });
    // A value that stands in two comparisons, as with `between`, is told once.
    const told = JSON.stringify(found);
    if (!issues.some((one) => JSON.stringify(one) === told)) issues.push(found);
  };
  const { whole, parts, evaluate } = bindRule(expression, scope, report);
  checkWanted(whole, want, report);
  const limit = options.mostSteps ?? mostSteps;
  if (whole.steps > limit)
    report('rules.limit.too_costly', expression, { steps: Math.min(whole.steps, 1e15), limit });
  if (hasErrors(issues)) return failure(issues);
  const names = nullDecides(expression, want === 'condition', parts);
  if (names.length > 0) report('rules.null.decides', expression, { names });
  const rule: CompiledRule = {
    text,
    expression,
    type: whole.type,
    reads: Object.freeze(readsOf(expression, scope)),
    steps: whole.steps,
    evaluate,
  };
  return success(Object.freeze(rule), issues);
}

function checkWanted(bound: Bound, want: Wanted, report: Site['report']): void {
  const { type, expression } = bound;
  if (want === 'value') return;
  if (want === 'condition') {
    if (type.kind !== 'boolean' && type.kind !== 'any')
      report('rules.type.not_condition', expression, { given: typeWord(type) });
    return;
  }
  if (fits(type, want)) return;
  if (want.kind === 'choice' && type.kind === 'choice') {
    const choices = type.choices.filter((one) => !want.choices.includes(one));
    report('rules.choice.result', expression, { choices, known: want.choices.slice(0, 30) });
    return;
  }
  const [wanted, given] = differingWords(want, type);
  report('rules.type.result', expression, { wanted, given });
}

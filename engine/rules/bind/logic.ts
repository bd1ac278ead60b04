import type { ExpressionOf } from '../expression.ts';
import { anyType, joinTypes, typeWord } from '../type.ts';
import type { RuleValue } from '../value.ts';
import { type Bound, mayBe, operand, type Run, type Site, stepsOf } from './bound.ts';

/**
 * Three-valued: `and` is false as soon as one term is, else null as soon as one term is; `or` likewise with
 * true.
 */
export function bindLogic(e: ExpressionOf<'logic'>, site: Site): Bound {
  const terms = e.terms.map((term) => site.bind(term));
  const runs = terms.map((term) => operand(site, term, ['boolean'], e.operator));
  const present = terms.every((term) => term.type.present === true);
  return {
    expression: e,
    type: { kind: 'boolean', present },
    steps: stepsOf(terms) + 1,
    run: e.operator === 'and' ? decided(runs, false) : decided(runs, true),
  };
}

/** The deciding value when one run gives it, else null when one gives null, else the other value. */
function decided(runs: readonly Run[], deciding: boolean): Run {
  const count = runs.length;
  return (context, locals) => {
    let result: RuleValue = !deciding;
    for (let n = 0; n < count; n += 1) {
      const value = runs[n]!(context, locals);
      if (value === deciding) return deciding;
      if (value === null) result = null;
    }
    return result;
  };
}

/** `not(null)` is null. */
export function bindNot(e: ExpressionOf<'not'>, site: Site): Bound {
  const term = site.bind(e.term);
  const run = operand(site, term, ['boolean'], 'not');
  return {
    expression: e,
    type: { kind: 'boolean', ...(term.type.present ? { present: true } : {}) },
    steps: term.steps + 1,
    run: (context, locals) => {
      const value = run(context, locals);
      return value === null ? null : value === false;
    },
  };
}

/** A condition that is null does not hold, so `otherwise` is taken. */
export function bindIf(e: ExpressionOf<'if'>, site: Site): Bound {
  const condition = site.bind(e.condition);
  const whenTrue = site.bind(e.whenTrue);
  const otherwise = site.bind(e.otherwise);
  if (!mayBe(condition.type, ['boolean']) || condition.type.kind === 'null')
    site.report('rules.type.not_condition', e.condition, { given: typeWord(condition.type) });
  const joined = joinTypes(whenTrue.type, otherwise.type);
  if (!joined)
    site.report('rules.type.mixed', e.otherwise, {
      first: typeWord(whenTrue.type),
      second: typeWord(otherwise.type),
    });
  const [test, then, other] = [condition.run, whenTrue.run, otherwise.run];
  return {
    expression: e,
    type: joined ?? anyType,
    steps: condition.steps + Math.max(whenTrue.steps, otherwise.steps) + 1,
    run: (context, locals) =>
      test(context, locals) === true ? then(context, locals) : other(context, locals),
  };
}

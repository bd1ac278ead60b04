import type { Expression, ExpressionOf, Test } from '../expression.ts';
import { differingWords, lengthOf, memberOf, sameFamily } from '../type.ts';
import { equalValues, isList, type RuleValue } from '../value.ts';
import { type Bound, type Run, type Site, stepsOf } from './bound.ts';
import { checkChoices, checkRange, compare, satisfies } from './comparison.ts';

/** Both ends included; null when the value or an end is null. */
export function bindBetween(e: ExpressionOf<'between'>, site: Site): Bound {
  const value = site.bind(e.value);
  const low = site.bind(e.low);
  const high = site.bind(e.high);
  const above = compare(site, e, '>=', value, low, 'between');
  const below = compare(site, e, '<=', value, high, 'between');
  checkRange(site, e, [
    { operator: '>=', left: value, right: low },
    { operator: '<=', left: value, right: high },
  ]);
  const present = [value, low, high].every((one) => one.type.present === true);
  return {
    expression: e,
    type: { kind: 'boolean', present },
    steps: stepsOf([value, low, high]) + 1,
    run: (context, locals) => {
      const first = above(context, locals);
      const second = below(context, locals);
      return first === null || second === null ? null : first === true && second === true;
    },
  };
}

/** What one test of an `in` says of a value that is not null. */
type TestRun = (value: RuleValue, context: Parameters<Run>[0], locals: RuleValue[]) => RuleValue;

interface BoundTest {
  readonly steps: number;
  readonly run: TestRun;
}

/** True when one test holds, else null when one could not be told, else false; null of null. */
export function bindIn(e: ExpressionOf<'in'>, site: Site): Bound {
  const value = site.bind(e.value);
  if (value.expression.kind === 'null')
    site.report('rules.null.operand', value.expression, { operator: 'in' });
  const tests = e.tests.map((test) => bindTest(test, value, e, site));
  const runs = tests.map((test) => test.run);
  const { run } = value;
  return {
    expression: e,
    type: { kind: 'boolean' },
    steps: value.steps + 1 + tests.reduce((sum, test) => sum + test.steps, 0),
    run: (context, locals) => {
      const given = run(context, locals);
      if (given === null) return null;
      let result: RuleValue = false;
      for (const test of runs) {
        const outcome = test(given, context, locals);
        if (outcome === true) return true;
        if (outcome === null) result = null;
      }
      return result;
    },
  };
}

function bindTest(test: Test, value: Bound, e: Expression, site: Site): BoundTest {
  if (test.kind === 'member') return bindMember(test.value, value, e, site);
  if (test.kind === 'compare') {
    const right = site.bind(test.value);
    compare(site, e, test.operator, value, right);
    checkRange(site, e, [{ operator: test.operator, left: value, right }]);
    const { operator } = test;
    const { run } = right;
    if (operator === '=' || operator === '!=')
      return {
        steps: right.steps + 1,
        run: (given, context, locals) => equalValues(given, run(context, locals)) === (operator === '='),
      };
    return {
      steps: right.steps + 1,
      run: (given, context, locals) => satisfies(operator, given, run(context, locals)),
    };
  }
  const low = site.bind(test.low);
  const high = site.bind(test.high);
  const [above, below] = [test.lowIncluded ? '>=' : '>', test.highIncluded ? '<=' : '<'] as const;
  compare(site, e, above, value, low, 'in');
  compare(site, e, below, value, high, 'in');
  checkRange(site, e, [
    { operator: above, left: value, right: low },
    { operator: below, left: value, right: high },
  ]);
  return {
    steps: low.steps + high.steps + 1,
    run: (given, context, locals) => {
      const first = satisfies(above, given, low.run(context, locals));
      const second = satisfies(below, given, high.run(context, locals));
      return first === null || second === null ? null : first && second;
    },
  };
}

/** A value to be equal to, or a list to be a member of, by the type of what stands there. */
function bindMember(expression: Expression, value: Bound, e: Expression, site: Site): BoundTest {
  const right = site.bind(expression);
  if (expression.kind === 'null') site.report('rules.null.operand', expression, { operator: 'in' });
  const inList = right.type.kind === 'list' && value.type.kind !== 'list';
  const type = inList ? memberOf(right.type) : right.type;
  if (value.type.kind === 'record')
    site.report('rules.type.operand', value.expression, {
      operator: 'in',
      wanted: ['number', 'text', 'boolean', 'date', 'duration'],
      given: 'record',
    });
  else if (!sameFamily(value.type, type)) {
    const [left, right] = differingWords(value.type, type);
    site.report('rules.type.mismatch', e, { operator: 'in', left, right });
  } else {
    checkChoices(site, value, right);
    checkRange(site, e, [{ operator: '=', left: value, right }]);
  }
  const { run } = right;
  const equal: TestRun = (given, context, locals) => {
    const other = run(context, locals);
    return other === null ? null : equalValues(given, other);
  };
  const member: TestRun = (given, context, locals) => {
    const list = run(context, locals);
    if (list === null || !isList(list)) return null;
    let result: RuleValue = false;
    for (const one of list) {
      if (one === null) result = null;
      else if (equalValues(given, one)) return true;
    }
    return result;
  };
  if (inList) return { steps: right.steps + lengthOf(right.type), run: member };
  if (right.type.kind !== 'any') return { steps: right.steps + 1, run: equal };
  return {
    steps: right.steps + lengthOf(right.type),
    run: (given, context, locals) => {
      const other = run(context, locals);
      return (other !== null && isList(other) && !isList(given) ? member : equal)(given, context, locals);
    },
  };
}

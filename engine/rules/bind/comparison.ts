import { compareDecimals, type Exact, parseDecimal } from '../decimal.ts';
import type { ComparisonOperator, Expression, ExpressionOf } from '../expression.ts';
import { printRule } from '../print.ts';
import { differingWords, type RuleType, sameFamily } from '../type.ts';
import { compareValues, equalValues, type RuleValue } from '../value.ts';
import { type Bound, type Kind, mayBe, operand, type Run, type Site } from './bound.ts';
import { hints } from './name.ts';

/** Kinds that have an order. Choices have none: their ids are only names. */
const ordered: readonly Kind[] = ['number', 'date', 'text', 'duration'];

/** `=` and `!=` are true or false, null being equal to null only; the others are null when a side is. */
export function bindComparison(e: ExpressionOf<'comparison'>, site: Site): Bound {
  const left = site.bind(e.left);
  const right = site.bind(e.right);
  const compared = compare(site, e, e.operator, left, right);
  checkRange(site, e, [{ operator: e.operator, left, right }]);
  const present = e.operator === '=' || e.operator === '!=' || bothPresent(left, right);
  return {
    expression: e,
    type: { kind: 'boolean', present },
    steps: left.steps + right.steps + 1,
    run: compared,
  };
}

/** True when neither of two operands can be null. */
export function bothPresent(a: Bound, b: Bound): boolean {
  return a.type.present === true && b.type.present === true;
}

/**
 * Checks one comparison and gives its run: types that can be compared, and choices that exist. `written` is
 * the word issues name, where the rule does not write the operator itself.
 */
export function compare(
  site: Site,
  at: Expression,
  operator: ComparisonOperator,
  left: Bound,
  right: Bound,
  written: string = operator,
): Run {
  const equality = operator === '=' || operator === '!=';
  if (equality) checkEquality(site, at, written, left, right);
  else {
    checkOrdered(site, written, left);
    checkOrdered(site, written, right);
    if (mayBe(left.type, ordered) && mayBe(right.type, ordered)) checkFamily(site, at, written, left, right);
  }
  return equality ? equalityRun(operator === '=', left, right) : orderRun(operator, left, right);
}

function checkEquality(site: Site, at: Expression, operator: string, left: Bound, right: Bound): void {
  for (const side of [left, right]) {
    const other = side === left ? right : left;
    if (side.type.kind !== 'record' || other.type.kind === 'null') continue;
    site.report('rules.type.operand', side.expression, {
      operator,
      wanted: ['number', 'text', 'boolean', 'date', 'duration', 'list'],
      given: 'record',
    });
    return;
  }
  if (checkFamily(site, at, operator, left, right)) checkChoices(site, left, right);
}

function checkOrdered(site: Site, operator: string, side: Bound): void {
  if (side.type.kind !== 'choice' || side.type.written) operand(site, side, ordered, operator);
  else
    site.report('rules.type.operand', side.expression, { operator, wanted: [...ordered], given: 'choice' });
}

function checkFamily(site: Site, at: Expression, operator: string, left: Bound, right: Bound): boolean {
  if (sameFamily(left.type, right.type)) return true;
  const [one, other] = differingWords(left.type, right.type);
  site.report('rules.type.mismatch', at, { operator, left: one, right: other });
  return false;
}

/** Reports texts written in the rule that are none of a field's choices, and fields that share no choice. */
export function checkChoices(site: Site, left: Bound, right: Bound): void {
  const [a, b] = [choicesOf(left.type), choicesOf(right.type)];
  if (!a || !b || (a.written && b.written)) return;
  if (!a.written && !b.written) {
    if (!a.choices.some((one) => b.choices.includes(one)))
      site.report('rules.choice.disjoint', right.expression, {
        left: printRule(left.expression),
        right: printRule(right.expression),
      });
    return;
  }
  const [field, known, written] = a.written ? [right, b, left] : [left, a, right];
  for (const choice of (choicesOf(written.type) ?? a).choices) {
    if (known.choices.includes(choice)) continue;
    site.report('rules.choice.unknown', written.expression, {
      choice,
      name: printRule(field.expression),
      ...hints(choice, known.choices),
    });
  }
}

function choicesOf(type: RuleType): Extract<RuleType, { kind: 'choice' }> | null {
  if (type.kind === 'list') return choicesOf(type.of);
  return type.kind === 'choice' ? type : null;
}

interface Interval {
  readonly min?: string;
  readonly max?: string;
}

function intervalOf(type: RuleType): Interval | null {
  return type.kind === 'number' || type.kind === 'date' ? type : null;
}

function below(kind: RuleType['kind'], a: string, b: string): number {
  if (kind === 'date') return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = [parseDecimal(a), parseDecimal(b)];
  return left && right ? compareDecimals(left, right) : 0;
}

/** Whether the ranges of two values settle a comparison: `never`, `always`, or undefined when they do not. */
function settled(
  operator: ComparisonOperator,
  left: RuleType,
  right: RuleType,
): 'never' | 'always' | undefined {
  const [a, b] = [intervalOf(left), intervalOf(right)];
  if (!a || !b || left.kind !== right.kind) return undefined;
  const order = (x: string | undefined, y: string | undefined, test: (order: number) => boolean) =>
    x !== undefined && y !== undefined && test(below(left.kind, x, y));
  const less = order(a.max, b.min, (n) => n < 0);
  const atMost = order(a.max, b.min, (n) => n <= 0);
  const greater = order(a.min, b.max, (n) => n > 0);
  const atLeast = order(a.min, b.max, (n) => n >= 0);
  const outcomes: Record<ComparisonOperator, [always: boolean, never: boolean]> = {
    '<': [less, atLeast],
    '<=': [atMost, greater],
    '>': [greater, atMost],
    '>=': [atLeast, less],
    '=': [false, less || greater],
    '!=': [less || greater, false],
  };
  const [always, never] = outcomes[operator];
  return always ? 'always' : never ? 'never' : undefined;
}

/** One comparison of a range, or the only one. */
interface Bounding {
  readonly operator: ComparisonOperator;
  readonly left: Bound;
  readonly right: Bound;
}

/**
 * Warns of comparisons that must hold together and that a field's own `min` and `max` settle whatever is
 * answered: never when one of them never holds, always when each of them always does.
 */
export function checkRange(site: Site, at: Expression, comparisons: readonly Bounding[]): void {
  const outcomes = comparisons.map(({ operator, left, right }) => settled(operator, left.type, right.type));
  const never = outcomes.includes('never');
  if (!never && !outcomes.every((one) => one === 'always')) return;
  const { left, right } = comparisons[never ? outcomes.indexOf('never') : 0]!;
  const read = [left, right].find((side) => !['number', 'date'].includes(side.expression.kind));
  if (!read) return;
  const range = intervalOf(read.type);
  site.report(never ? 'rules.range.never' : 'rules.range.always', at, {
    comparison: comparisons
      .map((one) => `${printRule(one.left.expression)} ${one.operator} ${printRule(one.right.expression)}`)
      .join(' and '),
    name: printRule(read.expression),
    min: range?.min ?? null,
    max: range?.max ?? null,
  });
}

function equalityRun(wanted: boolean, left: Bound, right: Bound): Run {
  const [a, b] = [left.run, right.run];
  if (isPlain(left.type) && isPlain(right.type))
    return (context, locals) => (a(context, locals) === b(context, locals)) === wanted;
  return (context, locals) => equalValues(a(context, locals), b(context, locals)) === wanted;
}

/** True for types whose equal values are identical. */
function isPlain(type: RuleType): boolean {
  return ['text', 'choice', 'boolean', 'date', 'null'].includes(type.kind);
}

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether an order satisfies `<`, `<=`, `>` or `>=`; null when there is none. */
export function satisfies(operator: string, a: RuleValue, b: RuleValue): boolean | null {
  const order = compareValues(a, b);
  return order === null ? null : orders[operator]!(order);
}

function orderRun(operator: ComparisonOperator, left: Bound, right: Bound): Run {
  const [a, b] = [left.run, right.run];
  const test = orders[operator]!;
  if (left.type.kind === 'number' && right.type.kind === 'number')
    return (context, locals) => {
      const x = a(context, locals);
      if (x === null) return null;
      const y = b(context, locals);
      return y === null ? null : test(compareDecimals(x as Exact, y as Exact));
    };
  return (context, locals) => {
    const x = a(context, locals);
    if (x === null) return null;
    const order = compareValues(x, b(context, locals));
    return order === null ? null : test(order);
  };
}

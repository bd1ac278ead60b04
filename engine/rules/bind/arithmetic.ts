import { daysBetween, moveDay, Span } from '../day.ts';
import {
  addDecimals,
  divideDecimals,
  type Exact,
  exactInteger,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  powerDecimals,
  printDecimal,
  subtractDecimals,
  wholeNumber,
} from '../decimal.ts';
import type { ArithmeticOperator, ExpressionOf } from '../expression.ts';
import { anyType, differingWords, joinTypes, type RuleType } from '../type.ts';
import type { RuleValue } from '../value.ts';
import { type Bound, guarded, isOfKind, type Kind, mayBe, operand, type Run, type Site } from './bound.ts';

/** One meaning of an operator: the kinds it takes, the type it gives, and how two values that are not null go. */
interface Meaning {
  readonly left: Kind;
  readonly right: Kind;
  result(left: RuleType, right: RuleType): RuleType;
  of(a: never, b: never): RuleValue;
}

function numbers(of: (a: Exact, b: Exact) => Exact | null): Meaning {
  return { left: 'number', right: 'number', result: () => ({ kind: 'number' }), of };
}

const days: RuleType = { kind: 'duration', unit: 'days' };

function sameDuration(type: RuleType, other?: RuleType): RuleType {
  const unit = type.kind === 'duration' ? type.unit : undefined;
  const same = !other || (other.kind === 'duration' && other.unit === unit);
  return { kind: 'duration', ...(unit && same ? { unit } : {}) };
}

function spans(of: (a: number, b: number) => number): Meaning {
  return {
    left: 'duration',
    right: 'duration',
    result: sameDuration,
    of: (a: Span, b: Span) => (a.unit === b.unit ? spanOf(a.unit, of(a.count, b.count)) : null),
  };
}

function spanOf(unit: Span['unit'], count: number): Span | null {
  return Number.isSafeInteger(count) ? new Span(unit, count || 0) : null;
}

/** A duration times or by a number, as long as whole days or months come out. */
function scaled(span: Span, by: Exact, of: (a: Exact, b: Exact) => Exact | null): Span | null {
  const count = exactInteger(span.count);
  const product = count && of(count, by);
  const whole = product && wholeNumber(product);
  return whole === null ? null : spanOf(span.unit, whole);
}

const meanings: { readonly [K in ArithmeticOperator]: readonly Meaning[] } = {
  '+': [
    numbers(addDecimals),
    {
      left: 'date',
      right: 'duration',
      result: () => ({ kind: 'date' }),
      of: (a: string, b: Span) => moveDay(a, b),
    },
    {
      left: 'duration',
      right: 'date',
      result: () => ({ kind: 'date' }),
      of: (a: Span, b: string) => moveDay(b, a),
    },
    spans((a, b) => a + b),
    { left: 'text', right: 'text', result: () => ({ kind: 'text' }), of: (a: string, b: string) => a + b },
  ],
  '-': [
    numbers(subtractDecimals),
    {
      left: 'date',
      right: 'date',
      result: () => days,
      of: (a: string, b: string) => spanOf('days', daysBetween(b, a)),
    },
    {
      left: 'date',
      right: 'duration',
      result: () => ({ kind: 'date' }),
      of: (a: string, b: Span) => moveDay(a, new Span(b.unit, -b.count)),
    },
    spans((a, b) => a - b),
  ],
  '*': [
    numbers(multiplyDecimals),
    {
      left: 'duration',
      right: 'number',
      result: (left) => sameDuration(left),
      of: (a: Span, b: Exact) => scaled(a, b, multiplyDecimals),
    },
    {
      left: 'number',
      right: 'duration',
      result: (_, right) => sameDuration(right),
      of: (a: Exact, b: Span) => scaled(b, a, multiplyDecimals),
    },
  ],
  '/': [
    numbers(divideDecimals),
    {
      left: 'duration',
      right: 'number',
      result: (left) => sameDuration(left),
      of: (a: Span, b: Exact) => scaled(a, b, divideDecimals),
    },
    {
      left: 'duration',
      right: 'duration',
      result: () => ({ kind: 'number' }),
      of: (a: Span, b: Span) => {
        const [left, right] = [exactInteger(a.count), exactInteger(b.count)];
        return a.unit === b.unit && left && right ? divideDecimals(left, right) : null;
      },
    },
  ],
  '**': [numbers(powerDecimals)],
};

/** With null on either side null; so is division by 0 and what needs more than 34 digits. */
export function bindArithmetic(e: ExpressionOf<'arithmetic'>, site: Site): Bound {
  const left = site.bind(e.left);
  const right = site.bind(e.right);
  const { operator } = e;
  for (const side of [left, right])
    if (side.expression.kind === 'null') site.report('rules.null.operand', side.expression, { operator });
  const fitting = meanings[operator].filter(
    (one) => mayBe(left.type, [one.left]) && mayBe(right.type, [one.right]),
  );
  const [first] = fitting;
  const present = left.type.present && right.type.present && operator !== '/' ? { present: true } : {};
  const steps = left.steps + right.steps + 1;
  if (!first) {
    const [one, other] = differingWords(left.type, right.type);
    site.report('rules.type.mismatch', e, { operator, left: one, right: other });
    return { expression: e, type: anyType, steps, run: () => null };
  }
  if (fitting.length === 1) {
    const a = guarded(left, [first.left]);
    const b = guarded(right, [first.right]);
    const type: RuleType = { ...first.result(left.type, right.type), ...present };
    return { expression: e, type, steps, run: applied(a, b, first) };
  }
  const results = fitting.map((one) => one.result(left.type, right.type));
  const type = results.reduce((all, one) => joinTypes(all, one) ?? anyType);
  return { expression: e, type, steps, run: dispatched(left.run, right.run, fitting) };
}

function applied(a: Run, b: Run, meaning: Meaning): Run {
  const of = meaning.of as (a: RuleValue, b: RuleValue) => RuleValue;
  return (context, locals) => {
    const left = a(context, locals);
    if (left === null) return null;
    const right = b(context, locals);
    return right === null ? null : of(left, right);
  };
}

/** Chooses the meaning by the values, where their types are not known. */
function dispatched(a: Run, b: Run, fitting: readonly Meaning[]): Run {
  return (context, locals) => {
    const left = a(context, locals);
    const right = b(context, locals);
    const meaning = fitting.find((one) => isOfKind(left, one.left) && isOfKind(right, one.right));
    return meaning ? (meaning.of as (a: RuleValue, b: RuleValue) => RuleValue)(left, right) : null;
  };
}

/** The sign of a number or duration turned. */
export function bindMinus(e: ExpressionOf<'minus'>, site: Site): Bound {
  const term = site.bind(e.term);
  const run = operand(site, term, ['number', 'duration'], '-');
  return {
    expression: e,
    type: negated(term.type),
    steps: term.steps + 1,
    run: (context, locals) => {
      const value = run(context, locals);
      if (value === null) return null;
      return value instanceof Span ? spanOf(value.unit, -value.count) : negateDecimal(value as Exact);
    },
  };
}

function negated(type: RuleType): RuleType {
  if (type.kind !== 'number') return mayBe(type, ['number', 'duration']) ? type : anyType;
  const [min, max] = [type.max, type.min].map((one) => {
    const value = one === undefined ? null : parseDecimal(one);
    return value ? printDecimal(negateDecimal(value)) : undefined;
  });
  return {
    kind: 'number',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(type.present ? { present: true } : {}),
  };
}

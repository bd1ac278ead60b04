import type { Bound } from './bind/bound.ts';
import { childrenOf, type Expression, type ExpressionOf } from './expression.ts';
import { functionNamed } from './functions/index.ts';
import { printRule } from './print.ts';

/**
 * The readings whose missing answer settles a rule against what its words say, as printed, each once.
 *
 * A condition that is null does not hold. That goes without saying for `score > 5`; it surprises in two
 * places: under `not`, where neither the condition nor its opposite holds, and in `if`, where `else` is taken
 * although the condition is not false (an `else` of `null` or `false` says as much and is no surprise). A
 * reading that the rest of the rule shows to be answered there (`x != null and …`, `is empty(x) or …`, a
 * comparison that must hold as well), or whose type says it always has a value, is not counted.
 */
export function nullDecides(
  expression: Expression,
  asCondition: boolean,
  bound: ReadonlyMap<Expression, Bound>,
): string[] {
  const walk: Walk = { bound, found: new Set() };
  if (asCondition) condition(expression, nothing, false, walk);
  inside(expression, nothing, walk);
  return [...walk.found];
}

interface Walk {
  readonly bound: ReadonlyMap<Expression, Bound>;
  readonly found: Set<string>;
}

/** Readings known to be answered, as printed. */
type Answered = ReadonlySet<string>;

const nothing: Answered = new Set();

/** Looks for places below where null is turned into "does not hold": conditions of `if` and of filters. */
function inside(e: Expression, answered: Answered, walk: Walk): void {
  if (e.kind === 'if') {
    const plainElse = e.otherwise.kind === 'null' || (e.otherwise.kind === 'boolean' && !e.otherwise.value);
    if (!plainElse) for (const name of mayLack(e.condition, answered, walk)) walk.found.add(name);
    inside(e.condition, answered, walk);
    inside(e.whenTrue, union(answered, shown(e.condition, 'true')), walk);
    inside(e.otherwise, union(answered, shown(e.condition, 'not true')), walk);
    return;
  }
  if (e.kind === 'logic') {
    const others = e.operator === 'and' ? 'not false' : 'not true';
    for (const term of e.terms) inside(term, union(answered, beside(e, term, others)), walk);
    return;
  }
  if (e.kind === 'filter' && walk.bound.get(e.where)?.type.kind === 'boolean')
    condition(e.where, answered, false, walk);
  for (const child of childrenOf(e)) inside(child, answered, walk);
}

/** A condition that null makes not hold: what lies under an odd number of `not` is counted. */
function condition(e: Expression, answered: Answered, negated: boolean, walk: Walk): void {
  if (e.kind === 'not') condition(e.term, answered, !negated, walk);
  else if (e.kind === 'logic') {
    const others = othersThen(e.operator, negated);
    for (const term of e.terms) condition(term, union(answered, beside(e, term, others)), negated, walk);
  } else if (negated) for (const name of mayLack(e, answered, walk)) walk.found.add(name);
}

/** What the other terms are when one term of an `and` or `or` settles whether the whole holds. */
function othersThen(operator: 'and' | 'or', negated: boolean): Outcome {
  if (operator === 'and') return negated ? 'not false' : 'true';
  return negated ? 'false' : 'not true';
}

/** The readings that, when not answered, can make the value of an expression null. */
function mayLack(e: Expression, answered: Answered, walk: Walk): string[] {
  const all = (parts: readonly Expression[]) => parts.flatMap((part) => mayLack(part, answered, walk));
  const type = walk.bound.get(e)?.type;
  if (type?.present) return [];
  if (e.kind === 'name' || e.kind === 'path') return answered.has(printRule(e)) ? [] : [printRule(e)];
  if (e.kind === 'filter') return type?.kind === 'list' ? [] : [printRule(e)];
  if (e.kind === 'logic') {
    const others = e.operator === 'and' ? 'not false' : 'not true';
    return e.terms.flatMap((term) => mayLack(term, union(answered, beside(e, term, others)), walk));
  }
  if (e.kind === 'if') return all([e.whenTrue, e.otherwise]);
  if (e.kind === 'quantifier') return all([e.satisfies]);
  if (isTwoValued(e)) return [];
  if (e.kind === 'call' && functionNamed(e.name)?.nulls === 'never') return [];
  return all(childrenOf(e));
}

/** True for what is never null: `=`, `!=` and `is empty`. */
function isTwoValued(e: Expression): boolean {
  if (e.kind === 'comparison') return e.operator === '=' || e.operator === '!=';
  return e.kind === 'call' && e.name === 'is empty';
}

type Outcome = 'true' | 'false' | 'not true' | 'not false';

const opposite: Readonly<Record<Outcome, Outcome>> = {
  true: 'false',
  false: 'true',
  'not true': 'not false',
  'not false': 'not true',
};

/** The readings that are answered, given how a condition came out. */
function shown(e: Expression, outcome: Outcome): Answered {
  if (e.kind === 'not') return shown(e.term, opposite[outcome]);
  if (e.kind === 'logic') {
    const sets = e.terms.map((term) => shown(term, outcome));
    const everyTerm = e.operator === 'and' ? ['true', 'not false'] : ['false', 'not true'];
    return sets.reduce(everyTerm.includes(outcome) ? union : intersection);
  }
  if (isTwoValued(e)) return shownByTest(e, outcome === 'true' || outcome === 'not false');
  return outcome === 'true' || outcome === 'false' ? strictReads(e) : nothing;
}

/** For `=`, `!=` and `is empty`, which are true or false. */
function shownByTest(e: Expression, outcome: boolean): Answered {
  if (e.kind === 'call') return outcome ? nothing : readingsOf(e.arguments);
  if (e.kind !== 'comparison') return nothing;
  const equal = outcome === (e.operator === '=');
  const [value, other] = isLiteral(e.left) ? [e.right, e.left] : [e.left, e.right];
  if (!isLiteral(other)) return nothing;
  return equal === (other.kind !== 'null') ? strictReads(value) : nothing;
}

function isLiteral(e: Expression): boolean {
  return ['number', 'text', 'boolean', 'date', 'duration', 'null'].includes(e.kind);
}

/** The readings without which an expression is null for certain. */
function strictReads(e: Expression): Answered {
  if (e.kind === 'name' || e.kind === 'path') return new Set([printRule(e)]);
  if (e.kind === 'in') return strictReads(e.value);
  if (['comparison', 'between', 'arithmetic', 'minus'].includes(e.kind) && !isTwoValued(e))
    return childrenOf(e).map(strictReads).reduce(union, nothing);
  if (e.kind === 'call' && functionNamed(e.name)?.nulls === 'passes')
    return e.arguments.map(strictReads).reduce(union, nothing);
  return nothing;
}

function readingsOf(expressions: readonly Expression[]): Answered {
  return new Set(expressions.filter((one) => one.kind === 'name' || one.kind === 'path').map(printRule));
}

/** What the other terms of an `and` or `or` show when each of them came out so. */
function beside(e: ExpressionOf<'logic'>, term: Expression, outcome: Outcome): Answered {
  return e.terms
    .filter((other) => other !== term)
    .map((other) => shown(other, outcome))
    .reduce(union, nothing);
}

function union(a: Answered, b: Answered): Answered {
  return a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]);
}

function intersection(a: Answered, b: Answered): Answered {
  return new Set([...a].filter((one) => b.has(one)));
}

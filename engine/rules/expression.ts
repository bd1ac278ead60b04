import type { Day, Decimal } from '../model/index.ts';

/** What every node has: its place in the rule's text, offsets in UTF-16 units, `to` behind the last one. */
interface Node {
  readonly from: number;
  readonly to: number;
}

/** `8.5`, as its canonical decimal. */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: Decimal;
}

/** `"commune"`, its escapes read. */
export interface TextLiteral extends Node {
  readonly kind: 'text';
  readonly value: string;
}

/** `true` or `false`. */
export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `null`: not answered. */
export interface NullLiteral extends Node {
  readonly kind: 'null';
}

/** `date("2025-01-20")` or `@"2025-01-20"`. */
export interface DateLiteral extends Node {
  readonly kind: 'date';
  readonly value: Day;
}

/** `duration("P10D")` or `@"P10D"`, as its normal text. */
export interface DurationLiteral extends Node {
  readonly kind: 'duration';
  readonly value: string;
}

/** A name of the scope, of a `some` or `every`, or of a row in a filter. */
export interface Name extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `of.name`: a field of a record, of each row of a list, or a part of a date or duration. */
export interface Path extends Node {
  readonly kind: 'path';
  readonly of: Expression;
  readonly name: string;
}

/** `of[where]`: the rows for which `where` holds, or the n-th one when `where` is a number. */
export interface Filter extends Node {
  readonly kind: 'filter';
  readonly of: Expression;
  readonly where: Expression;
}

/** `[a, b]`. */
export interface List extends Node {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** `a and b and c`, or the same with `or`: two terms or more, none of them of the same operator. */
export interface Logic extends Node {
  readonly kind: 'logic';
  readonly operator: 'and' | 'or';
  readonly terms: readonly Expression[];
}

/** `not(term)`. */
export interface Not extends Node {
  readonly kind: 'not';
  readonly term: Expression;
}

/** An operator that compares two values. */
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `left >= right`. */
export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `value between low and high`, both included. */
export interface Between extends Node {
  readonly kind: 'between';
  readonly value: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/** One of the things behind `in`: a value or a list to be a member of, a comparison, or a range. */
export type Test =
  | { readonly kind: 'member'; readonly value: Expression }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly value: Expression }
  | {
      readonly kind: 'range';
      readonly low: Expression;
      readonly high: Expression;
      readonly lowIncluded: boolean;
      readonly highIncluded: boolean;
    };

/** `value in (tests)`. */
export interface In extends Node {
  readonly kind: 'in';
  readonly value: Expression;
  readonly tests: readonly Test[];
}

/** `if condition then whenTrue else otherwise`. */
export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly otherwise: Expression;
}

/** An operator that computes; `**` raises to a whole power. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

/** `left + right`. */
export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `-term`. */
export interface Minus extends Node {
  readonly kind: 'minus';
  readonly term: Expression;
}

/** `some name in list, ... satisfies condition`, or the same with `every`. */
export interface Quantifier extends Node {
  readonly kind: 'quantifier';
  readonly quantifier: 'some' | 'every';
  readonly bindings: readonly { readonly name: string; readonly list: Expression }[];
  readonly satisfies: Expression;
}

/** `name(arguments)`; `names` where they were given by name, in the same order. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly names?: readonly string[];
}

/** A rule as a tree: plain frozen data, made by `parseRule`, printed by `printRule`. */
export type Expression =
  | NumberLiteral
  | TextLiteral
  | BooleanLiteral
  | NullLiteral
  | DateLiteral
  | DurationLiteral
  | Name
  | Path
  | Filter
  | List
  | Logic
  | Not
  | Comparison
  | Between
  | In
  | If
  | Arithmetic
  | Minus
  | Quantifier
  | Call;

/** An expression of one kind. */
export type ExpressionOf<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** An expression with each expression directly below it replaced, in the order of the text. */
export function mapChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  // The table gives each kind the function of its own node; TypeScript cannot follow the pairing.
  const map = mappers[expression.kind] as ((e: Expression, change: Change) => Expression) | null;
  return map === null ? expression : Object.freeze(map(expression, change));
}

/** The expressions directly below one, in the order of the text. */
export function childrenOf(expression: Expression): Expression[] {
  const found: Expression[] = [];
  mapChildren(expression, (child) => {
    found.push(child);
    return child;
  });
  return found;
}

/** Every expression of a tree, the outermost first. */
export function everyExpression(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(everyExpression)];
}

type Change = (child: Expression) => Expression;

const mappers: {
  readonly [K in Expression['kind']]: ((e: ExpressionOf<K>, change: Change) => ExpressionOf<K>) | null;
} = {
  number: null,
  text: null,
  boolean: null,
  null: null,
  date: null,
  duration: null,
  name: null,
  path: (e, change) => ({ ...e, of: change(e.of) }),
  filter: (e, change) => ({ ...e, of: change(e.of), where: change(e.where) }),
  list: (e, change) => ({ ...e, items: mapAll(e.items, change) }),
  logic: (e, change) => ({ ...e, terms: mapAll(e.terms, change) }),
  not: (e, change) => ({ ...e, term: change(e.term) }),
  comparison: (e, change) => ({ ...e, left: change(e.left), right: change(e.right) }),
  between: (e, change) => ({ ...e, value: change(e.value), low: change(e.low), high: change(e.high) }),
  in: (e, change) => ({
    ...e,
    value: change(e.value),
    tests: Object.freeze(e.tests.map((test) => mapTest(test, change))),
  }),
  if: (e, change) => ({
    ...e,
    condition: change(e.condition),
    whenTrue: change(e.whenTrue),
    otherwise: change(e.otherwise),
  }),
  arithmetic: (e, change) => ({ ...e, left: change(e.left), right: change(e.right) }),
  minus: (e, change) => ({ ...e, term: change(e.term) }),
  quantifier: (e, change) => ({
    ...e,
    bindings: Object.freeze(e.bindings.map((one) => Object.freeze({ ...one, list: change(one.list) }))),
    satisfies: change(e.satisfies),
  }),
  call: (e, change) => ({ ...e, arguments: mapAll(e.arguments, change) }),
};

function mapAll(expressions: readonly Expression[], change: Change): readonly Expression[] {
  return Object.freeze(expressions.map(change));
}

function mapTest(test: Test, change: Change): Test {
  if (test.kind === 'range')
    return Object.freeze({ ...test, low: change(test.low), high: change(test.high) });
  return Object.freeze({ ...test, value: change(test.value) });
}

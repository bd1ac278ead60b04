import type { ComparisonOperator, Expression } from './expression.ts';
import { printRule } from './print.ts';
import { family, type RuleType, type Scope, typeAt } from './type.ts';

/** How a picked row compares. */
export type PickedOperator =
  | 'equals'
  | 'differs'
  | 'less'
  | 'atMost'
  | 'more'
  | 'atLeast'
  | 'oneOf'
  | 'noneOf'
  | 'contains'
  | 'lacks'
  | 'begins'
  | 'empty'
  | 'answered';

/** One line of a condition picked in words: a question, how it is compared, and with what. */
export interface PickedRow {
  /** The dotted path of the question or name. */
  readonly path: string;
  readonly operator: PickedOperator;
  /**
   * Values as a rule knows them: canonical decimals, `YYYY-MM-DD`, ids of choices, `true` and `false`, texts. One,
   * but for `oneOf` and `noneOf`; none for `empty` and `answered`, and none where `against` is given.
   */
  readonly values: readonly string[];
  /** Another path to compare with, or `today()`. */
  readonly against?: string;
}

/**
 * A condition picked in words: terms of which all must hold, or any. A term is a row, or several of which the
 * opposite is asked: alternatives among conditions that must all hold, or the other way round.
 */
export interface PickedRule {
  readonly join: 'and' | 'or';
  readonly terms: readonly (readonly PickedRow[])[];
}

/** The day of the answer, as what a date is compared with. */
export const today = 'today()';

const ordered: readonly PickedOperator[] = [
  'equals',
  'differs',
  'less',
  'atMost',
  'more',
  'atLeast',
  'empty',
  'answered',
];

const operators: Readonly<Partial<Record<RuleType['kind'], readonly PickedOperator[]>>> = {
  number: ordered,
  date: ordered,
  boolean: ['equals', 'empty', 'answered'],
  choice: ['equals', 'differs', 'oneOf', 'noneOf', 'empty', 'answered'],
  text: ['equals', 'differs', 'contains', 'begins', 'empty', 'answered'],
};

const ofLists: readonly PickedOperator[] = ['contains', 'lacks', 'empty', 'answered'];

/** How values of a type can be compared in words; nothing for types that cannot be picked. */
export function pickedOperators(type: RuleType): readonly PickedOperator[] {
  if (type.kind === 'list') return family(type.of) === 'text' ? ofLists : [];
  return operators[type.kind] ?? [];
}

const compared: Readonly<Partial<Record<PickedOperator, ComparisonOperator>>> = {
  equals: '=',
  differs: '!=',
  less: '<',
  atMost: '<=',
  more: '>',
  atLeast: '>=',
};

const pickedAs = new Map(Object.entries(compared).map(([picked, feel]) => [feel, picked as PickedOperator]));

/**
 * A condition as rows picked in words, or null when it says something rows cannot: it then stays the text it is.
 * What comes back is in the one form `normalPicked` gives.
 */
export function pickedOf(expression: Expression, scope: Scope): PickedRule | null {
  if (expression.kind !== 'logic') {
    const row = rowOf(expression, scope);
    return row && { join: 'and', terms: [[row]] };
  }
  const terms: PickedRow[][] = [];
  for (const term of expression.terms) {
    const rows = (term.kind === 'logic' ? term.terms : [term]).map((one) => rowOf(one, scope));
    if (rows.some((row) => row === null)) return null;
    terms.push(rows as PickedRow[]);
  }
  return { join: expression.operator, terms };
}

function rowOf(expression: Expression, scope: Scope): PickedRow | null {
  const path = pathOf(expression);
  if (path !== null) return fitting({ path, operator: 'equals', values: ['true'] }, scope, 'boolean');
  switch (expression.kind) {
    case 'comparison':
      return comparisonRow(expression.left, expression.operator, expression.right, scope);
    case 'in':
      return membershipRow(expression.value, expression.tests, scope);
    case 'not':
      return negated(expression.term, scope);
    case 'call':
      return callRow(expression.name, expression.arguments, scope);
    default:
      return null;
  }
}

function comparisonRow(
  left: Expression,
  operator: ComparisonOperator,
  right: Expression,
  scope: Scope,
): PickedRow | null {
  const path = pathOf(left);
  const picked = pickedAs.get(operator);
  if (path === null || !picked) return null;
  const against = againstOf(right);
  if (against !== null) return fitting({ path, operator: picked, values: [], against }, scope);
  const value = literalOf(right);
  return value === null ? null : fitting({ path, operator: picked, values: [value] }, scope, right.kind);
}

function membershipRow(
  value: Expression,
  tests: Extract<Expression, { kind: 'in' }>['tests'],
  scope: Scope,
): PickedRow | null {
  const [first] = tests;
  const within = tests.length === 1 && first?.kind === 'member' ? pathOf(first.value) : null;
  if (within !== null) {
    const wanted = literalOf(value);
    if (wanted === null || value.kind !== 'text') return null;
    return fitting({ path: within, operator: 'contains', values: [wanted] }, scope);
  }
  const path = pathOf(value);
  if (path === null) return null;
  const values: string[] = [];
  for (const test of tests) {
    if (test.kind !== 'member' || test.value.kind !== 'text') return null;
    values.push(test.value.value);
  }
  return fitting({ path, operator: 'oneOf', values: inOrder(values) }, scope);
}

const opposites: Readonly<Partial<Record<PickedOperator, PickedOperator>>> = {
  empty: 'answered',
  oneOf: 'noneOf',
};

function negated(term: Expression, scope: Scope): PickedRow | null {
  const path = pathOf(term);
  if (path !== null) return fitting({ path, operator: 'equals', values: ['false'] }, scope, 'boolean');
  const row = rowOf(term, scope);
  if (!row) return null;
  // Of a list, `contains` can be turned round; of a text it has no row that says so.
  const isList = typeAt(scope, row.path)?.kind === 'list';
  const operator = row.operator === 'contains' && isList ? 'lacks' : opposites[row.operator];
  return operator ? { ...row, operator } : null;
}

const calls: Readonly<Record<string, PickedOperator>> = { contains: 'contains', 'starts with': 'begins' };

function callRow(name: string, given: readonly Expression[], scope: Scope): PickedRow | null {
  const path = given[0] ? pathOf(given[0]) : null;
  if (path === null) return null;
  if (name === 'is empty') return fitting({ path, operator: 'empty', values: [] }, scope);
  const operator = calls[name];
  const part = given[1];
  if (!operator || part?.kind !== 'text' || typeAt(scope, path)?.kind === 'list') return null;
  return fitting({ path, operator, values: [part.value] }, scope);
}

const literalKinds: Readonly<Partial<Record<RuleType['kind'], Expression['kind']>>> = {
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'text',
  text: 'text',
};

/** The row, when its path can be picked and compared so, with a value of its own kind. */
function fitting(row: PickedRow, scope: Scope, literal?: Expression['kind']): PickedRow | null {
  const type = typeAt(scope, row.path);
  if (!type || !pickedOperators(type).includes(row.operator)) return null;
  if (literal !== undefined && literalKinds[type.kind] !== literal) return null;
  if (row.against === undefined) return row;
  const other: RuleType | undefined = row.against === today ? { kind: 'date' } : typeAt(scope, row.against);
  return other && family(other) === family(type) ? row : null;
}

function pathOf(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'path') return null;
  const of = pathOf(expression.of);
  return of === null ? null : `${of}.${expression.name}`;
}

function againstOf(expression: Expression): string | null {
  if (expression.kind === 'call' && expression.name === 'today' && expression.arguments.length === 0)
    return today;
  return pathOf(expression);
}

function literalOf(expression: Expression): string | null {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'date':
      return expression.value;
    case 'boolean':
      return String(expression.value);
    default:
      return null;
  }
}

const inOrder = (values: readonly string[]): string[] => [...new Set(values)].sort();

/**
 * The one form of a picked condition: terms without rows are left out, alternatives that stand alone are what is
 * joined, and the values of a set are sorted. Two that say the same thing row by row print the same text.
 */
export function normalPicked({ join, terms }: PickedRule): PickedRule {
  const kept = terms.filter((rows) => rows.length > 0).map((rows) => rows.map(normalRow));
  const [only] = kept;
  if (kept.length === 1 && only!.length > 1)
    return { join: join === 'and' ? 'or' : 'and', terms: only!.map((row) => [row]) };
  return { join: kept.length < 2 ? 'and' : join, terms: kept };
}

function normalRow(row: PickedRow): PickedRow {
  if (row.operator !== 'oneOf' && row.operator !== 'noneOf') return row;
  return { ...row, values: inOrder(row.values) };
}

/**
 * The text of a condition picked in words; empty when nothing was picked. Reading it again with `pickedOf` gives
 * the same rows. The caller has checked that each row's path, operator and values belong together.
 */
export function printPicked(picked: PickedRule, scope: Scope): string {
  const { join, terms } = normalPicked(picked);
  if (terms.length === 0) return '';
  const inner = join === 'and' ? 'or' : 'and';
  return printRule(
    joined(
      join,
      terms.map((rows) =>
        joined(
          inner,
          rows.map((row) => expressionOf(row, scope)),
        ),
      ),
    ),
  );
}

const nowhere = { from: 0, to: 0 } as const;

function joined(operator: 'and' | 'or', terms: readonly Expression[]): Expression {
  return terms.length === 1 ? terms[0]! : { ...nowhere, kind: 'logic', operator, terms };
}

function expressionOf(row: PickedRow, scope: Scope): Expression {
  const path = pathExpression(row.path);
  const type = typeAt(scope, row.path) ?? { kind: 'text' };
  const value = literal(type, row.values[0] ?? '');
  const not = (term: Expression): Expression => ({ ...nowhere, kind: 'not', term });
  const call = (name: string, ...given: Expression[]): Expression => ({
    ...nowhere,
    kind: 'call',
    name,
    arguments: given,
  });
  const within = (one: Expression, members: readonly Expression[]): Expression => ({
    ...nowhere,
    kind: 'in',
    value: one,
    tests: members.map((member) => ({ kind: 'member', value: member })),
  });
  switch (row.operator) {
    case 'empty':
      return call('is empty', path);
    case 'answered':
      return not(call('is empty', path));
    case 'oneOf':
      return within(path, row.values.map(textLiteral));
    case 'noneOf':
      return not(within(path, row.values.map(textLiteral)));
    case 'contains':
      return type.kind === 'list' ? within(value, [path]) : call('contains', path, value);
    case 'lacks':
      return not(within(value, [path]));
    case 'begins':
      return call('starts with', path, value);
    default: {
      const right =
        row.against === undefined
          ? value
          : row.against === today
            ? call('today')
            : pathExpression(row.against);
      return { ...nowhere, kind: 'comparison', operator: compared[row.operator]!, left: path, right };
    }
  }
}

function pathExpression(path: string): Expression {
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<Expression>((of, name) => ({ ...nowhere, kind: 'path', of, name }), {
    ...nowhere,
    kind: 'name',
    name: first,
  });
}

const textLiteral = (value: string): Expression => ({ ...nowhere, kind: 'text', value });

function literal(type: RuleType, value: string): Expression {
  switch (type.kind) {
    case 'number':
      return { ...nowhere, kind: 'number', value };
    case 'date':
      return { ...nowhere, kind: 'date', value };
    case 'boolean':
      return { ...nowhere, kind: 'boolean', value: value === 'true' };
    default:
      return textLiteral(value);
  }
}

import { parser as feel } from 'lezer-feel';
import {
  failure,
  type Issue,
  type IssueCode,
  issue,
  type Param,
  type Place,
  type Result,
  success,
} from '../issues/index.ts';
import { parseDay, parseSpan, printSpan } from './day.ts';
import { parseNumeral, printDecimal } from './decimal.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression, Quantifier, Test } from './expression.ts';
import { deepestRule, longestRule } from './limits.ts';

const parser = feel.configure({ top: 'Expression' });

type Tree = ReturnType<typeof parser.parse>;
type SyntaxNode = Tree['topNode'];

/**
 * Reads a rule's text into its tree. Refused, with the line and column: what FEEL does not allow, what FEEL
 * allows and rules do not have (`for`, functions, contexts, `instance of`, times), texts over 4,000
 * characters and nesting over 500.
 */
export function parseRule(text: string, place: Place): Result<Expression> {
  const issues: Issue[] = [];
  const report = (code: IssueCode, at: { from: number }, params: Record<string, Param> = {}) => {
    issues.push(issue(code, place, { ...position(text, at.from), ...params }));
  };
  if (text.length > longestRule) {
    report('rules.limit.too_long', { from: 0 }, { length: text.length, limit: longestRule });
    return failure(issues);
  }
  if (text.trim() === '') {
    report('rules.syntax.empty', { from: 0 });
    return failure(issues);
  }
  const { source, tree } = bracketIn({ text: flatten(text), inserted: [] });
  const at = (node: { from: number }) => ({ from: originalOffset(source, node.from) });
  const reportAt: Report = (code, node, params) => report(code, at(node), params);
  const { topNode } = tree;
  const wrong = firstError(topNode);
  if (wrong && isLongChain(source.text)) {
    report('rules.limit.too_long', { from: 0 }, { length: text.length, limit: longestChain });
    return failure(issues);
  }
  if (wrong) {
    reportSyntax(source.text, wrong, reportAt);
    return failure(issues);
  }
  const deep = firstTooDeep(tree);
  if (deep) {
    reportAt('rules.limit.too_deep', deep, { limit: deepestRule });
    return failure(issues);
  }
  const expression = convert(topNode.firstChild!, { source, report: reportAt });
  return issues.length > 0 ? failure(issues) : success(expression);
}

/** The text that is parsed, and where one character each was put into the text as written. */
interface Source {
  readonly text: string;
  /** Offsets in `text`, ascending. */
  readonly inserted: readonly number[];
}

function originalOffset(source: Source, offset: number): number {
  return offset - source.inserted.filter((one) => one < offset).length;
}

const looser = new Set(['Conjunction', 'Disjunction', 'Comparison']);

/**
 * The tree of the text with parentheses around each `in` that something looser follows. By FEEL's grammar `in`
 * binds tighter than `and` and `or`; lezer-feel reads `x in [1..5] and y` as `x in ([1..5] and y)`
 * (nikku/feelin issue 74).
 */
function bracketIn(source: Source): { source: Source; tree: Tree } {
  const tree = parser.parse(source.text);
  const pairs: { from: number; end: number }[] = [];
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return { source, tree };
    if (cursor.name !== 'Comparison') continue;
    const { from } = cursor;
    const end = endOfTest(cursor.node);
    // One that overlaps another has its turn when that one is in parentheses.
    if (end !== null && from >= (pairs.at(-1)?.end ?? 0)) pairs.push({ from, end });
  } while (cursor.next());
  return pairs.length === 0 ? { source, tree } : bracketIn(inParentheses(source, pairs));
}

/** The text with parentheses put around parts of it that follow one another. */
function inParentheses(source: Source, parts: readonly { from: number; end: number }[]): Source {
  let text = '';
  let done = 0;
  const own: number[] = [];
  const put = (until: number, bracket: string) => {
    text += source.text.slice(done, until);
    own.push(text.length);
    text += bracket;
    done = until;
  };
  for (const { from, end } of parts) {
    put(from, '(');
    put(end, ')');
  }
  text += source.text.slice(done);
  // What was inserted before moves by the brackets that now stand in front of it.
  const moved = source.inserted.map((one) => one + own.filter((at, n) => at - n <= one).length);
  return { text, inserted: [...moved, ...own].sort((a, b) => a - b) };
}

/** Where the one test behind `in` ends when the tree has more in it than belongs there, else null. */
function endOfTest(comparison: SyntaxNode): number | null {
  const test = comparison.lastChild;
  if (test?.name !== 'PositiveUnaryTest') return null;
  const whole = test.firstChild!;
  const first = whole.name === 'SimplePositiveUnaryTest' ? whole.lastChild! : whole;
  let operand = first;
  while (looser.has(operand.name)) operand = operand.firstChild!;
  return operand === first ? null : operand.to;
}

type Report = (code: IssueCode, at: { from: number }, params?: Record<string, Param>) => void;

/** Line and column of an offset, both counted from 1. */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/**
 * The text with comments and line breaks as spaces, every offset unchanged. The grammar ends an expression at
 * some line breaks; a rule may be broken anywhere between its words.
 */
function flatten(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\r\n\t]/g, (found) =>
    found.startsWith('"') ? found : ' '.repeat(found.length),
  );
}

function firstError(top: SyntaxNode): SyntaxNode | null {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) return cursor.node;
  } while (cursor.next());
  return null;
}

/** From here on the parser cuts chains of more than 300 terms (`@lezer/lr`), whatever their operators. */
const longestChain = 2_000;

function isLongChain(text: string): boolean {
  return text.length > longestChain && (text.match(/\b(?:and|or)\b|[-+*/]/g)?.length ?? 0) > 300;
}

/** The first node below more than 500 others, terms of one `and` or `or` counted once. */
function firstTooDeep(tree: Tree): { from: number } | null {
  const above: string[] = [];
  let depth = 0;
  let found: { from: number } | null = null;
  const weight = (name: string) => (name === above.at(-1) && chains.has(name) ? 0 : 1);
  tree.iterate({
    enter: (node) => {
      depth += weight(node.name);
      above.push(node.name);
      if (depth > deepestRule && !found) found = { from: node.from };
    },
    leave: (node) => {
      above.pop();
      depth -= weight(node.name);
    },
  });
  return found;
}

const chains = new Set(['Conjunction', 'Disjunction']);

/** Operators of other languages, and what a rule writes instead. */
const foreign: Readonly<Record<string, string>> = {
  '==': '=',
  '<>': '!=',
  '&&': 'and',
  '&': 'and',
  '||': 'or',
  '|': 'or',
  '!': 'not(…)',
  '%': '/ 100',
  "'": '"',
};

function reportSyntax(text: string, wrong: SyntaxNode, report: Report): void {
  const start = text.slice(wrong.from).search(/\S/);
  if (start < 0) {
    report('rules.syntax.unfinished', { from: text.trimEnd().length });
    return;
  }
  const from = wrong.from + start;
  const found = /^(?:==|<>|&&|\|\||[&|!%'])/.exec(text.slice(from))?.[0];
  if (found) report('rules.syntax.operator', { from }, { found, use: foreign[found]! });
  else report('rules.syntax.unexpected', { from }, { found: /^(?:\w+|\S)/.exec(text.slice(from))![0] });
}

interface Site {
  readonly source: Source;
  readonly report: Report;
}

type Convert = (node: SyntaxNode, site: Site) => Expression;

function convert(node: SyntaxNode, site: Site): Expression {
  const found = converters[node.name];
  if (found) return found(node, site);
  return refuse(node, site, constructs[node.name] ?? content(node, site));
}

/** Stands where something was refused; a tree that contains it is never given out. */
function placeholder(node: SyntaxNode, site: Site): Expression {
  return made({ kind: 'null', ...span(node, site) });
}

function refuse(node: SyntaxNode, site: Site, construct: string): Expression {
  site.report('rules.syntax.not_supported', node, { construct });
  return placeholder(node, site);
}

/** What FEEL has and rules do not, as FEEL writes it. */
const constructs: Readonly<Record<string, string>> = {
  ForExpression: 'for … return',
  FunctionDefinition: 'function(…)',
  Context: '{ … }',
  InstanceOfExpression: 'instance of',
  Interval: '[a..b]',
  '?': '?',
};

function made<T extends Expression>(node: T): T {
  return Object.freeze(node);
}

function content(node: SyntaxNode, site: Site): string {
  return site.source.text.slice(node.from, node.to);
}

function childNodes(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', 'CompareOp', 'ArithOp', '..', '.']);
const words = new Set(['and', 'or', 'if', 'then', 'else', 'between', 'in', 'some', 'every', 'satisfies']);

/** The children that are expressions, without operators and brackets. */
function operands(node: SyntaxNode): SyntaxNode[] {
  return childNodes(node).filter((child) => !punctuation.has(child.name) && !words.has(child.name));
}

const converters: Readonly<Record<string, Convert>> = {
  NumericLiteral: (node, site) => {
    const value = parseNumeral(content(node, site).replace(/\s+/g, ''));
    if (value) return made({ kind: 'number', value: printDecimal(value), ...span(node, site) });
    site.report('rules.literal.number', node, { found: content(node, site) });
    return placeholder(node, site);
  },
  StringLiteral: (node, site) => made({ kind: 'text', value: readText(node, site), ...span(node, site) }),
  BooleanLiteral: (node, site) =>
    made({ kind: 'boolean', value: content(node, site) === 'true', ...span(node, site) }),
  null: (node, site) => made({ kind: 'null', ...span(node, site) }),
  DateTimeLiteral: (node, site) => {
    const [first] = childNodes(node);
    if (first?.name !== 'AtLiteral') return convertCall(node, content(first!, site), site);
    const value = readText(first.firstChild!, site);
    return temporal(node, value, site) ?? wrongTemporal(node, 'rules.literal.at', value, site);
  },
  VariableName: (node, site) => {
    const name = nameText(node, site);
    const negated = /^not (.+)$/.exec(name)?.[1];
    if (negated === undefined) return made({ kind: 'name', name, ...span(node, site) });
    site.report('rules.syntax.operator', node, { found: name, use: `not(${negated})` });
    return placeholder(node, site);
  },
  ParenthesizedExpression: (node, site) => convert(operands(node)[0]!, site),
  PathExpression: (node, site) => {
    const of = convert(node.firstChild!, site);
    return made({ kind: 'path', of, name: nameText(node.lastChild!, site), ...span(node, site) });
  },
  FilterExpression: (node, site) => {
    const [of, where] = operands(node);
    return made({
      kind: 'filter',
      of: convert(of!, site),
      where: convert(where!, site),
      ...span(node, site),
    });
  },
  List: (node, site) =>
    made({
      kind: 'list',
      items: Object.freeze(operands(node).map((item) => convert(item, site))),
      ...span(node, site),
    }),
  Conjunction: (node, site) => convertLogic(node, 'and', site),
  Disjunction: (node, site) => convertLogic(node, 'or', site),
  Comparison: convertComparison,
  IfExpression: (node, site) => {
    const [condition, whenTrue, otherwise] = operands(node).map((part) => convert(part, site));
    return made({
      kind: 'if',
      condition: condition!,
      whenTrue: whenTrue!,
      otherwise: otherwise!,
      ...span(node, site),
    });
  },
  ArithmeticExpression: convertArithmetic,
  QuantifiedExpression: convertQuantifier,
  FunctionInvocation: (node, site) => {
    const callee = node.firstChild!;
    if (callee.name === 'VariableName') return convertCall(node, nameText(callee, site), site);
    if (callee.name === 'SpecialFunctionName') return convertCall(node, content(callee, site), site);
    return refuse(node, site, `${content(callee, site)}(…)`);
  },
  SimplePositiveUnaryTest: (node, site) => {
    const operator = node.firstChild!;
    const before = site.source.text.slice(0, operator.from).trimEnd().at(-1) ?? '';
    const found = before + content(operator, site);
    const use = foreign[found];
    if (operator.name !== 'CompareOp' || !use) return refuse(node, site, content(node, site));
    site.report('rules.syntax.operator', { from: operator.from - 1 }, { found, use });
    return placeholder(node, site);
  },
};

/** Where a node stands in the text as written. */
function span(node: SyntaxNode, site: Site): { from: number; to: number } {
  return { from: originalOffset(site.source, node.from), to: originalOffset(site.source, node.to) };
}

/** The words of a name with one space between them. */
function nameText(node: SyntaxNode, site: Site): string {
  return content(node, site).trim().replace(/\s+/g, ' ');
}

const textEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readText(node: SyntaxNode, site: Site): string {
  const raw = content(node, site).slice(1, -1);
  const value = raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gu, (found, four, six, one) => {
    const code = four ?? six;
    if (code !== undefined && Number.parseInt(code, 16) <= 0x10ffff)
      return String.fromCodePoint(Number.parseInt(code, 16));
    if (one !== undefined && textEscapes[one] !== undefined) return textEscapes[one];
    site.report('rules.literal.escape', node, { found });
    return '';
  });
  return value.normalize('NFC');
}

/** A date or duration literal of a text, whichever it is; null when it is neither. */
function temporal(node: SyntaxNode, value: string, site: Site): Expression | null {
  return dateLiteral(node, value, site) ?? durationLiteral(node, value, site);
}

function dateLiteral(node: SyntaxNode, value: string, site: Site): Expression | null {
  const day = value.length === 10 ? parseDay(value) : null;
  return day === null ? null : made({ kind: 'date', value: day, ...span(node, site) });
}

function durationLiteral(node: SyntaxNode, value: string, site: Site): Expression | null {
  const found = parseSpan(value);
  return found && made({ kind: 'duration', value: printSpan(found), ...span(node, site) });
}

function wrongTemporal(node: SyntaxNode, code: IssueCode, found: string, site: Site): Expression {
  site.report(code, node, { found });
  return placeholder(node, site);
}

/** A chain of one operator is a left-deep spine in the grammar's tree and one node here. */
function convertLogic(node: SyntaxNode, operator: 'and' | 'or', site: Site): Expression {
  const terms: Expression[] = [];
  let left: SyntaxNode = node;
  while (left.name === node.name) {
    const [first, second] = operands(left);
    terms.unshift(convert(second!, site));
    left = first!;
  }
  terms.unshift(convert(left, site));
  const flat = terms.flatMap((term) =>
    term.kind === 'logic' && term.operator === operator ? term.terms : [term],
  );
  return made({ kind: 'logic', operator, terms: Object.freeze(flat), ...span(node, site) });
}

function convertComparison(node: SyntaxNode, site: Site): Expression {
  const [value, ...rest] = operands(node);
  const parts = childNodes(node);
  const operator = parts[1]!;
  if (operator.name === 'CompareOp') {
    return made({
      kind: 'comparison',
      operator: content(operator, site) as ComparisonOperator,
      left: convert(value!, site),
      right: convert(rest[0]!, site),
      ...span(node, site),
    });
  }
  if (operator.name === 'between') {
    const [low, high] = rest.map((part) => convert(part, site));
    return made({
      kind: 'between',
      value: convert(value!, site),
      low: low!,
      high: high!,
      ...span(node, site),
    });
  }
  const listed = rest[0]!.name === 'PositiveUnaryTests' ? childNodes(rest[0]!) : rest;
  const tests = listed.map((test) => convertTest(test.firstChild!, site));
  const negated = value!.name === 'VariableName' && /^(\w+)\s+not$/.exec(content(value!, site));
  if (negated) {
    site.report('rules.syntax.operator', value!, { found: 'not in', use: `not(${negated[1]} in …)` });
    return placeholder(node, site);
  }
  return made({ kind: 'in', value: convert(value!, site), tests: Object.freeze(tests), ...span(node, site) });
}

function convertTest(node: SyntaxNode, site: Site): Test {
  if (node.name === 'ParenthesizedExpression') {
    const [inner] = operands(node);
    if (inner!.name === 'SimplePositiveUnaryTest') return convertTest(inner!, site);
  }
  if (node.name !== 'SimplePositiveUnaryTest')
    return Object.freeze({ kind: 'member', value: convert(node, site) });
  const first = node.firstChild!;
  if (first.name === 'CompareOp') {
    const operator = content(first, site) as ComparisonOperator;
    return Object.freeze({ kind: 'compare', operator, value: convert(node.lastChild!, site) });
  }
  const [low, high] = operands(first).map((part) => convert(part, site));
  return Object.freeze({
    kind: 'range',
    low: low!,
    high: high!,
    lowIncluded: first.firstChild!.name === '[',
    highIncluded: first.lastChild!.name === ']',
  });
}

function convertArithmetic(node: SyntaxNode, site: Site): Expression {
  const parts = childNodes(node);
  const sign = parts.length === 2 ? content(parts[0]!, site) : null;
  if (sign === '+') return refuse(node, site, '+x');
  if (sign !== null) {
    const term = convert(parts[1]!, site);
    if (term.kind !== 'number') return made({ kind: 'minus', term, ...span(node, site) });
    const value = term.value.startsWith('-')
      ? term.value.slice(1)
      : term.value === '0'
        ? '0'
        : `-${term.value}`;
    return made({ kind: 'number', value, ...span(node, site) });
  }
  const [left, right] = operands(node).map((part) => convert(part, site));
  const written = content(parts[1]!, site);
  const operator = (written === '^' ? '**' : written) as ArithmeticOperator;
  return made({ kind: 'arithmetic', operator, left: left!, right: right!, ...span(node, site) });
}

function convertQuantifier(node: SyntaxNode, site: Site): Expression {
  const [, expressions, , condition] = childNodes(node);
  const bindings = childNodes(expressions!).map((binding) => {
    const parts = childNodes(binding);
    const name = nameText(parts[0]!, site);
    if (!/^[a-zA-Z_]\w*$/.test(name)) site.report('rules.name.variable', parts[0]!, { name });
    const range = parts[2]!;
    const list =
      childNodes(range).length > 1
        ? refuse(range, site, content(range, site))
        : convert(range.firstChild!, site);
    return Object.freeze({ name, list });
  });
  return made({
    kind: 'quantifier',
    quantifier: node.firstChild!.name as Quantifier['quantifier'],
    bindings: Object.freeze(bindings),
    satisfies: convert(condition!, site),
    ...span(node, site),
  });
}

function convertCall(node: SyntaxNode, name: string, site: Site): Expression {
  const list = node.getChild('NamedParameters') ?? node.getChild('PositionalParameters');
  const parameters = list ? childNodes(list) : [];
  if (list?.name === 'NamedParameters') {
    const names = parameters.map((one) => nameText(one.firstChild!, site));
    const values = parameters.map((one) => convert(one.lastChild!, site));
    return made({
      kind: 'call',
      name,
      arguments: Object.freeze(values),
      names: Object.freeze(names),
      ...span(node, site),
    });
  }
  const values = parameters.map((one) => convert(one, site));
  const [only] = values;
  if (only && values.length === 1) {
    if (name === 'not') return made({ kind: 'not', term: only, ...span(node, site) });
    if (name === 'date' && only.kind === 'text')
      return (
        dateLiteral(node, only.value, site) ?? wrongTemporal(node, 'rules.literal.date', only.value, site)
      );
    if (name === 'duration' && only.kind === 'text')
      return (
        durationLiteral(node, only.value, site) ??
        wrongTemporal(node, 'rules.literal.duration', only.value, site)
      );
  }
  return made({ kind: 'call', name, arguments: Object.freeze(values), ...span(node, site) });
}

import type { Expression, ExpressionOf, Test } from './expression.ts';

/**
 * The text of a rule: one space around operators, only the parentheses it needs. Parsing it again gives the
 * same tree, so printing is stable.
 */
export function printRule(expression: Expression): string {
  // The table gives each kind the function of its own node; TypeScript cannot follow the pairing.
  return (printers[expression.kind] as (e: Expression) => string)(expression);
}

/** How tightly a kind holds together; below it, parentheses are needed. */
const whole = 0;
const disjunct = 1;
const conjunct = 2;
const compared = 3;
const summand = 4;
const factor = 5;
const powered = 6;
const signed = 7;
const stem = 8;

const arithmetic = { '+': summand, '-': summand, '*': factor, '/': factor, '**': powered } as const;

const kinds: { readonly [K in Expression['kind']]: number | ((e: ExpressionOf<K>) => number) } = {
  if: whole,
  quantifier: whole,
  logic: (e) => (e.operator === 'or' ? disjunct : conjunct),
  comparison: compared,
  between: compared,
  // Other readers of FEEL take what follows a single test for a part of it.
  in: (e) => (e.tests.length === 1 ? whole : compared),
  arithmetic: (e) => arithmetic[e.operator],
  minus: signed,
  number: (e) => (e.value.startsWith('-') ? signed : stem),
  text: stem,
  boolean: stem,
  null: stem,
  date: stem,
  duration: stem,
  name: stem,
  path: stem,
  filter: stem,
  list: stem,
  not: stem,
  call: stem,
};

function tightness(expression: Expression): number {
  const found = kinds[expression.kind] as number | ((e: Expression) => number);
  return typeof found === 'number' ? found : found(expression);
}
function at(expression: Expression, least: number): string {
  const text = printRule(expression);
  return tightness(expression) < least ? `(${text})` : text;
}

function list(expressions: readonly Expression[]): string {
  return expressions.map(printRule).join(', ');
}

const printers: { readonly [K in Expression['kind']]: (e: ExpressionOf<K>) => string } = {
  number: (e) => e.value,
  text: (e) => printText(e.value),
  boolean: (e) => String(e.value),
  null: () => 'null',
  date: (e) => `date("${e.value}")`,
  duration: (e) => `duration("${e.value}")`,
  name: (e) => e.name,
  path: (e) => `${at(e.of, stem)}.${e.name}`,
  filter: (e) => `${at(e.of, stem)}[${printRule(e.where)}]`,
  list: (e) => `[${list(e.items)}]`,
  logic: (e) => {
    const least = e.operator === 'or' ? conjunct : compared;
    return e.terms.map((term) => at(term, least)).join(` ${e.operator} `);
  },
  not: (e) => `not(${printRule(e.term)})`,
  comparison: (e) => `${at(e.left, summand)} ${e.operator} ${at(e.right, summand)}`,
  between: (e) => `${at(e.value, summand)} between ${at(e.low, summand)} and ${at(e.high, summand)}`,
  in: (e) => `${at(e.value, summand)} in ${printTests(e.tests)}`,
  if: (e) =>
    `if ${at(e.condition, disjunct)} then ${at(e.whenTrue, disjunct)} else ${printRule(e.otherwise)}`,
  arithmetic: (e) => {
    const own = arithmetic[e.operator];
    return `${at(e.left, own)} ${e.operator} ${at(e.right, own + 1)}`;
  },
  minus: (e) => {
    const text = at(e.term, stem);
    // A sign straight before a digit would belong to the numeral.
    return /^\d/.test(text) ? `-(${text})` : `-${text}`;
  },
  quantifier: (e) => {
    const bindings = e.bindings.map((one) => `${one.name} in ${at(one.list, summand)}`);
    return `${e.quantifier} ${bindings.join(', ')} satisfies ${printRule(e.satisfies)}`;
  },
  call: (e) => {
    const { names } = e;
    if (!names) return `${e.name}(${list(e.arguments)})`;
    return `${e.name}(${e.arguments.map((one, n) => `${names[n]}: ${printRule(one)}`).join(', ')})`;
  },
};

function printTests(tests: readonly Test[]): string {
  const [first] = tests;
  // A list or a range needs no parentheses of its own when it stands alone.
  if (tests.length === 1 && first && (first.kind === 'range' || standsAlone(first))) return printTest(first);
  return `(${tests.map(printTest).join(', ')})`;
}

function standsAlone(test: Test): boolean {
  return test.kind === 'member' && ['list', 'name', 'path'].includes(test.value.kind);
}

function printTest(test: Test): string {
  if (test.kind === 'member') return at(test.value, summand);
  if (test.kind === 'compare') return `${test.operator} ${at(test.value, summand)}`;
  const open = test.lowIncluded ? '[' : '(';
  const close = test.highIncluded ? ']' : ')';
  return `${open}${at(test.low, summand)}..${at(test.high, summand)}${close}`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as a rule writes it, in quotes with its escapes. */
export function printText(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
  return `"${value.replace(/["\\\u0000-\u001f\u007f\u2028\u2029]/g, (found) => escapes[found] ?? unicode(found))}"`;
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

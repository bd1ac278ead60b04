import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assumedLength,
  compileRule,
  everyExpression,
  functionTable,
  holds,
  isFieldName,
  nameTable,
  parseRule,
  type RuleType,
  reservedNames,
  scopeOf,
  toAnswer,
  typeAt,
} from '../../../engine/rules/index.ts';

const place = { source: 'forms/a.json', pointer: '/fields/0/visible' };

function compile(text: string, names: Record<string, RuleType>) {
  const compiled = compileRule(text, { names }, 'value', place);
  if (!compiled.ok) throw new Error(compiled.issues.map((one) => one.code).join());
  return compiled.value;
}

const row: RuleType = { kind: 'record', fields: { n: { kind: 'number' }, flag: { kind: 'boolean' } } };

describe('compileRule', () => {
  test('puts issues at the place it is given', () => {
    const compiled = compileRule('scor > 5', { names: { score: { kind: 'number' } } }, 'condition', place);
    expect(compiled.ok).toBe(false);
    expect(compiled.issues).toEqual([
      {
        code: 'rules.name.unknown',
        severity: 'error',
        ...place,
        params: { line: 1, column: 1, name: 'scor', nearest: ['score'], known: ['score'] },
      },
    ]);
  });

  test('the limit of steps can be tightened', () => {
    const names: Record<string, RuleType> = { rows: { kind: 'list', of: row, maxLength: 20 } };
    const text = 'some r in rows satisfies r.flag';
    const compiled = compileRule(text, { names }, 'condition', place, { mostSteps: 41 });
    expect(compiled.issues.map((one) => one.code)).toEqual(['rules.limit.too_costly']);
    expect(compile(text, names).steps).toBe(42);
  });

  test('a list that does not say how long it may be counts as 1,000 rows', () => {
    const names: Record<string, RuleType> = { rows: { kind: 'list', of: row } };
    expect(compile('some r in rows satisfies r.flag', names).steps).toBe(2 + 2 * assumedLength);
  });

  test('no evaluation takes more closures than its steps', () => {
    const names: Record<string, RuleType> = { rows: { kind: 'list', of: row, maxLength: 30 } };
    const texts = [
      'some r in rows satisfies some s in rows satisfies r.n > s.n and s.flag',
      'count(rows[n > 1 and flag]) + sum(rows.n)',
      'every r in rows satisfies r.n in (1, 2, [3..4]) or not(r.flag)',
    ];
    let reads = 0;
    const counted = {
      get n() {
        reads += 1;
        return '1';
      },
      get flag() {
        reads += 1;
        return true;
      },
    };
    const rows = Array.from({ length: 30 }, () => counted);
    for (const text of texts) {
      reads = 0;
      const rule = compile(text, names);
      rule.evaluate({ values: { rows }, today: '2025-01-20' });
      expect(reads).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(rule.steps);
    }
  });

  test('everything is frozen', () => {
    const rule = compile('some r in rows satisfies r.n in (1, [2..3]) and [1, 2] = [1]', {
      rows: { kind: 'list', of: row },
    });
    expect(Object.isFrozen(rule)).toBe(true);
    expect(Object.isFrozen(rule.reads)).toBe(true);
    for (const node of everyExpression(rule.expression)) {
      expect(Object.isFrozen(node)).toBe(true);
      for (const value of Object.values(node))
        if (typeof value === 'object') expect(Object.isFrozen(value)).toBe(true);
    }
  });

  test('an evaluation leaves no trace in the next one', () => {
    const rule = compile('count(rows[n > 1 and (some r in rows satisfies r.n > n)])', {
      rows: { kind: 'list', of: row, maxLength: 9 },
    });
    const values = (...all: number[]) => ({
      values: { rows: all.map((n) => ({ n: String(n) })) },
      today: '2025-01-20',
    });
    expect(toAnswer(rule.evaluate(values(1, 2, 3)))).toBe('1');
    expect(toAnswer(rule.evaluate(values()))).toBe('0');
    expect(toAnswer(rule.evaluate(values(2, 3, 4)))).toBe('2');
  });

  test('a condition that is null does not hold', () => {
    expect([true, false, null].map(holds)).toEqual([true, false, false]);
  });

  test('a name that every object has is not read from the object', () => {
    const rule = compile('valueOf', Object.fromEntries([['valueOf', { kind: 'any' } as RuleType]]));
    expect(rule.evaluate({ values: {}, today: '2025-01-20' })).toBeNull();
  });
});

describe('whatever is written or stored, nothing is thrown', () => {
  const names: Record<string, RuleType> = {
    a: { kind: 'number' },
    t: { kind: 'text' },
    p: { kind: 'boolean' },
    d: { kind: 'date' },
    s: { kind: 'duration' },
    c: { kind: 'choice', choices: ['x', 'y'] },
    rows: { kind: 'list', of: row, maxLength: 5 },
    u: { kind: 'record', fields: { n: { kind: 'number' } } },
    z: { kind: 'any' },
  };
  const piece = fc.constantFrom(
    ...[
      'a',
      't',
      'p',
      'd',
      's',
      'c',
      'rows',
      'u',
      'z',
      'u.n',
      'rows.n',
      'r',
      'item',
      '1',
      '-2.5',
      '"x"',
      'true',
    ],
    ...[
      'null',
      '(',
      ')',
      '[',
      ']',
      ',',
      '..',
      '.',
      '+',
      '-',
      '*',
      '/',
      '**',
      '=',
      '!=',
      '<',
      '>=',
      'and',
      'or',
    ],
    ...[
      'not(',
      'in',
      'between',
      'if',
      'then',
      'else',
      'some r in',
      'every r in',
      'satisfies',
      'count(',
      'sum(',
    ],
    ...[
      'max(',
      'round(',
      'contains(',
      'substring(',
      'date(',
      'duration("P1D")',
      '@"2025-01-20"',
      'today()',
      '?',
      '{',
    ],
    ...['for', 'return', 'function(', ':', ';', '"', '\\', '//', '/*', '*/', '\n', 'đ', '😀', '\u0000', '@"'],
  );

  test('by texts', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('', ' '), (pieces, between) => {
        const compiled = compileRule(pieces.join(between), { names }, 'value', place);
        if (compiled.ok) compiled.value.evaluate({ values: {}, today: '2025-01-20' });
        else expect(compiled.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_500 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        parseRule(text, place);
      }),
      { numRuns: 1_000 },
    );
  });

  test('by values', () => {
    const texts = [
      'a + u.n * 2 > 1',
      't + "x"',
      'p and not(p)',
      'd + s',
      '(d - d).days',
      'c = "x"',
      'sum(rows.n)',
      'rows[n > 1 and flag]',
      'every r in rows satisfies r.n > 1',
      'z + z',
      'z > 1',
      'z = z',
      'z.n.m',
      'count(z)',
      'z in (1, "a", z)',
      'max(z)',
      'is empty(z)',
      'substring(t, a, a)',
      'round(a, a)',
      'a ** a',
      'a / a',
      'working days(d, d)',
      'date(t)',
      'date(a, a, a)',
      's * a',
      'z.year',
    ].map((text) => compile(text, names));
    const hostile = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      fc.constantFrom('1', '9'.repeat(34), '0.5', '2025-01-20', 'P1D', '-P9M', 'x', '', '1e5', 'NaN'),
      fc.constantFrom([{ n: '1', flag: true }], [{ n: 'x' }, null, 3], [[], [[]]], { other: 'x' }),
    );
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(Object.keys(names).map((name) => [name, hostile]))),
        (values) => {
          for (const rule of texts) toAnswer(rule.evaluate({ values, today: '2025-01-20' }));
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe('names', () => {
  test('every reserved word that FEEL or the table knows is refused as a field', () => {
    for (const name of [
      'and',
      'if',
      'some',
      'date',
      'count',
      'today',
      'matches',
      'unit',
      'facts',
      'item',
      'null',
    ])
      expect(isFieldName(name)).toBe(false);
    for (const name of functionTable.map((one) => one.name).filter((one) => !one.includes(' ')))
      expect(reservedNames.has(name)).toBe(true);
    for (const name of ['Score', '1a', 'a-b', '', '_a', 'điểm']) expect(isFieldName(name)).toBe(false);
    for (const name of ['score', 'a1', 'visitCount', 'is', 'string', 'working', 'constructor', 'a_b'])
      expect(isFieldName(name)).toBe(true);
  });

  test('an id that may be a field is read as a name wherever one may stand', () => {
    const id = fc
      .stringMatching(/^[a-z][a-zA-Z0-9_]{0,12}$/)
      .filter((name) => isFieldName(name) && name !== 'qq');
    fc.assert(
      fc.property(
        fc.oneof(
          id,
          fc.constantFrom(
            'is',
            'string',
            'working',
            'starts',
            'days',
            'years',
            'month',
            'list',
            'external_',
            'ins',
            'android',
            'iffy',
            'orb',
            'notes',
          ),
        ),
        (name) => {
          const names: Record<string, RuleType> = {
            [name]: { kind: 'number' },
            qq: { kind: 'record', fields: { [name]: { kind: 'number' } } },
          };
          for (const text of [
            `${name} > 1 and ${name} < 2`,
            `qq.${name} + ${name}`,
            `if ${name} = 1 then ${name} else -${name}`,
            `${name} in (${name}, [1..${name}])`,
            `sum([${name}])`,
          ])
            expect(compileRule(text, { names }, 'value', place).ok, text).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('scopeOf puts the row before the answers and knows the table of names', () => {
    const scope = scopeOf({
      answers: { score: { kind: 'number' }, rows: { kind: 'list', of: row } },
      row: { score: { kind: 'text' } },
      facts: { total: { kind: 'number' } },
      levels: ['commune'],
    });
    expect(typeAt(scope, 'score')).toEqual({ kind: 'text' });
    expect(typeAt(scope, 'answers.score')).toEqual({ kind: 'number' });
    expect(typeAt(scope, 'previous.score')).toEqual({ kind: 'number' });
    expect(typeAt(scope, 'facts.total')).toEqual({ kind: 'number' });
    expect(typeAt(scope, 'rows.n')).toEqual({ kind: 'number' });
    expect(typeAt(scope, 'unit.level')).toEqual({ kind: 'choice', choices: ['commune'], present: true });
    expect(typeAt(scope, 'unit.nothing')).toBeUndefined();
    for (const { name, fields } of nameTable)
      for (const field of fields) expect(typeAt(scope, `${name}.${field.name}`)).toBeDefined();
  });
});

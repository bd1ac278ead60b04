import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../engine/issues/index.ts';
import {
  compileRule,
  everyExpression,
  functionTable,
  parseRule,
  type RuleContext,
  toAnswer,
} from '../../../engine/rules/index.ts';
import { runRuleTable } from '../../fixtures/rules/run-table.ts';
import { ruleTables } from '../../fixtures/rules/tables.ts';

const place = { source: 'table', pointer: '' };
const rows = ruleTables.flatMap((table) => table.rows);

describe('tables of rules', () => {
  test.each(ruleTables.map((table) => [table.title, table] as const))('%s', (_, table) => {
    expect(table.rows.length).toBeGreaterThan(0);
    expect(runRuleTable(table)).toEqual([]);
  });

  test('a wrong expectation is found', () => {
    const [table] = ruleTables;
    const wrong = {
      ...table!,
      rows: [{ rule: '1 + 1', gives: '3' }, { rule: '1 +', gives: '1' }, { rule: '1' }],
    };
    expect(runRuleTable(wrong).map(({ problem }) => problem.split(':')[0])).toEqual([
      'gives',
      'issues',
      'refused',
      'not refused',
    ]);
  });
});

describe('the tables leave nothing out', () => {
  test('every code of rules', () => {
    const told = new Set(rows.flatMap((row) => row.issues ?? []).map((one) => one.code));
    const codes = Object.keys(catalogue).filter((code) => code.startsWith('rules.'));
    expect(codes.filter((code) => !told.has(code))).toEqual([]);
    expect([...told].filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('every kind of expression, operator, test and function', () => {
    const nodes = rows
      .filter((row) => 'gives' in row)
      .flatMap((row) => {
        const parsed = parseRule(row.rule, place);
        return parsed.ok ? everyExpression(parsed.value) : [];
      });
    const seen = new Set(
      nodes.flatMap((node) => [
        node.kind,
        ...('operator' in node ? [`${node.kind} ${node.operator}`] : []),
        ...(node.kind === 'in' ? node.tests.map((one) => `in ${one.kind}`) : []),
        ...(node.kind === 'quantifier' ? [node.quantifier] : []),
        ...(node.kind === 'call' ? [`${node.name}()`] : []),
      ]),
    );
    const wanted = [
      ...[
        'number',
        'text',
        'boolean',
        'null',
        'date',
        'duration',
        'name',
        'path',
        'filter',
        'list',
        'not',
        'if',
      ],
      ...[
        'between',
        'in member',
        'in compare',
        'in range',
        'minus',
        'some',
        'every',
        'logic and',
        'logic or',
      ],
      ...['=', '!=', '<', '<=', '>', '>='].map((one) => `comparison ${one}`),
      ...['+', '-', '*', '/', '**'].map((one) => `arithmetic ${one}`),
      ...functionTable.map((one) => `${one.name}()`),
    ];
    expect(wanted.filter((one) => !seen.has(one))).toEqual([]);
  });
});

describe('the table of functions', () => {
  const context: RuleContext = { values: {}, today: '2025-01-20', workingDays: () => 1 };
  const value = (text: string) => {
    const compiled = compileRule(text, { names: {} }, 'value', place);
    if (!compiled.ok) throw new Error(`${text}: ${compiled.issues[0]!.code}`);
    return toAnswer(compiled.value.evaluate(context));
  };

  test.each(
    functionTable.map((one) => [one.name, one] as const),
  )('%s gives what its example says', (_, one) => {
    const [call, gives] = one.example;
    expect(call).toContain(`${one.name}(`);
    expect(value(call)).toEqual(value(gives));
    expect(one.vi).toMatch(/\S/);
    expect(one.en).toMatch(/\S/);
  });

  test('has each name once', () => {
    const names = functionTable.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

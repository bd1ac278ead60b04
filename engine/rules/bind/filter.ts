import type { Exact } from '../decimal.ts';
import { wholeNumber } from '../decimal.ts';
import type { ExpressionOf } from '../expression.ts';
import { lengthOf, memberOf, typeWord } from '../type.ts';
import { isList, type RuleValue } from '../value.ts';
import { type Bound, guarded, type Local, mayBe, type Run, type Site } from './bound.ts';

/** `rows[condition]` keeps the rows for which the condition holds; `rows[n]` is the n-th, from the end below 0. */
export function bindFilter(e: ExpressionOf<'filter'>, site: Site): Bound {
  const of = site.bind(e.of);
  if (!mayBe(of.type, ['list']))
    site.report('rules.type.operand', e.of, { operator: '[ ]', wanted: ['list'], given: typeWord(of.type) });
  const member = memberOf(of.type);
  const slot = site.slot();
  const locals: Local[] = [{ kind: 'variable', name: 'item', type: member, slot }];
  if (member.kind === 'record') locals.push({ kind: 'row', fields: member.fields, slot });
  const where = site.within(locals).bind(e.where);
  const rows = guarded(of, ['list']);
  const steps = of.steps + 1 + lengthOf(of.type) * where.steps;
  if (where.type.kind === 'number')
    return {
      expression: e,
      type: lacking(member),
      steps: of.steps + where.steps + 1,
      run: nth(rows, where.run),
    };
  if (!mayBe(where.type, ['boolean']))
    site.report('rules.type.operand', e.where, {
      operator: '[ ]',
      wanted: ['boolean', 'number'],
      given: typeWord(where.type),
    });
  const { run } = where;
  const type = of.type.kind === 'list' ? of.type : { kind: 'list' as const, of: member };
  return {
    expression: e,
    type: { ...type, present: true },
    steps,
    run: (context, values) => {
      const list = rows(context, values);
      if (list === null || !isList(list)) return [];
      const kept: RuleValue[] = [];
      for (const row of list) {
        values[slot] = row;
        if (run(context, values) === true) kept.push(row);
      }
      return kept;
    },
  };
}

function lacking<T extends { present?: boolean }>(type: T): T {
  return type.present ? { ...type, present: false } : type;
}

function nth(rows: Run, where: Run): Run {
  return (context, values) => {
    const list = rows(context, values);
    const position = where(context, values);
    if (list === null || position === null || !isList(list)) return null;
    const n = wholeNumber(position as Exact);
    if (n === null || n === 0) return null;
    return list.at(n > 0 ? n - 1 : n) ?? null;
  };
}

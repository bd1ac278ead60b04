import type { ExpressionOf } from '../expression.ts';
import { lengthOf, memberOf } from '../type.ts';
import { isList, type RuleContext, type RuleValue } from '../value.ts';
import { type Bound, operand, type Run, type Site } from './bound.ts';

/**
 * `some` is the `or` of its condition over all members, `every` the `and`, three-valued as those are. A list
 * that is not answered has no members: `some` is false, `every` true.
 */
export function bindQuantifier(e: ExpressionOf<'quantifier'>, site: Site): Bound {
  let inner = site;
  const lists: { run: Run; slot: number; steps: number; length: number }[] = [];
  for (const binding of e.bindings) {
    const list = inner.bind(binding.list);
    const slot = site.slot();
    const run = operand(inner, list, ['list'], e.quantifier);
    lists.push({ run, slot, steps: list.steps, length: lengthOf(list.type) });
    inner = inner.within([{ kind: 'variable', name: binding.name, type: memberOf(list.type), slot }]);
  }
  const condition = inner.bind(e.satisfies);
  const test = operand(inner, condition, ['boolean'], 'satisfies');
  const deciding = e.quantifier === 'some';
  const steps = lists.reduceRight((below, list) => list.steps + 1 + list.length * below, condition.steps);
  const count = lists.length;

  function over(depth: number, context: RuleContext, locals: RuleValue[]): RuleValue {
    if (depth === count) return test(context, locals);
    const { run, slot } = lists[depth]!;
    const members = run(context, locals);
    let result: RuleValue = !deciding;
    if (members === null || !isList(members)) return result;
    for (const member of members) {
      locals[slot] = member;
      const value = over(depth + 1, context, locals);
      if (value === deciding) return deciding;
      if (value === null) result = null;
    }
    return result;
  }
  return {
    expression: e,
    type: { kind: 'boolean' },
    steps,
    run: (context, locals) => over(0, context, locals),
  };
}

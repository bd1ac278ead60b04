import type { ExpressionOf } from '../expression.ts';
import { anyType, joinTypes, type RuleType, typeWord } from '../type.ts';
import { type Bound, type Site, stepsOf } from './bound.ts';

/** A list of the type that covers all its members. */
export function bindList(e: ExpressionOf<'list'>, site: Site): Bound {
  const items = e.items.map((item) => site.bind(item));
  let of: RuleType = items[0]?.type ?? anyType;
  for (const item of items.slice(1)) {
    const joined = joinTypes(of, item.type);
    if (!joined)
      site.report('rules.type.mixed', item.expression, { first: typeWord(of), second: typeWord(item.type) });
    of = joined ?? anyType;
  }
  const runs = items.map((item) => item.run);
  return {
    expression: e,
    type: { kind: 'list', of, maxLength: items.length, present: true },
    steps: stepsOf(items) + 1,
    run: (context, locals) => runs.map((run) => run(context, locals)),
  };
}

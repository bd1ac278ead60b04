import type { Local, Site } from './bind/bound.ts';
import { bind } from './bind/index.ts';
import type { CompiledRule } from './compile.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './type.ts';
import type { RuleValue } from './value.ts';

/** A rule that passed its checks, as plain data: what its closures are made from. */
export interface CheckedRule {
  readonly expression: Expression;
  readonly reads: readonly string[];
}

/**
 * Makes the closures of a rule that `compileRule` has checked against the same scope, without the parser and
 * without checking again: how a page that was sent a checked form gets its rules. They are the same closures.
 */
export function relinkRule({ expression, reads }: CheckedRule, scope: Scope): CompiledRule {
  let slots = 0;
  const siteWith = (locals: readonly Local[]): Site => {
    const site: Site = {
      scope,
      locals,
      bind: (part) => bind(part, site),
      within: (more) => siteWith([...locals, ...more]),
      slot: () => {
        slots += 1;
        return slots - 1;
      },
      report: () => {},
    };
    return site;
  };
  const { type, steps, run } = siteWith([]).bind(expression);
  return {
    text: '',
    expression,
    type,
    reads,
    steps,
    evaluate: (context) => run(context, new Array<RuleValue>(slots)),
  };
}

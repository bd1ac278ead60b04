import { bindRule } from './bind/site.ts';
import type { CompiledRule } from './compile.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './type.ts';

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
  const { whole, evaluate } = bindRule(expression, scope, () => {});
  return { text: '', expression, type: whole.type, reads, steps: whole.steps, evaluate };
}

import type { Expression } from '../expression.ts';
import type { Scope } from '../type.ts';
import type { RuleContext, RuleValue } from '../value.ts';
import type { Bound, Local, Site } from './bound.ts';
import { bind } from './index.ts';

/** A whole rule, checked and ready to run. */
export interface BoundRule {
  /** What each of its parts became. */
  readonly parts: ReadonlyMap<Expression, Bound>;
  readonly whole: Bound;
  evaluate(context: RuleContext): RuleValue;
}

/** Checks a rule against the names it sees, telling `report` what is wrong, and gives how it runs. */
export function bindRule(expression: Expression, scope: Scope, report: Site['report']): BoundRule {
  const parts = new Map<Expression, Bound>();
  let slots = 0;
  const siteWith = (locals: readonly Local[]): Site => {
    const site: Site = {
      scope,
      locals,
      bind: (part) => {
        const found = bind(part, site);
        parts.set(part, found);
        return found;
      },
      within: (more) => siteWith([...locals, ...more]),
      slot: () => {
        slots += 1;
        return slots - 1;
      },
      report,
    };
    return site;
  };
  const whole = siteWith([]).bind(expression);
  const { run } = whole;
  const count = slots;
  return {
    parts,
    whole,
    evaluate: count === 0 ? (context) => run(context, noLocals) : (context) => run(context, new Array(count)),
  };
}

/** Slots of a rule without variables; no closure of such a rule writes it. */
const noLocals: RuleValue[] = [];

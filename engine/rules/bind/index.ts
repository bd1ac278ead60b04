/**
 * Checking and compiling in one walk: each kind of expression becomes its type, its worst-case steps and a
 * closure. May import what `engine/rules` may; start reading at `bound.ts`.
 */
import type { Expression, ExpressionOf } from '../expression.ts';
import { bindArithmetic, bindMinus } from './arithmetic.ts';
import type { Bound, Site } from './bound.ts';
import { bindCall } from './call.ts';
import { bindComparison } from './comparison.ts';
import { bindFilter } from './filter.ts';
import { bindList } from './list.ts';
import { bindBoolean, bindDate, bindDuration, bindNull, bindNumber, bindText } from './literal.ts';
import { bindIf, bindLogic, bindNot } from './logic.ts';
import { bindBetween, bindIn } from './membership.ts';
import { bindName, bindPath } from './name.ts';
import { bindQuantifier } from './quantifier.ts';

const binders: { readonly [K in Expression['kind']]: (e: ExpressionOf<K>, site: Site) => Bound } = {
  number: bindNumber,
  text: bindText,
  boolean: bindBoolean,
  null: bindNull,
  date: bindDate,
  duration: bindDuration,
  name: bindName,
  path: bindPath,
  filter: bindFilter,
  list: bindList,
  logic: bindLogic,
  not: bindNot,
  comparison: bindComparison,
  between: bindBetween,
  in: bindIn,
  if: bindIf,
  arithmetic: bindArithmetic,
  minus: bindMinus,
  quantifier: bindQuantifier,
  call: bindCall,
};

/** Checks one expression at a place and gives how it runs. */
export function bind(expression: Expression, site: Site): Bound {
  // The table gives each kind the function of its own node; TypeScript cannot follow the pairing.
  return (binders[expression.kind] as (e: Expression, site: Site) => Bound)(expression, site);
}

import { parseSpan } from '../day.ts';
import { parseDecimal } from '../decimal.ts';
import type { Expression, ExpressionOf } from '../expression.ts';
import type { RuleType } from '../type.ts';
import type { RuleValue } from '../value.ts';
import type { Bound } from './bound.ts';

function constant(expression: Expression, type: RuleType, value: RuleValue): Bound {
  return { expression, type, steps: 1, run: () => value };
}

/** A number; its type knows that it is its own least and most. */
export function bindNumber(e: ExpressionOf<'number'>): Bound {
  return constant(e, { kind: 'number', min: e.value, max: e.value, present: true }, parseDecimal(e.value));
}

/** A text written in a rule is a choice of one, so that comparing it with a field's choices can be checked. */
export function bindText(e: ExpressionOf<'text'>): Bound {
  return constant(e, { kind: 'choice', choices: [e.value], written: true, present: true }, e.value);
}

/** `true` or `false`. */
export function bindBoolean(e: ExpressionOf<'boolean'>): Bound {
  return constant(e, { kind: 'boolean', present: true }, e.value);
}

/** `null`. */
export function bindNull(e: ExpressionOf<'null'>): Bound {
  return constant(e, { kind: 'null' }, null);
}

/** A day; its type knows that it is its own first and last. */
export function bindDate(e: ExpressionOf<'date'>): Bound {
  return constant(e, { kind: 'date', min: e.value, max: e.value, present: true }, e.value);
}

/** A duration of days or of months. */
export function bindDuration(e: ExpressionOf<'duration'>): Bound {
  const span = parseSpan(e.value);
  return constant(e, { kind: 'duration', present: true, ...(span ? { unit: span.unit } : {}) }, span);
}

import { type Bounds, emptyArrayPoint, point } from '../../keys/intervals.ts';
import { equal } from '../../values/compare.ts';
import { classes, classOf } from '../../values/types.ts';
import type { Leaf } from '../node.ts';
import type { Operator, Place } from '../operator.ts';

/** Equality. Null also matches what is missing; an array matches as a whole or as an element. */
export const eq: Operator = {
  name: '$eq',
  compile: (place, operand) => equalTo(place, operand),
};

/** The condition `path = value`. */
export function equalTo(place: Place, operand: unknown): Leaf {
  return {
    kind: 'leaf',
    ...place,
    operator: '$eq',
    value: operand,
    elements: true,
    test: equality(operand),
    bounds: equalityBounds(operand),
  };
}

/** A fast test for equality with one value. */
export function equality(operand: unknown): (value: unknown) => boolean {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean')
    return (value) => value === operand || (typeof value === 'object' && equal(value, operand));
  return (value) => equal(value, operand);
}

/** What equality asks of an index: an array stands there by its elements. */
export function equalityBounds(operand: unknown): Bounds {
  const kind = classOf(operand);
  if (kind !== classes.array) return { intervals: [point(operand)], exact: kind !== classes.null };
  const values = operand as unknown[];
  const first = values.length === 0 ? emptyArrayPoint() : point(values[0]);
  return { intervals: [first, point(operand)], exact: false };
}

import { above, type Bounds, below, point } from '../../keys/intervals.ts';
import { compare } from '../../values/compare.ts';
import { classes, classOf } from '../../values/types.ts';
import type { Node } from '../node.ts';
import type { Operator, Place } from '../operator.ts';

/** What the four comparing operators share: they compare only values of the operand's own class. */
export function range(name: string, up: boolean, inclusive: boolean): Operator {
  return { name, compile: (place, operand) => compareWith(place, name, operand, up, inclusive) };
}

function compareWith(place: Place, name: string, operand: unknown, up: boolean, inclusive: boolean): Node {
  const kind = classOf(operand);
  const sign = up ? 1 : -1;
  const passes = (order: number): boolean => order * sign > 0 || (inclusive && order === 0);
  const everyClass = kind === classes.smallest || kind === classes.largest;
  const notNumber = Number.isNaN(operand);
  const test = (value: unknown): boolean => {
    if (everyClass) return passes(compare(value, operand));
    if (classOf(value) !== kind) return false;
    if (notNumber || Number.isNaN(value)) return inclusive && compare(value, operand) === 0;
    return passes(compare(value, operand));
  };
  return { kind: 'leaf', ...place, operator: name, elements: true, test, bounds: rangeBounds() };

  function rangeBounds(): Bounds | null {
    if (everyClass || kind === classes.array) return null;
    if (notNumber || kind === classes.null)
      return inclusive ? { intervals: [point(operand)], exact: notNumber } : { intervals: [], exact: true };
    return { intervals: [up ? above(operand, inclusive) : below(operand, inclusive)], exact: true };
  }
}

import { CommandError } from '../../errors/command-error.ts';
import type { Bounds } from '../../keys/intervals.ts';
import { isDocument } from '../../values/types.ts';
import type { Leaf } from '../node.ts';
import type { Operator, Place } from '../operator.ts';
import { equality, equalityBounds } from './eq.ts';
import { asPattern, patternBounds } from './regex.ts';

/** One of several values or regular expressions. */
export const inList: Operator = {
  name: '$in',
  compile: (place, operand) => oneOf(place, operand, '$in'),
};

/** The condition `path is one of`. */
export function oneOf(place: Place, operand: unknown, operator: string): Leaf {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${operator} needs an array`);
  const texts = new Set<unknown>();
  const tests: ((value: unknown) => boolean)[] = [];
  const bounds: Bounds = { intervals: [], exact: true };
  for (const value of operand) {
    if (isDocument(value) && Object.keys(value)[0]?.startsWith('$'))
      throw new CommandError('BadValue', `cannot nest $ under ${operator}`);
    const pattern = asPattern(value);
    if (pattern) tests.push(pattern.test);
    else if (typeof value === 'string') texts.add(value);
    else tests.push(equality(value));
    const own = pattern ? patternBounds(pattern) : equalityBounds(value);
    bounds.intervals.push(...own.intervals);
    bounds.exact &&= own.exact;
  }
  return {
    kind: 'leaf',
    ...place,
    operator,
    elements: true,
    test: (value) => (texts.size > 0 && texts.has(value)) || tests.some((test) => test(value)),
    bounds,
  };
}

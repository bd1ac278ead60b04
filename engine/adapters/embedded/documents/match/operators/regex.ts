import { CommandError } from '../../errors/command-error.ts';
import { type Bounds, point, startingWith, wholeClass } from '../../keys/intervals.ts';
import { equal } from '../../values/compare.ts';
import { classes, patternOf } from '../../values/types.ts';
import type { Leaf } from '../node.ts';
import type { Operator, Place } from '../operator.ts';

/** A regular expression ready to test with. */
export interface Pattern {
  source: string;
  options: string;
  value: unknown;
  test(value: unknown): boolean;
}

/** Strings that match a regular expression. */
export const regex: Operator = {
  name: '$regex',
  compile(place, operand, siblings) {
    const given = siblings['$options'];
    if (given !== undefined && typeof given !== 'string')
      throw new CommandError('BadValue', '$options has to be a string');
    if (typeof operand === 'string') return matchesPattern(place, pattern(operand, given ?? '', operand));
    const inner = asPattern(operand);
    if (!inner) throw new CommandError('BadValue', '$regex has to be a string');
    return matchesPattern(place, given === undefined ? inner : pattern(inner.source, given, operand));
  },
};

/** The condition `path matches`. */
export function matchesPattern(place: Place, found: Pattern): Leaf {
  return {
    kind: 'leaf',
    ...place,
    operator: '$regex',
    elements: true,
    test: found.test,
    bounds: patternBounds(found),
  };
}

/** A value that is a regular expression; null when it is none. */
export function asPattern(value: unknown): Pattern | null {
  const isPattern =
    value instanceof RegExp || (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp';
  if (!isPattern) return null;
  const { source, options } = patternOf(value);
  return pattern(source, options, value);
}

function pattern(source: string, options: string, value: unknown): Pattern {
  const unknown = options.replace(/[imsux]/g, '');
  if (unknown !== '') throw new CommandError('BadValue', `invalid flag in regex options: ${unknown[0]}`);
  if (options.includes('x'))
    throw new CommandError('BadValue', 'the regex option x is not supported by this server');
  let compiled: RegExp;
  try {
    compiled = new RegExp(source, [...new Set(options)].filter((flag) => flag !== 'u').join(''));
  } catch (error) {
    throw new CommandError('BadValue', `Regular expression is invalid: ${(error as Error).message}`);
  }
  return {
    source,
    options,
    value,
    test: (tried) =>
      typeof tried === 'string'
        ? compiled.test(tried)
        : typeof tried === 'object' && tried !== null && asPattern(tried) !== null && equal(tried, value),
  };
}

/** `^` and letters that mean themselves ask for strings with that beginning. */
export function patternBounds(found: Pattern): Bounds {
  const stored = typeof found.value === 'string' ? [] : [point(found.value)];
  const literal = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^a-zA-Z0-9])+)/.exec(found.source);
  const tail = literal ? found.source.slice(literal[0].length) : '';
  if (!literal || found.options !== '' || /\|/.test(tail))
    return { intervals: [wholeClass(classes.string), ...stored], exact: false };
  let prefix = literal[1]!.replace(/\\(.)/gs, '$1');
  const repeated = /^[?*{]/.test(tail);
  if (repeated) prefix = [...prefix].slice(0, -1).join('');
  return { intervals: [startingWith(prefix), ...stored], exact: tail === '' };
}

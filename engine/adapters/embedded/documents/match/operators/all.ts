import { CommandError } from '../../errors/command-error.ts';
import { isDocument } from '../../values/types.ts';
import type { Node } from '../node.ts';
import type { Operator } from '../operator.ts';
import { elemMatch } from './elem-match.ts';
import { equalTo } from './eq.ts';
import { asPattern, matchesPattern } from './regex.ts';

/** Every one of several values is among the path's. */
export const all: Operator = {
  name: '$all',
  compile(place, operand, siblings, compiler) {
    if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
    const nodes = operand.map((value): Node => {
      if (isDocument(value) && '$elemMatch' in value)
        return elemMatch.compile(place, value['$elemMatch'], siblings, compiler);
      const pattern = asPattern(value);
      return pattern ? matchesPattern(place, pattern) : equalTo(place, value);
    });
    return nodes.length === 0 ? { kind: 'or', nodes } : { kind: 'and', nodes };
  },
};

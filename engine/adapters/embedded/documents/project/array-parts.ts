import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter } from '../match/filter.ts';
import { matchedPosition } from '../match/matched-position.ts';
import type { Leaf, Node } from '../match/node.ts';
import { partsOf } from '../values/paths.ts';

/** A projection that shows a part of an array. */
export interface ArrayPart {
  path: string;
  /** What is shown of the value; undefined shows nothing. */
  take(value: unknown, root: Doc): unknown;
}

/** The ways to show a part of an array. */
export const arrayParts = {
  byOperator: { $slice: slice, $elemMatch: elemMatch } as Record<
    string,
    (path: string, operand: unknown, filter: Node) => ArrayPart
  >,
  positional,
};

/** The first or last so many elements, or so many from a position. */
function slice(path: string, operand: unknown): ArrayPart {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map(Number);
  if (numbers.some((one) => !Number.isInteger(one)) || numbers.length > 2)
    throw new CommandError('BadValue', '$slice only supports numbers and [skip, limit] arrays');
  const [first, count] = numbers as [number, number | undefined];
  if (count !== undefined && count <= 0)
    throw new CommandError('BadValue', 'First argument to $slice must be positive');
  return {
    path,
    take(value) {
      if (!Array.isArray(value)) return value;
      if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
      const from = first < 0 ? Math.max(0, value.length + first) : first;
      return value.slice(from, from + count);
    },
  };
}

/** The first element that fulfils conditions. */
function elemMatch(path: string, operand: unknown): ArrayPart {
  const leaf = compileFilter({ [path]: { $elemMatch: operand } }) as Leaf;
  return {
    path,
    take(value) {
      const found = Array.isArray(value) ? value.find((element) => leaf.test([element])) : undefined;
      return found === undefined ? undefined : [found];
    },
  };
}

/** The element the filter has met. */
function positional(path: string, filter: Node): ArrayPart {
  return {
    path,
    take(value, root) {
      if (!Array.isArray(value)) return value;
      const position = matchedPosition(filter, root, partsOf(path));
      if (position < 0)
        throw new CommandError(
          'BadValue',
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      return [value[position]];
    },
  };
}

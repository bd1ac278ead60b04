import type { Doc } from '../../bson/codec.ts';
import { CommandError } from '../../errors/command-error.ts';
import { compare } from '../../values/compare.ts';
import { copy } from '../../values/fields.ts';
import { partsOf, plainValue } from '../../values/paths.ts';
import { isDocument } from '../../values/types.ts';
import type { UpdateOperator } from '../operator.ts';
import { arrayAt } from './array.ts';

const modifiers = ['$each', '$slice', '$sort', '$position'];

/** Adds to an array: at its end, or at `$position`; then sorts it by `$sort` and cuts it to `$slice`. */
export const push: UpdateOperator = {
  name: '$push',
  compile(path, operand) {
    const { added, position, slice, order } = parse(path, operand);
    return {
      apply(slot, root) {
        const present = arrayAt(slot, root);
        const next = [...(present ?? [])];
        const at =
          position === null ? next.length : position < 0 ? Math.max(0, next.length + position) : position;
        next.splice(at, 0, ...added.map(copy));
        if (order) next.sort(order);
        const kept = cut(next, slice);
        if (present && added.length === 0 && compare(present, kept) === 0) return false;
        slot.set(kept);
        return true;
      },
    };
  },
};

function parse(
  path: string,
  operand: unknown,
): {
  added: unknown[];
  position: number | null;
  slice: number | null;
  order: ((a: unknown, b: unknown) => number) | null;
} {
  if (!isDocument(operand) || !('$each' in operand))
    return { added: [operand], position: null, slice: null, order: null };
  for (const name of Object.keys(operand))
    if (!modifiers.includes(name))
      throw new CommandError('BadValue', `Unrecognized clause in $push: ${name}`);
  const added = operand['$each'];
  if (!Array.isArray(added))
    throw new CommandError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type ${typeof added}`,
    );
  return {
    added,
    position: whole(operand, '$position'),
    slice: whole(operand, '$slice'),
    order: orderOf(path, operand['$sort']),
  };
}

function whole(operand: Doc, name: string): number | null {
  if (!(name in operand)) return null;
  const value = operand[name];
  const number = Number(value);
  if ((typeof value !== 'number' && typeof value !== 'bigint') || !Number.isInteger(number))
    throw new CommandError('BadValue', `The value for ${name} must be an integer value`);
  return number;
}

function cut(values: unknown[], slice: number | null): unknown[] {
  if (slice === null) return values;
  return slice < 0 ? values.slice(slice) : values.slice(0, slice);
}

function orderOf(path: string, sort: unknown): ((a: unknown, b: unknown) => number) | null {
  if (sort === undefined) return null;
  if (sort === 1 || sort === -1) return (a, b) => compare(a, b) * sort;
  if (!isDocument(sort) || Object.values(sort).some((one) => one !== 1 && one !== -1))
    throw new CommandError(
      'BadValue',
      `The $sort in the $push at '${path}' must be 1, -1 or an object of these`,
    );
  const fields = Object.entries(sort).map(([field, sign]) => ({ parts: partsOf(field), sign: Number(sign) }));
  const fieldIn = (element: unknown, parts: string[]): unknown =>
    isDocument(element) ? plainValue(element, parts) : undefined;
  return (a, b) => {
    for (const { parts, sign } of fields) {
      const order = compare(fieldIn(a, parts), fieldIn(b, parts));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

import type { Doc } from '../../bson/codec.ts';
import { CommandError } from '../../errors/command-error.ts';
import { print } from '../../store/duplicate-key.ts';
import { typeName } from '../../values/type-name.ts';
import type { Slot } from '../slot.ts';

/** The array at a place; null when there is nothing, and refused when it is something else. */
export function arrayAt(slot: Slot, root: Doc): unknown[] | null {
  const value = slot.get();
  if (value === undefined) return null;
  if (Array.isArray(value)) return value;
  throw new CommandError(
    'BadValue',
    `The field '${slot.path}' must be an array but is of type ${typeName(value)} in document {_id: ${print(root['_id'])}}`,
  );
}

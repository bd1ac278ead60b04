import { equal } from '../../values/compare.ts';
import { copy } from '../../values/fields.ts';
import type { UpdateOperator } from '../operator.ts';
import type { Slot } from '../slot.ts';

/** Sets a value. */
export const set: UpdateOperator = {
  name: '$set',
  compile: (_path, operand) => ({ apply: (slot) => assign(slot, operand) }),
};

/** Puts a value in a place, unless it is there already. */
export function assign(slot: Slot, value: unknown): boolean {
  const present = slot.get();
  if (present !== undefined && equal(present, value)) return false;
  slot.set(copy(value));
  return true;
}

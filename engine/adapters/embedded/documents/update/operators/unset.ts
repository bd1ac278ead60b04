import type { UpdateOperator } from '../operator.ts';

/** Takes a field away. */
export const unset: UpdateOperator = {
  name: '$unset',
  compile: () => ({
    apply(slot) {
      if (slot.get() === undefined) return false;
      slot.unset();
      return true;
    },
  }),
};

import type { Change } from '../operator.ts';
import { arrayAt } from './array.ts';

/** Takes elements away from an array; where there is none nothing happens. */
export function removeWhere(unwanted: (element: unknown) => boolean): Change {
  return {
    apply(slot, root) {
      const present = arrayAt(slot, root);
      if (!present) return false;
      const kept = present.filter((element) => !unwanted(element));
      if (kept.length === present.length) return false;
      slot.set(kept);
      return true;
    },
  };
}

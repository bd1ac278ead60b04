import { labelOf } from './labels.ts';
import { countedAlike } from './moments.ts';
import type { Teller } from './teller.ts';

/** Deadlines, moments and spans of which only the number differs: `hạn 5 → 3 ngày làm việc`. */
export const tellCounted: Teller = (change, _, language) => {
  const { name, before, after } = change;
  if (name !== 'common#relativeDate' && name !== 'common#duration') return null;
  if (before === undefined || after === undefined) return null;
  const counted = countedAlike(before, after, language);
  return counted === null ? null : `${labelOf(change, language)} ${counted}`;
};

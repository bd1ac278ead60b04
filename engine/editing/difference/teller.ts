import type { Language } from '../../issues/index.ts';
import type { Change } from './change.ts';
import type { Side } from './values.ts';

/** The files before and after, as one change looks at them. */
export interface Sides {
  before: Side;
  after: Side;
}

/** Tells of one subject what its place does not say: `hạn 5 → 3 ngày làm việc`; null when it is not about it. */
export type Teller = (change: Change, sides: Sides, language: Language) => string | null;

import { applier } from './applier.ts';
import { withVisit } from './standing.ts';

/** A ballot was closed: the box as it lay, sorted by receipt. */
export type CountedData = { step: string; visit: number; box: { receipt: string; choice: string }[] };

export const counted = applier<CountedData>('counted', ['steps'], (state, { step, visit, box }) =>
  withVisit(state, step, visit, (standing) => {
    const tally: Record<string, number> = {};
    for (const { choice } of box) tally[choice] = (tally[choice] ?? 0) + 1;
    return { ...standing, tally };
  }),
);

import { applier } from './applier.ts';
import { decide } from './decided.ts';

/** A judge scored; the sum stands in the decision, the parts in contents. */
export type ScoredData = { task: string; score: string; content?: string };

export const scored = applier<ScoredData>(
  'scored',
  ['state', 'steps', 'tasks', 'acted'],
  (state, { task, score, content }, event) =>
    decide(
      state,
      { task, action: 'score', score, ...(content === undefined ? {} : { reason: content }) },
      event,
    ),
);

import type { Doc } from '../bson/codec.ts';
import type { Costs } from '../plan/execute.ts';

/** What a query cost, as `explain` shows it. */
export function executionStats(costs: Costs, milliseconds: number): Doc {
  return {
    executionSuccess: true,
    nReturned: costs.returned,
    executionTimeMillis: Math.round(milliseconds),
    totalKeysExamined: costs.keysExamined,
    totalDocsExamined: costs.docsExamined,
  };
}

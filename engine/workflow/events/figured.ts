import type { CaseState } from '../../model/case.ts';
import { applier } from './applier.ts';

/**
 * Figures over other cases were made: when the form comes to be filled, and anew when it is sent. `value` is absent
 * where there is none; `content` is the digest of the cases it was made from.
 */
export type FiguredData = { facts: Record<string, { value?: string; content: string }> };

export const figured = applier<FiguredData>('figured', ['facts'], (state, data, { at }) => {
  const facts: NonNullable<CaseState['facts']> = {};
  for (const [id, { value, content }] of Object.entries(data.facts))
    facts[id] = value === undefined ? { at, content } : { value, at, content };
  return { ...state, facts };
});

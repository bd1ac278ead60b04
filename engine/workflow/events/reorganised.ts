import { applier } from './applier.ts';

/** The case's unit ended; it goes on at the one named by the rule of the reorganisation. */
export type ReorganisedData = { unitBefore: string; unitAfter: string; successorRule: string };

export const reorganised = applier<ReorganisedData>('reorganised', ['unit'], (state, { unitAfter }) => ({
  ...state,
  unit: { ...state.unit, routedTo: unitAfter },
}));

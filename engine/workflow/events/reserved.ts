import { applier } from './applier.ts';

/** Something unique across cases is the case's now, or no longer. */
export type ReservedData = { key: string; free?: true };

export const reserved = applier<ReservedData>(
  'reserved',
  ['reservations'],
  (state, { key, free }, { seq }) => {
    const others = (state.reservations ?? []).filter((one) => one.key !== key);
    return { ...state, reservations: free ? others : [...others, { key, seq }] };
  },
);

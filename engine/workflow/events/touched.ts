import { applier } from './applier.ts';

/** Nothing but the revision moved, so that a slow commit of somebody else must fail. */
export type TouchedData = { because: string };

export const touched = applier<TouchedData>('touched', [], (state) => state);

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `staffing`. */
export const staffing = {} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `access`. */
export const access = {} as const satisfies Record<string, CatalogueEntry>;

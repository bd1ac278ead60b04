import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `rules`. */
export const rules = {} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `texts`. */
export const texts = {} as const satisfies Record<string, CatalogueEntry>;

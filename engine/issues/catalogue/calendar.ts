import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `calendar`. */
export const calendar = {} as const satisfies Record<string, CatalogueEntry>;

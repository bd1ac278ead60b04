import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `answers`. */
export const answers = {} as const satisfies Record<string, CatalogueEntry>;

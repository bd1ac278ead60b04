import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `schema`. */
export const schema = {} as const satisfies Record<string, CatalogueEntry>;

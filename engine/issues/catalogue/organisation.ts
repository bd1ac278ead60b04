import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `organisation`. */
export const organisation = {} as const satisfies Record<string, CatalogueEntry>;

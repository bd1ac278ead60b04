import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `reference`. */
export const reference = {} as const satisfies Record<string, CatalogueEntry>;

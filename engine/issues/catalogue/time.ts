import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `time`. */
export const time = {} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `workflow`. */
export const workflow = {} as const satisfies Record<string, CatalogueEntry>;

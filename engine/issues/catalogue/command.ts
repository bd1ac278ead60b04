import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `command`. */
export const command = {} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `app`. */
export const app = {} as const satisfies Record<string, CatalogueEntry>;

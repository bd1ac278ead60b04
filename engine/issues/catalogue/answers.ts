import type { CatalogueEntry } from './entry.ts';
import { form } from './form.ts';
import { given } from './given.ts';

/** Codes of the areas `answers` (what was filled in) and `form` (how forms are defined). */
export const answers = { ...given, ...form } as const satisfies Record<string, CatalogueEntry>;

import type { Severity } from '../issue.ts';

/**
 * One code of the catalogue. The sentences name the place's subject, say what is wrong and how to mend it;
 * `{param}` is replaced by the parameter, lists are joined with commas.
 */
export interface CatalogueEntry {
  severity: Severity;
  vi: string;
  en: string;
}

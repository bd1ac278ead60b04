/**
 * Issues: every problem the product can report, as facts. May import only `engine/model`.
 * Start reading at `issue.ts`; the sentences are in `catalogue/`, one file an area.
 */
import { entries, type IssueCode } from './catalogue/index.ts';
import { words } from './catalogue/words.ts';
import type { Issue, Param, Place, RelatedPlace } from './issue.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';
export { catalogue, type IssueCode } from './catalogue/index.ts';
export * from './issue.ts';
export { nearest } from './nearest.ts';

/** A language people are addressed in. */
export type Language = 'vi' | 'en';

/** An issue with the severity its code has in the catalogue. */
export function issue(
  code: IssueCode,
  place: Place,
  params: Record<string, Param> = {},
  related?: RelatedPlace[],
): Issue {
  const severity = entries[code]!.severity;
  const made: Issue = { code, severity, source: place.source, pointer: place.pointer, params };
  return related && related.length > 0 ? { ...made, related } : made;
}

/**
 * The sentence of an issue, Vietnamese unless told otherwise. A code that is not known prints itself.
 * `{param}` in the catalogue's sentence stands for the param, `{param:table}` for its word in the language.
 */
export function sentence(one: Issue, language: Language = 'vi'): string {
  const entry = entries[one.code];
  if (!entry) return `${one.code} ${JSON.stringify(one.params)}`;
  return entry[language].replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, table?: string) =>
    print(one.params[name], (text) => words[table ?? '']?.[text]?.[language] ?? text),
  );
}

function print(value: Param | undefined, word: (text: string) => string): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => word(String(one))).join(', ') : '–';
  return word(String(value));
}

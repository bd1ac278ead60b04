/**
 * A text as it is searched: composed letters taken apart, marks off, đ as d, lower case. "Tổ Đội 3" and
 * "to doi 3" are the same search.
 */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');
}

/** The folded words of texts, each once, in the order met; at most `limit` (default 40), the rest dropped. */
export function searchWords(texts: Iterable<string>, limit = 40): string[] {
  const words = new Set<string>();
  for (const text of texts)
    for (const word of foldText(text).split(/[^\p{L}\p{N}]+/u)) {
      if (word === '') continue;
      if (words.size >= limit) return [...words];
      words.add(word);
    }
  return [...words];
}

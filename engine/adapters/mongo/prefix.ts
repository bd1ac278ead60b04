/**
 * Texts, or lists in which a text, begins so. Not a range: in a list two bounds may be met by two texts. An
 * anchored pattern of plain letters is answered by an index as a range is.
 */
export function beginningWith(word: string): RegExp {
  return new RegExp(`^${word.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`);
}

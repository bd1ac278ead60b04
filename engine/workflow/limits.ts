/** The longest reason, in characters. */
export const longestReason = 5_000;
/** The longest remark on one field, in characters. */
export const longestRemark = 2_000;
/** The most remarks of one return. */
export const mostRemarks = 200;
/** The most lines of a dossier. */
export const mostLines = 500;
/** The longest number of a document somebody types. */
export const longestDocumentNumber = 100;
/** The longest client key. */
export const longestKey = 200;

/** How long a text is in characters: a pair of surrogates is one. */
export function charactersIn(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) continue;
    const before = text.charCodeAt(at - 1);
    if (before >= 0xd800 && before <= 0xdbff) count -= 1;
  }
  return count;
}

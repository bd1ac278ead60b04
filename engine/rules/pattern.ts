import { RE2JS, RE2JSException } from 're2js';

/** What is wrong with a pattern, in the engine's words, or null: back-references and look-around are refused. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (wrong) {
    if (wrong instanceof RE2JSException) return wrong.message;
    throw wrong;
  }
}

/**
 * Whether the whole of a text matches a pattern of RE2's syntax, in time that grows with the text's length
 * only. The pattern is one that `patternProblem` found nothing wrong with.
 */
export function linearPattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.matches(text);
}

import type { PatternEngine } from './field-type.ts';

/** The longest text that is matched without the linear-time engine. */
const longestMatched = 200;

/**
 * Patterns without the linear-time engine, which is too large for a page. The browser's own engine tries
 * again and again on repeated groups, so a pattern that repeats a group, or that the browser reads otherwise,
 * is left to the server; so are texts over 200 characters.
 */
export const browserPatterns: PatternEngine = (pattern) => {
  if (/\)[*+?{]/.test(pattern)) return null;
  try {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    return (text) => text.length > longestMatched || whole.test(text);
  } catch {
    return null;
  }
};

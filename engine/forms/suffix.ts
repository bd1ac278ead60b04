import type { Language } from '../issues/index.ts';
import type { Text } from '../model/generated/definitions.ts';

/** A text in a language, Vietnamese where it has no English; empty when there is no text. */
export function inLanguage(text: Text | undefined, language: Language): string {
  if (!text) return '';
  return (language === 'en' ? text.en : undefined) ?? text.vi;
}

/** The suffixes that may be typed behind a number, in either language. */
export function suffixesOf(suffix: Text | undefined): string[] {
  if (!suffix) return [];
  return suffix.en ? [suffix.vi, suffix.en] : [suffix.vi];
}

/** A number with what it counts behind it: `12 hộ`. */
export function withSuffix(number: string, suffix: string): string {
  return suffix === '' ? number : `${number} ${suffix}`;
}

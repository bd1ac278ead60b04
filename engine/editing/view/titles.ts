import type { Language } from '../../issues/index.ts';
import type { RelativeDate, Text } from '../../model/generated/definitions.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { momentInWords } from '../../workflow/moments-in-words.ts';
import { words } from '../generated/words.js';
import { said, textOf } from './contents.ts';

/** Parts that say what a thing is, the best first. */
const telling = ['title', 'label', 'text', 'message'] as const;

/**
 * What a thing in a definition is called on pages: its title, label or text, else when it happens, else the title
 * of its kind, else its id. Never empty.
 */
export function titleOf(value: JsonValue | undefined, kind: Text | undefined, language: Language): string {
  // Titles of messages have blanks, which are filled when they are sent.
  return fullTitleOf(value, kind, language).replace(/\{\{[^}]*\}\}/g, '…');
}

function fullTitleOf(value: JsonValue | undefined, kind: Text | undefined, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return kind?.[language] ?? '–';
  for (const part of telling) {
    const found = said(value[part], language);
    if (found !== '') return found;
  }
  const own = said(value as unknown as Text, language);
  if (own !== '') return own;
  const moment = momentOf(value);
  const named = kind?.[language] ?? '';
  if (moment !== null) return `${named}: ${momentInWords(moment, language)}`;
  const id = textOf(value['id']) || textOf(value['role']) || textOf(value['to']) || textOf(value['period']);
  return named !== '' && id !== '' ? `${named} ${id}` : named || id || '–';
}

/** The moment a thing is about, as far as it has one. */
function momentOf(value: JsonObject): RelativeDate | null {
  const at = value['at'] ?? value['date'];
  if (typeof at !== 'object' || at === null || Array.isArray(at)) return null;
  const { date, after, before } = at;
  return date === undefined && after === undefined && before === undefined ? null : (at as RelativeDate);
}

/** What a value of a choice is called: of a definition, or of one of its parts. */
export function valueWord(name: string, part: string, value: string, language: Language): string {
  const told = part === '' ? words[name] : words[name]?.parts?.[part];
  const found = told?.values?.[value];
  return found?.[language] ?? found?.vi ?? value;
}

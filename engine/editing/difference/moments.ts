import type { Language } from '../../issues/index.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isSame } from './identity.ts';
import { spanInWords } from './values.ts';

/**
 * Two moments that are counted alike, told by what differs alone: `5 → 3 ngày làm việc`; null when more than the
 * number differs.
 */
export function countedAlike(before: JsonValue, after: JsonValue, language: Language): string | null {
  const was = before as JsonObject;
  const is = after as JsonObject;
  const { offset: one, ...rest } = was;
  const { offset: other, ...same } = is;
  if (typeof one !== 'number' || typeof other !== 'number' || !isSame(rest, same)) return null;
  return `${one} → ${spanInWords(is, language)}`;
}

import type { Language } from '../../issues/index.ts';
import type { Text } from '../../model/generated/definitions.ts';
import { said } from '../view/contents.ts';
import type { Change } from './change.ts';
import { lowered } from './subjects.ts';

/** Parts that any object may have; the schemas' headings leave them out. */
const everywhere: Readonly<Record<string, Text>> = {
  source: { vi: 'nguồn', en: 'source' },
  assumption: { vi: 'dấu giả định', en: 'mark of an assumption' },
  reason: { vi: 'lý do', en: 'reason' },
};

/** What a part of a thing is called in a sentence: `hạn`, `lễ phát động, ngày phát động`. */
export function labelOf({ path }: Pick<Change, 'path'>, language: Language): string {
  return path
    .filter(({ key }) => !/^\d+$/.test(key))
    .map(({ key, title }) => lowered(said(title ?? everywhere[key], language) || `“${key}”`))
    .join(', ');
}

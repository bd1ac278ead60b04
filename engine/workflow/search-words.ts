import { searchTexts } from '../forms/index.ts';
import type { Answers } from '../model/answers.ts';
import type { CaseState } from '../model/case.ts';
import type { Campaign } from './campaign.ts';
import { caseCode } from './case-id.ts';

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
    for (const word of wordsOf(text)) {
      if (words.size >= limit) return [...words];
      words.add(word);
    }
  return [...words];
}

const remembered = new Map<string, string[]>();

/** The folded words of a text. Names of units, entries and periods come with every case, so they are remembered. */
function wordsOf(text: string): string[] {
  let words = remembered.get(text);
  if (!words) {
    words = foldText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
    if (remembered.size >= 5_000) remembered.clear();
    if (text.length <= 200) remembered.set(text, words);
  }
  return words;
}

/**
 * The words under which a case is found: its unit, period, subject, code and entry, then its searchable answers.
 * `answers` is the body of its submission, null where there is none or it was erased.
 */
export function caseSearchWords(campaign: Campaign, state: CaseState, answers: unknown): string[] {
  const form = campaign.entries[state.entry]?.form;
  return searchWords([
    state.unit.nameThen,
    state.period,
    state.subject ?? '',
    caseCode(state._id),
    state.entry,
    state.unit.uid,
    ...(form && answers ? searchTexts(form, answers as Answers) : []),
  ]);
}

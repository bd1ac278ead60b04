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
  // So few that a list is searched sooner than a set is made.
  const words: string[] = [];
  for (const text of texts)
    for (const word of wordsOf(text)) {
      if (words.length >= limit) return words;
      if (!words.includes(word)) words.push(word);
    }
  return words;
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
  const { unit, period, subject, entry } = state;
  const texts = [unit.nameThen, period, subject ?? '', caseCode(state._id), entry, unit.uid];
  return searchWords(form && answers ? texts.concat(searchTexts(form, answers as Answers)) : texts);
}

import type { Language } from '../../issues/index.ts';
import type { JsonObject } from '../../model/json.ts';
import { words } from '../generated/words.js';
import { said } from '../view/contents.ts';
import type { Change } from './change.ts';
import { requiredInWords, shownInWords } from './questions.ts';
import { type Side, valueInWords } from './values.ts';

type Detail = (value: JsonObject, side: Side, language: Language) => string[];

/** What is told of a new thing besides its name. */
const details: readonly { pattern: RegExp; tell: Detail }[] = [
  { pattern: /^form#(?!section|note)\w+Field$/, tell: question },
  { pattern: /^workflow#\w+Step$/, tell: step },
  { pattern: /^workflow#\w+Action$/, tell: leads },
  { pattern: /^campaign#phase$/, tell: days },
  { pattern: /^common#entry$/, tell: entry },
  { pattern: /^common#access$/, tell: access },
];

/** `số nguyên; bắt buộc khi …`; empty when there is nothing more to say. */
export function detailsOf({ name, after, words }: Change, side: Side, language: Language): string {
  const found = details.find(({ pattern }) => pattern.test(name ?? ''));
  if (!found || typeof after !== 'object' || after === null || Array.isArray(after)) return '';
  const type = name?.startsWith('form#') ? [said(words?.title, language).toLocaleLowerCase('vi')] : [];
  return [...type, ...found.tell(after, side, language)].filter((one) => one !== '').join('; ');
}

function question({ required, visible }: JsonObject, side: Side, language: Language): string[] {
  return [
    ...(required === undefined ? [] : [requiredInWords(required, side, language)]),
    ...(visible === undefined ? [] : [shownInWords(visible, side, language)]),
  ];
}

function step({ assignee, deadline }: JsonObject, side: Side, language: Language): string[] {
  const who = { vi: 'giao', en: 'for' }[language];
  const due = { vi: 'hạn', en: 'due' }[language];
  return [
    ...(assignee ? [`${who} ${valueInWords(assignee, { name: 'workflow#assignee' }, side, language)}`] : []),
    ...(deadline
      ? [`${due} ${valueInWords(deadline, { name: 'common#relativeDate' }, side, language)}`]
      : []),
  ];
}

function leads({ to }: JsonObject, side: Side, language: Language): string[] {
  if (typeof to !== 'string') return [];
  const where = valueInWords(to, { shape: { 'x-refers': 'step' } }, side, language);
  return [`${{ vi: 'sang bước', en: 'to step' }[language]} ${where}`];
}

function days({ opens, closes }: JsonObject, side: Side, language: Language): string[] {
  if (opens === undefined || closes === undefined) return [];
  return [`${valueInWords(opens, {}, side, language)} – ${valueInWords(closes, {}, side, language)}`];
}

function entry({ form, workflow }: JsonObject, side: Side, language: Language): string[] {
  const named = (what: string, id: unknown, noun: string) =>
    typeof id === 'string'
      ? [`${noun} ${valueInWords(id, { shape: { 'x-refers': what } }, side, language)}`]
      : [];
  return [
    ...named('form', form, { vi: 'biểu', en: 'form' }[language]),
    ...named('workflow', workflow, { vi: 'quy trình', en: 'workflow' }[language]),
  ];
}

function access({ sees }: JsonObject, side: Side, language: Language): string[] {
  if (typeof sees !== 'string') return [];
  const what = valueInWords(sees, { words: words['common#sensitivity'] }, side, language);
  return [`${{ vi: 'thấy đến mức', en: 'sees up to' }[language]} ${what}`];
}

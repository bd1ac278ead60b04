import { isDay } from '../../calendar/index.ts';
import { showDay } from '../../forms/days.ts';
import type { Language } from '../../issues/index.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { shownPeriod } from '../../workflow/index.ts';
import { campaignOf, objectsOf, said, textOf } from '../view/contents.ts';
import type { Change, Crumb } from './change.ts';
import { asWritten, momentOf, referenceInWords, type Side, valueInWords } from './values.ts';

/** What things are called in sentences, where the schemas' own titles are headings rather than names. */
const nouns: readonly { pattern: RegExp; noun: Text }[] = [
  { pattern: /^form$/, noun: { vi: 'Biểu', en: 'Form' } },
  { pattern: /^list$/, noun: { vi: 'Danh mục', en: 'List' } },
  { pattern: /^group$/, noun: { vi: 'Nhóm', en: 'Group' } },
  { pattern: /^common#entry$/, noun: { vi: 'Nội dung', en: 'Entry' } },
  { pattern: /^form#sectionField$/, noun: { vi: 'Phần', en: 'Section' } },
  { pattern: /^form#noteField$/, noun: { vi: 'Ghi chú', en: 'Note' } },
  { pattern: /^form#\w+Field$/, noun: { vi: 'Câu hỏi', en: 'Question' } },
  { pattern: /^workflow#\w+Step$/, noun: { vi: 'Bước', en: 'Step' } },
  { pattern: /^workflow#\w+Action$/, noun: { vi: 'Nút', en: 'Action' } },
  { pattern: /^workflow#reminder$/, noun: { vi: 'Lời nhắc', en: 'Reminder' } },
  { pattern: /^notification#notification$/, noun: { vi: 'Thông báo', en: 'Message' } },
  { pattern: /^form#check$/, noun: { vi: 'Điều kiểm tra', en: 'Check' } },
];

/** What kind of thing something is: `Bước`, `Đợt`. */
export function nounOf(name: string, words: Crumb['words'], language: Language): string {
  const noun = nouns.find(({ pattern }) => pattern.test(name))?.noun ?? words?.title;
  return said(noun, language) || { vi: 'Mục', en: 'Part' }[language];
}

/** A thing's own name, in quotes; when it happens or whom it is for, where it has none; its id at the last. */
export function callOf(value: JsonValue | undefined, side: Side, language: Language): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `“${asWritten(value)}”`;
  for (const key of ['title', 'label', 'name', 'text', 'message'] as const) {
    const found = typeof value[key] === 'string' ? value[key] : said(value[key], language);
    if (found !== '') return `“${shortened(found.replace(/\s*\{\{[^}]*\}\}/g, ' …').trim())}”`;
  }
  const own = said(value as unknown as Text, language);
  return own !== '' ? `“${shortened(own)}”` : describedOf(value, side, language);
}

function describedOf(value: JsonObject, side: Side, language: Language): string {
  const { at, date, role, when, to, id, period, from } = value;
  if (isMoment(at)) return `“${momentOf(at, language)}”`;
  if (typeof date === 'string') return showDay(date);
  if (typeof role === 'string') return `“${referenceInWords('role', role, side, language)}”`;
  if (typeof period === 'string') return periodInWords(period, side, language);
  if (typeof when === 'string') return valueInWords(when, { name: 'common#rule' }, side, language);
  for (const day of [from, to]) if (typeof day === 'string' && isDay(day)) return showDay(day);
  if (typeof to === 'string') return `“${referenceInWords('step', to, side, language)}”`;
  return `“${textOf(id)}”`;
}

/** A period by its month, quarter or year, and one that is a phase by the phase's title. */
function periodInWords(period: string, { contents }: Side, language: Language): string {
  const phase = objectsOf(campaignOf(contents)['phases']).find(({ id }) => id === period);
  return said(phase?.['title'], language) || shownPeriod(period, language);
}

function isMoment(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Long names as a sentence can hold them. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 88).trimEnd()}…` : line;
}

/**
 * Where a change is: `Bước Thẩm định`, `Biểu Báo cáo tháng, câu hỏi “Số buổi”`. A file is left out where what
 * lies in it is known by its name alone.
 */
export function placeInWords({ trail }: Pick<Change, 'trail'>, side: Side, language: Language): string {
  const crumbs = trail.length > 1 && isKnownAlone(trail, side) ? trail.slice(1) : trail;
  return crumbs
    .map((crumb, index) => {
      const noun = nounOf(crumb.name, crumb.words, language);
      const called = callOf(crumb.value, side, language);
      if (index > 0) return `${lowered(noun)} ${called}`;
      const plain = unquoted(called);
      // A phase is often called after what it is: `Đợt 1`.
      return plain.toLowerCase().startsWith(`${noun.toLowerCase()} `) ? plain : `${noun} ${plain}`;
    })
    .join(', ');
}

/** The campaign itself never needs saying, nor a workflow whose step has a name that no other step has. */
function isKnownAlone(trail: readonly Crumb[], { contents }: Side): boolean {
  const [file, first] = trail;
  if (file!.name === 'campaign' || file!.name === 'notification') return true;
  if (file!.name === 'group') return first!.name === 'common#entry';
  if (file!.name !== 'workflow') return false;
  const title = JSON.stringify(first!.value['title'] ?? null);
  const titled = [...contents.documents.values()]
    .filter(({ kind }) => kind === 'workflow')
    .flatMap(({ value }) => ((value as JsonObject)['steps'] as JsonObject[] | undefined) ?? [])
    .filter((step) => JSON.stringify((step as JsonObject | null)?.['title'] ?? null) === title);
  return titled.length === 1;
}

function unquoted(text: string): string {
  return /^“[^”]*”$/.test(text) ? text.slice(1, -1) : text;
}

/** With a small first letter, for the middle of a sentence; an abbreviation stays. */
export function lowered(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

import { type FileKind, placeOf, readJson, withLineFeeds } from '../../compile/index.ts';
import type { Language } from '../../issues/index.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { words } from '../generated/words.js';
import { objectsOf, said } from '../view/contents.ts';
import { paperTitle } from '../view/outline.ts';
import { callOf, lowered, nounOf } from './subjects.ts';
import type { Sides } from './teller.ts';

/** What a file is in a sentence: `biểu “Báo cáo tháng”`, `lời nhắn của thông báo “…”`, else its path. */
export function fileInWords(path: string, text: string, sides: Sides, language: Language): string {
  const place = placeOf(path);
  if (place?.is === 'document') {
    const { value } = readJson(text, path);
    const noun = nounOf(place.kind, words[place.kind], language);
    return value === undefined
      ? `${lowered(noun)} “${place.id}”`
      : `${lowered(noun)} ${titled(value, sides, language)}`;
  }
  if (place?.is === 'document text') return paperInWords(path, sides, language);
  if (place?.is === 'message') return messageInWords(path, sides, language);
  if (place?.is === 'tests') {
    const form = path.replace(/\.tests\.json$/, '.json');
    const value = sides.after.contents.documents.get(form)?.value;
    const named = value === undefined ? `“${form}”` : titled(value, sides, language);
    return { vi: `ca thử của biểu ${named}`, en: `tests of the form ${named}` }[language];
  }
  return { vi: `tệp “${path}”`, en: `file “${path}”` }[language];
}

function titled(value: JsonValue, sides: Sides, language: Language): string {
  return callOf(value as JsonObject, sides.after, language);
}

/** The text of a paper by what it is called where a step prints it. */
function paperInWords(path: string, { before, after }: Sides, language: Language): string {
  const there = after.contents.files[path] === undefined ? before : after;
  const title = paperTitle(there.contents, path, language);
  return { vi: `lời văn bản “${title}”`, en: `text of the paper “${title}”` }[language];
}

/** A message by the notification that sends it. */
function messageInWords(path: string, { before, after }: Sides, language: Language): string {
  for (const { contents } of [after, before]) {
    const file = contents.documents.get('notifications.json')?.value as JsonObject | undefined;
    const sends = objectsOf(file?.['notifications']).find((one) =>
      Object.values((one['template'] as JsonObject | undefined) ?? {}).includes(path),
    );
    if (sends) {
      const title = said(sends['title'], language).replace(/\s*\{\{[^}]*\}\}/g, ' …');
      const english = path.endsWith('.en.hbs');
      return language === 'vi'
        ? `lời nhắn${english ? ' tiếng Anh' : ''} của thông báo “${title}”`
        : `${english ? 'English' : 'Vietnamese'} text of the message “${title}”`;
    }
  }
  return { vi: `lời nhắn “${path}”`, en: `text “${path}”` }[language];
}

/** A file that is new or gone. */
export function tellFile(
  kind: 'added' | 'removed',
  path: string,
  text: string,
  sides: Sides,
  language: Language,
): string {
  const verb = { added: { vi: 'Thêm', en: 'Adds' }, removed: { vi: 'Bỏ', en: 'Removes' } }[kind][language];
  return `${verb} ${fileInWords(path, text, kind === 'added' ? sides : { ...sides, after: sides.before }, language)}`;
}

/** A file that is told as a whole: a text line by line, JSON that cannot be read, a new layout. */
export function tellText(
  path: string,
  before: string,
  after: string,
  sides: Sides,
  language: Language,
): string {
  const what = capital(fileInWords(path, after, sides, language));
  const kind: FileKind | undefined = ((place) => (place?.is === 'document' ? place.kind : undefined))(
    placeOf(path),
  );
  if (kind !== undefined) {
    const broken = readJson(after, path).value === undefined;
    return broken
      ? {
          vi: `${what}: chưa đọc được, đang có lỗi JSON`,
          en: `${what}: cannot be read, it is not valid JSON`,
        }[language]
      : readJson(before, path).value === undefined
        ? { vi: `${what}: đọc được trở lại`, en: `${what}: can be read again` }[language]
        : {
            vi: `${what}: chỉ trình bày lại, nội dung không đổi`,
            en: `${what}: laid out anew, nothing else`,
          }[language];
  }
  const lines = differingLines(withLineFeeds(before), withLineFeeds(after));
  if (!lines)
    return { vi: `${what}: chỉ đổi cách xuống dòng`, en: `${what}: other line ends, nothing else` }[language];
  return `${what}: “${lines.before}” → “${lines.after}”`;
}

/** The lines between what both texts have in common at their ends; null when they do not differ. */
function differingLines(before: string, after: string): { before: string; after: string } | null {
  if (before === after) return null;
  const [was, is] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(was.length, is.length) && was[start] === is[start]) start += 1;
  let end = 0;
  const left = Math.min(was.length, is.length) - start;
  while (end < left && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const between = (lines: string[]) => {
    const text = lines
      .slice(start, lines.length - end)
      .join(' ')
      .trim();
    return text.length > 200 ? `${text.slice(0, 198)}…` : text;
  };
  return { before: between(was), after: between(is) };
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

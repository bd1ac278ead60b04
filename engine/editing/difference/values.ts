import { type Shape, shapeFor } from '../../compile/index.ts';
import { showDay } from '../../forms/days.ts';
import type { Language } from '../../issues/index.ts';
import type { RelativeDate, Text } from '../../model/generated/definitions.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { shownPeriod } from '../../workflow/index.ts';
import { momentInWords } from '../../workflow/moments-in-words.ts';
import { words as schemaWords, type Words } from '../generated/words.js';
import { type Contents, said, textOf } from '../view/contents.ts';
import { namesOf } from '../view/names.ts';
import { questionsOf } from '../view/questions.ts';
import { ruleInWords } from '../view/rule-words.ts';

/** One of the two sets of files a change is between, and the file it is in: names are looked up there. */
export interface Side {
  contents: Contents;
  file: string;
}

/** What is known of a value: its shape's name, its shape, the words of the schemas. */
export interface Told {
  name?: string | undefined;
  shape?: Shape;
  words?: Words | undefined;
}

/** What a name of a kind stands for: the title of the role, step or form, in its own words. */
export function referenceInWords(what: string, id: string, side: Side, language: Language): string {
  const found = namesOf(what, { ...side, language }).find((one) => one.id === id);
  return found?.title || id;
}

/** A value that is not what its place asks for, as it is written. */
export function asWritten(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value);
}

type Print = (value: JsonObject, side: Side, language: Language) => string;

/** How values of a named shape are told. */
const printers: readonly { pattern: RegExp; print: Print }[] = [
  { pattern: /^common#text$/, print: (value, _, language) => `“${said(value, language)}”` },
  { pattern: /^common#relativeDate$/, print: (value, _, language) => wholeMoment(value, language) },
  { pattern: /^common#duration$/, print: (value, _, language) => spanInWords(value, language) },
  { pattern: /^common#monthDay$/, print: (value, _, language) => monthDay(value, language) },
  { pattern: /^workflow#(\w*A|a)ssignee$|^common#audience/, print: people },
];

/** A value in words, as far as the schemas know what it is; never its JSON where it can be helped. */
export function valueInWords(
  value: JsonValue,
  { name, shape, words }: Told,
  side: Side,
  language: Language,
): string {
  if (name === 'common#rule' && typeof value === 'string') return rule(value, side, language);
  if (Array.isArray(value))
    return value.length === 0
      ? { vi: 'không có gì', en: 'nothing' }[language]
      : value
          .map((one) =>
            valueInWords(one, { ...(shape?.items ? { shape: shape.items } : {}), words }, side, language),
          )
          .join(', ');
  if (typeof value === 'object' && value !== null) {
    const printer = printers.find(({ pattern }) => pattern.test(name ?? ''));
    return printer
      ? printer.print(value, side, language)
      : parts(value, { name, ...(shape ? { shape } : {}), words }, side, language);
  }
  if (typeof value === 'boolean')
    return value ? { vi: 'có', en: 'yes' }[language] : { vi: 'không', en: 'no' }[language];
  if (typeof value !== 'string') return asWritten(value);
  const chosen = words?.values?.[value];
  if (chosen) return lowerFirst(said(chosen, language));
  const refers = shape?.['x-refers'];
  if (refers) return `“${referenceInWords(refers, value, side, language)}”`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return showDay(value);
  if (/^\d{4}-(\d{2}(-p\d+)?|q\d)$/.test(value)) return shownPeriod(value, language);
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  return `“${value}”`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

function rule(text: string, side: Side, language: Language): string {
  return ruleInWords(text, questionsOf({ ...side, language }), language);
}

function wholeMoment(value: JsonObject, language: Language): string {
  const words = momentOf(value, language);
  const { time } = value;
  return typeof time === 'string' ? `${words}, ${{ vi: 'lúc', en: 'at' }[language]} ${time}` : words;
}

/** A moment in words; as it is written when it is none. */
export function momentOf(value: JsonObject, language: Language): string {
  const { date, offset = 0, unit = 'day' } = value;
  const isMoment =
    typeof date === 'string' ||
    (typeof offset === 'number' && schemaWords['common#timeUnit']?.values?.[asWritten(unit)] !== undefined);
  return isMoment ? momentInWords(value as RelativeDate, language) : asWritten(value);
}

/** `3 ngày làm việc`. */
export function spanInWords({ offset = 0, unit = 'day' }: JsonObject, language: Language): string {
  const units = schemaWords['common#timeUnit']?.values?.[asWritten(unit)];
  const word = said(units, language) || asWritten(unit);
  // English units are told in the plural.
  return `${asWritten(offset)} ${language === 'en' && offset === 1 ? word.replace(/s$/, '') : word}`;
}

function monthDay({ dayOfMonth, monthOffset }: JsonObject, language: Language): string {
  const offset = Number(monthOffset ?? 0);
  const month =
    offset === 0
      ? ''
      : language === 'vi'
        ? ` của tháng ${offset < 0 ? 'trước' : 'sau'}`
        : ` of the month ${offset < 0 ? 'before' : 'after'}`;
  return `${{ vi: 'ngày', en: 'day' }[language]} ${asWritten(dayOfMonth)}${month}`;
}

/** Whom a step waits for, or who is told: the role and its level, else the kind in its own words. */
function people(value: JsonObject, side: Side, language: Language): string {
  const level =
    typeof value['level'] === 'string' ? referenceInWords('level', value['level'], side, language) : '';
  if (typeof value['role'] === 'string') {
    const role = referenceInWords('role', value['role'], side, language);
    return level === '' ? `“${role}”` : `“${role}” (${level})`;
  }
  const kind = textOf(value['kind']);
  const variant = Object.entries(schemaWords).find(([name]) =>
    [`workflow#${kind}Assignee`, `common#audience${kind.charAt(0).toUpperCase()}${kind.slice(1)}`].includes(
      name,
    ),
  );
  const field =
    typeof value['field'] === 'string'
      ? ` “${referenceInWords('field', value['field'], side, language)}”`
      : '';
  return `${lowerFirst(said(variant?.[1].title, language) || kind)}${field}`;
}

/** Another object, part by part: `từ ngày 01/07/2025, nếu không thì “Bước …”`. */
function parts(value: JsonObject, { name, shape, words }: Told, side: Side, language: Language): string {
  const called = value['title'] ?? value['label'] ?? value['text'] ?? value['name'];
  const own = typeof called === 'string' ? called : said(called as Text | undefined, language);
  if (own !== '') return `“${own}”`;
  if (typeof value['period'] === 'string') return shownPeriod(value['period'], language);
  const known = words?.parts ?? schemaWords[name ?? '']?.parts;
  return Object.entries(value)
    .filter(([key]) => key !== 'id' && key !== 'kind' && key !== 'reason' && key !== 'assumption')
    .map(([key, one]) => {
      const part = known?.[key];
      const title = said(part?.title, language);
      if (title !== '' && typeof one === 'boolean')
        return one ? lowerFirst(title) : `${{ vi: 'không', en: 'not' }[language]} ${lowerFirst(title)}`;
      const declared = shape?.properties?.[key];
      const own = declared ? shapeFor(declared, one) : {};
      const told = valueInWords(one, { ...own, words: part }, side, language);
      return title === '' ? told : `${lowerFirst(title)} ${told}`;
    })
    .join(', ');
}

import { addDays, addMonths, daysBetween, yearOf } from '../calendar/index.ts';
import { isObject, type Library, type Placed, placeOf, readJson, walk } from '../compile/index.ts';
import { failure, issue, type Result, success } from '../issues/index.ts';
import type { Edit } from '../model/definition-draft.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Day } from '../model/time.ts';
import { applyEdits } from './apply-edit.ts';
import type { Files } from './operation.ts';

/** The campaign that is to be made of another one. */
export interface CopyCall {
  id: string;
  title: { vi: string; en?: string };
  /** Its first day; every other day keeps its distance. */
  opens: Day;
}

/** A day that was moved. */
export interface MovedDay {
  file: string;
  pointer: string;
  before: string;
  after: string;
}

/** Something that was left as it is and has to be looked at. */
export interface ToCheck {
  file: string;
  pointer: string;
  why: 'basis' | 'validity' | 'plan' | 'year';
}

/** A copy of a campaign. */
export interface CampaignCopy {
  files: Record<string, string>;
  moved: MovedDay[];
  toCheck: ToCheck[];
  /** Years the copy runs through which its calendar does not know. */
  missingYears: string[];
}

/** Parts whose days belong to the law or to a paper, not to the campaign's course. */
const kept: readonly { pattern: RegExp; why: ToCheck['why'] }[] = [
  { pattern: /^\/legalBases\/\d+$/, why: 'basis' },
  { pattern: /^\/steps\/\d+\/valid$/, why: 'validity' },
  { pattern: /^\/plan$/, why: 'plan' },
];

/**
 * The files of a campaign as the next one: another id and title, every day moved as far as the first day is.
 * Whole years are moved as years, so that the 31st of March stays one; anything else by days. Legal bases, validity
 * of steps and the plan's number and date stay, marked as assumptions to be checked, and so do texts that name a
 * year of the old campaign. Refused when the campaign's own file cannot be read or its first day is not known.
 */
export function copyCampaign(files: Files, call: CopyCall, library: Library): Result<CampaignCopy> {
  const campaign = readJson(files['campaign.json'] ?? '', 'campaign.json').value;
  const opened = isObject(campaign) ? campaign['opens'] : undefined;
  if (!isObject(campaign) || typeof opened !== 'string')
    return failure([issue('editing.copy.unreadable', { source: 'campaign.json', pointer: '/opens' })]);
  const move = moverOf(opened, call.opens);
  const moved: MovedDay[] = [];
  const toCheck: ToCheck[] = [];
  const edits: Edit[] = [];
  const years = yearsOf(campaign);
  for (const [file, text] of Object.entries(files)) {
    const place = placeOf(file);
    const value = place?.is === 'document' ? readJson(text, file).value : undefined;
    if (place?.is !== 'document' || value === undefined) continue;
    walk(place.kind, value, (placed) => {
      const { pointer } = placed;
      // Nothing was ever called so in the copy.
      if (placed.name === 'common#entry' && isObject(placed.value) && placed.value['formerly'] !== undefined)
        edits.push({ op: 'remove', file, pointer: `${pointer}/formerly` });
      const part = kept.find(({ pattern }) => pattern.test(pointer));
      if (part) {
        toCheck.push({ file, pointer, why: part.why });
        edits.push(...marked(file, placed, campaign));
        return false;
      }
      const after = movedValue(placed, move);
      if (after !== null) {
        moved.push({ file, pointer, before: placed.value as string, after });
        edits.push({ op: 'set', file, pointer, value: after });
      } else if (namesYear(placed, years)) toCheck.push({ file, pointer, why: 'year' });
      return undefined;
    });
  }
  edits.push(
    { op: 'set', file: 'campaign.json', pointer: '/id', value: call.id },
    { op: 'set', file: 'campaign.json', pointer: '/title', value: titled(campaign['title'], call.title) },
  );
  const edited = applyEdits(files, edits);
  if (!edited.ok) return failure(edited.issues);
  return success({
    files: edited.value.files,
    moved,
    toCheck: toCheck.filter(
      ({ pointer, file }) => !(file === 'campaign.json' && pointer.startsWith('/title')),
    ),
    missingYears: missingYears(edited.value.files, library),
  });
}

/** The title's words, with what else stood at it. */
function titled(before: JsonValue | undefined, { vi, en }: CopyCall['title']): JsonObject {
  const { en: _, ...rest } = isObject(before) ? before : {};
  return { ...rest, vi, ...(en ? { en } : {}) };
}

/** What moves a day: by whole years where the two first days are the same day of the year, else by days. */
function moverOf(before: Day, after: Day): (day: Day) => Day {
  if (before.slice(4) === after.slice(4)) {
    const months = (yearOf(after) - yearOf(before)) * 12;
    return (day) => addMonths(day, months);
  }
  const days = daysBetween(before, after);
  return (day) => addDays(day, days);
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const monthForm = /^(\d{4}-\d{2})((?:-p\d+)?)$/;
const quarterForm = /^(\d{4})-q([1-4])$/;

/** The day or period after moving; null for a value that is neither. */
function movedValue({ value, name, pointer, parent }: Placed, move: (day: Day) => Day): string | null {
  if (typeof value !== 'string') return null;
  if (name === 'common#day' && dayForm.test(value)) return move(value);
  const isPeriod = pointer === '/openFrom' || (pointer.endsWith('/period') && isObject(parent as JsonValue));
  return isPeriod ? movedPeriod(value, move) : null;
}

/** A period moved with its first day; null for one that has no date, such as a phase. */
function movedPeriod(period: string, move: (day: Day) => Day): string | null {
  if (dayForm.test(period)) return move(period);
  const month = monthForm.exec(period);
  if (month) return `${move(`${month[1]}-01`).slice(0, 7)}${month[2]}`;
  const quarter = quarterForm.exec(period);
  if (quarter) {
    const day = move(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`);
    return `${day.slice(0, 4)}-q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  }
  return /^\d{4}$/.test(period) ? move(`${period}-01-01`).slice(0, 4) : null;
}

/** The part marked as an assumption, unless it is one already. */
function marked(file: string, { value, pointer }: Placed, campaign: JsonObject): Edit[] {
  if (!isObject(value) || value['assumption'] === true) return [];
  const reason = `Giữ nguyên từ “${String(campaign['id'])}”; cần kiểm tra lại cho phong trào này.`;
  return [
    { op: 'set', file, pointer: `${pointer}/assumption`, value: true },
    { op: 'set', file, pointer: `${pointer}/reason`, value: reason },
  ];
}

/** The years of the campaign, as texts may name them. */
function yearsOf(campaign: JsonObject): RegExp {
  const [from, to] = [campaign['opens'], campaign['closes']].map((day) => yearOf(String(day ?? '')));
  const years = from && to ? Array.from({ length: to - from + 1 }, (_, n) => from + n) : [];
  return new RegExp(years.length > 0 ? `(?<!\\d)(${years.join('|')})(?!\\d)` : '(?!)');
}

/** Whether a text for people names a year of the old campaign. */
function namesYear({ value, name }: Placed, years: RegExp): boolean {
  return (
    name === 'common#text' &&
    isObject(value) &&
    [value['vi'], value['en']].some((one) => years.test(String(one)))
  );
}

function missingYears(files: Files, library: Library): string[] {
  const campaign = readJson(files['campaign.json']!, 'campaign.json').value as JsonObject;
  const calendar = library.calendars[String(campaign['calendar'])];
  const [from, to] = [campaign['opens'], campaign['closes']].map((day) => yearOf(String(day ?? '')));
  if (!calendar || !from || !to) return [];
  const years = Array.from({ length: to - from + 1 }, (_, n) => String(from + n));
  return years.filter((year) => !Object.hasOwn(calendar.years, year));
}

/** What a copy is called by default: every year of the campaign in its id or title, as far on as its first day. */
export function nextYears(text: string, campaign: JsonObject, opens: Day): string {
  const by = yearOf(opens) - yearOf(String(campaign['opens'] ?? ''));
  return Number.isFinite(by)
    ? text.replace(/(?<!\d)20\d{2}(?!\d)/g, (year) => String(Number(year) + by))
    : text;
}

import { addDays, type CalendarEdit, editCalendar, isDay, weekday } from '../../calendar/index.ts';
import { failure, issue, type Language, type Result } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import type { Calendar, Day, NamedDay } from '../../model/time.ts';
import type { Ports } from '../ports.ts';
import { said, shownDay } from '../texts.ts';
import type { CalendarPlan } from './calendar-work.ts';
import type { DirectoryChanges } from './directory-changes.ts';
import { calendarRecord } from './directory-records.ts';
import { needDay } from './typed-day.ts';

/** A day of a year's picture. */
export interface CalendarDay {
  day: Day;
  /** Day of the month; empty where the month has not begun. */
  number: string;
  kind: 'work' | 'weekend' | 'off' | 'worked' | 'blank';
  /** What is said of the day: why it is off or worked. */
  title?: string;
}

/** A calendar's year as a picture, and the list of what is marked in it. */
export interface CalendarYearView {
  id: string;
  title: string;
  year: number;
  years: { year: number; current: boolean }[];
  known: boolean;
  months: { title: string; weeks: CalendarDay[][] }[];
  marks: { date: Day; shown: string; kind: 'off' | 'worked'; name: string; source?: string }[];
  workingDays: number;
  hours: string[];
  revision: number;
  /** How far open deadlines were counted anew after the last change; absent where none was. */
  recount?: { running: boolean; looked: number; moved: number; refused: number };
}

/** Working calendars: looked at as a year, edited day by day. */
export interface Calendars {
  list(language: Language): Promise<{ id: string; title: string; years: string[]; href: string }[]>;
  year(id: string, year: number, language: Language): Promise<CalendarYearView | null>;
  mark(
    by: Account,
    id: string,
    typed: { kind: string; date: string; name: string; source: string; note: string },
  ): Promise<Result<DirectoryChange>>;
  unmark(by: Account, id: string, date: string): Promise<Result<DirectoryChange>>;
  /** Stretches of work of a day, one a line. */
  setHours(by: Account, id: string, lines: string, note: string): Promise<Result<DirectoryChange>>;
}

/** Among so many changes of calendars the last one of a calendar is looked for. */
const recent = 50;
const at = (pointer: string) => ({ source: 'form', pointer });

function titleOf({ id, title }: Calendar, language: Language): string {
  return title ? said(title, language) : id;
}

/** Makes the use cases about calendars. */
export function createCalendars(ports: Ports, changes: DirectoryChanges): Calendars {
  async function edit(
    by: Account,
    id: string,
    act: string,
    wanted: CalendarEdit,
    note: string,
  ): Promise<Result<DirectoryChange>> {
    const calendar = await ports.definitions.calendar(id);
    if (!calendar) return failure([issue('directory.calendar.unknown', at(''), { calendar: id })]);
    const { revision: _, ...content } = calendar;
    const edited = editCalendar(content, wanted);
    if (!edited.ok) return edited;
    const before = calendarRecord(calendar);
    const after = calendarRecord({ ...edited.value, revision: calendar.revision });
    return changes.make(by, { act, records: [{ kind: 'calendar', id, before, after }], note });
  }

  return {
    async list(language) {
      const ids = await ports.definitions.calendarIds();
      const found = await Promise.all(ids.map((id) => ports.definitions.calendar(id)));
      return found.flatMap((one) =>
        one
          ? [
              {
                id: one.id,
                title: titleOf(one, language),
                years: Object.keys(one.years).sort(),
                href: `/quan-tri/lich/${one.id}`,
              },
            ]
          : [],
      );
    },
    async year(id, year, language) {
      const calendar = await ports.definitions.calendar(id);
      if (!calendar) return null;
      const last = (await ports.batches.list('calendar', null, recent)).find(
        ({ plan }) => (plan as CalendarPlan).calendar === id,
      );
      const recount = last && {
        running: last.state === 'running',
        looked: last.done,
        moved: last.counts['moved'] ?? 0,
        refused: last.counts['refused'] ?? 0,
      };
      return { ...yearView(calendar, year, language), ...(recount ? { recount } : {}) };
    },
    async mark(by, id, typed) {
      const date = needDay(typed.date, '/date');
      if (!date.ok) return date;
      const name = typed.name.trim().normalize('NFC');
      if (name === '') return failure([issue('directory.name.missing', at('/name'))]);
      const source = typed.source.trim();
      const day: NamedDay = { date: date.value, name, ...(source ? { source } : {}) };
      const kind = typed.kind === 'worked' ? 'worked' : 'off';
      return edit(by, id, 'calendar.mark', { edit: 'mark', kind, day }, typed.note);
    },
    async unmark(by, id, typed) {
      const date = needDay(typed, '/date');
      return date.ok ? edit(by, id, 'calendar.unmark', { edit: 'unmark', date: date.value }, '') : date;
    },
    async setHours(by, id, lines, note) {
      const hours: Calendar['hours'] = [];
      for (const line of lines.split('\n').map((one) => one.trim())) {
        if (line === '') continue;
        const stretch = /^([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)$/.exec(line);
        if (!stretch) return failure([issue('directory.calendar.hours', at('/hours'), { text: line })]);
        hours.push({ from: `${stretch[1]}:${stretch[2]}`, to: `${stretch[3]}:${stretch[4]}` });
      }
      if (hours.length === 0) return failure([issue('directory.calendar.hours', at('/hours'), { text: '' })]);
      return edit(by, id, 'calendar.hours', { edit: 'hours', hours }, note);
    },
  };
}

function yearView(calendar: Calendar, year: number, language: Language): CalendarYearView {
  const known = calendar.years[String(year)];
  const marked = new Map<Day, { kind: 'off' | 'worked'; day: NamedDay }>();
  for (const kind of ['off', 'worked'] as const)
    for (const day of known?.[kind] ?? []) marked.set(day.date, { kind, day });
  const kindOf = (day: Day): CalendarDay['kind'] =>
    marked.get(day)?.kind ?? (calendar.week.includes(weekday(day)) ? 'work' : 'weekend');
  let workingDays = 0;
  const months = Array.from({ length: 12 }, (_, n) => {
    const month = String(n + 1).padStart(2, '0');
    const first = `${year}-${month}-01`;
    const days: CalendarDay[] = Array.from({ length: weekday(first) - 1 }, () => ({
      day: '',
      number: '',
      kind: 'blank',
    }));
    for (let day = first; day.startsWith(`${year}-${month}`); day = addDays(day, 1)) {
      const kind = kindOf(day);
      if (kind === 'work' || kind === 'worked') workingDays += 1;
      const name = marked.get(day)?.day.name;
      days.push({ day, number: String(Number(day.slice(8))), kind, ...(name ? { title: name } : {}) });
    }
    while (days.length % 7 > 0) days.push({ day: '', number: '', kind: 'blank' });
    const title =
      language === 'vi'
        ? `Tháng ${n + 1}`
        : new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
            new Date(`${first}T00:00:00Z`),
          );
    return { title, weeks: Array.from({ length: days.length / 7 }, (_, w) => days.slice(w * 7, w * 7 + 7)) };
  });
  const years = Object.keys(calendar.years).map(Number);
  const next = Math.max(year, ...years) + 1;
  return {
    id: calendar.id,
    title: titleOf(calendar, language),
    year,
    years: [...new Set([...years, year, next])]
      .sort((a, b) => a - b)
      .map((one) => ({ year: one, current: one === year })),
    known: known !== undefined,
    months,
    marks: [...marked.values()]
      .map(({ kind, day }) => ({
        date: day.date,
        shown: shownDay(day.date),
        kind,
        name: day.name,
        ...(day.source ? { source: day.source } : {}),
      }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    workingDays,
    hours: calendar.hours.map(({ from, to }) => `${from}-${to}`),
    revision: calendar.revision,
  };
}

/** A year as an address names it; the year of a day where it names none. */
export function yearNamed(typed: string, today: Day): number {
  return isDay(`${typed}-01-01`) ? Number(typed) : Number(today.slice(0, 4));
}

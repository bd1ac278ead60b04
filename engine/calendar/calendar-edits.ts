import { failure, type Issue, issue, type Result, success } from '../issues/index.ts';
import type { CalendarFile } from '../model/generated/definitions.ts';
import type { Calendar, ClockTime, Day, NamedDay } from '../model/time.ts';
import { checkCalendar } from './check.ts';

/** A calendar as edits see it; its revision is the store's matter. */
export type CalendarContent = Omit<Calendar, 'revision'>;

/** An edit of a calendar, as a person says it. */
export type CalendarEdit =
  /** A day off, or a weekend day worked instead; what was said of the day before is replaced. */
  | { edit: 'mark'; kind: 'off' | 'worked'; day: NamedDay }
  | { edit: 'unmark'; date: Day }
  | { edit: 'hours'; hours: { from: ClockTime; to: ClockTime }[] };

/**
 * The calendar after an edit. A year that was not known becomes known with its first mark. Refused where the
 * calendar would say something wrong or useless that it did not say before.
 */
export function editCalendar(calendar: CalendarContent, edit: CalendarEdit): Result<CalendarContent> {
  if (edit.edit === 'unmark' && !isMarked(calendar, edit.date))
    return failure([
      issue('directory.calendar.day_absent', { source: 'form', pointer: '/date' }, { day: edit.date }),
    ]);
  const after = edited(calendar, edit);
  const before = new Set(issuesOf(calendar).map(asText));
  const issues = issuesOf(after).filter((one) => !before.has(asText(one)));
  return issues.length > 0 ? failure(issues) : success(after);
}

function edited(calendar: CalendarContent, edit: CalendarEdit): CalendarContent {
  if (edit.edit === 'hours') return { ...calendar, hours: edit.hours };
  const date = edit.edit === 'mark' ? edit.day.date : edit.date;
  const year = date.slice(0, 4);
  const known = calendar.years[year] ?? { off: [], worked: [] };
  const without = (days: readonly NamedDay[]) => days.filter((one) => one.date !== date);
  const next = { ...known, off: without(known.off), worked: without(known.worked) };
  if (edit.edit === 'mark')
    next[edit.kind] = [...next[edit.kind], edit.day].sort((a, b) => (a.date < b.date ? -1 : 1));
  return { ...calendar, years: { ...calendar.years, [year]: next } };
}

function isMarked({ years }: CalendarContent, date: Day): boolean {
  const year = years[date.slice(0, 4)];
  return [...(year?.off ?? []), ...(year?.worked ?? [])].some((one) => one.date === date);
}

function issuesOf(calendar: CalendarContent): Issue[] {
  return checkCalendar({ thidua: 1, title: { vi: calendar.id }, ...calendar } as CalendarFile, 'form');
}

function asText({ code, params }: Issue): string {
  return `${code} ${JSON.stringify(params)}`;
}

import { type Issue, issue } from '../issues/index.ts';
import type { CalendarFile, NamedDay } from '../model/generated/definitions.ts';
import { isDay, weekday, yearOf } from './civil-day.ts';
import { isTimezone, minutesOf } from './zone.ts';

/**
 * What is wrong inside a calendar that already matches its schema: zone, hours, days under the wrong year, days
 * listed twice, marks that change nothing, years missing in between. `source` is the file the Issues name, by
 * default the calendar's own.
 */
export function checkCalendar(calendar: CalendarFile, source = `calendars/${calendar.id}.json`): Issue[] {
  const at = (pointer: string) => ({ source, pointer });
  const issues: Issue[] = [];

  if (!isTimezone(calendar.timezone))
    issues.push(issue('calendar.ref.unknown_zone', at('/timezone'), { zone: calendar.timezone }));

  calendar.hours.forEach(({ from, to }, index) => {
    const previous = calendar.hours[index - 1];
    if (minutesOf(from) >= minutesOf(to))
      issues.push(issue('calendar.incompatible.hours', at(`/hours/${index}`), { from, to }));
    if (previous && minutesOf(from) < minutesOf(previous.to))
      issues.push(
        issue('calendar.incompatible.hours_overlap', at(`/hours/${index}`), {
          from,
          to,
          before: `${previous.from}-${previous.to}`,
        }),
      );
  });

  const years = Object.keys(calendar.years).map(Number);
  years.sort((a, b) => a - b);
  years.forEach((year, index) => {
    const previous = years[index - 1];
    if (previous !== undefined && year > previous + 1)
      issues.push(
        issue('calendar.incompatible.year_gap', at('/years'), { from: previous + 1, to: year - 1 }),
      );
  });

  const seen = new Map<string, string>();
  for (const [year, { off, worked }] of Object.entries(calendar.years))
    for (const [list, days] of Object.entries({ off, worked }))
      days.forEach((day, index) => {
        const pointer = `/years/${year}/${list}/${index}`;
        issues.push(...checkDay(day, Number(year), list === 'off', calendar.week, at(`${pointer}/date`)));
        const first = seen.get(day.date);
        if (first === undefined) seen.set(day.date, pointer);
        else
          issues.push(
            issue('calendar.unique.day', at(`${pointer}/date`), { date: day.date }, [
              { source, pointer: first, role: 'first' },
            ]),
          );
      });
  return issues;
}

function checkDay(
  { date, name }: NamedDay,
  year: number,
  off: boolean,
  week: readonly number[],
  place: { source: string; pointer: string },
): Issue[] {
  if (!isDay(date)) return [issue('calendar.type.not_a_day', place, { date })];
  if (yearOf(date) !== year) return [issue('calendar.incompatible.other_year', place, { date, year })];
  if (week.includes(weekday(date)) === off) return [];
  return [
    issue(off ? 'calendar.incompatible.off_already' : 'calendar.incompatible.worked_already', place, {
      date,
      name,
    }),
  ];
}

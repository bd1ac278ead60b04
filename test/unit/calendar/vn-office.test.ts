import { describe, expect, it } from 'vitest';
import { compileCalendar, weekday } from '../../../engine/calendar/index.ts';
import { validators } from '../../../engine/compile/generated/definitions.js';
import { vnOffice, vnOfficeFile } from './vn-office.ts';

const dates = (year: string, list: 'off' | 'worked') =>
  vnOfficeFile.years[year]![list].map(({ date }) => date.slice(5));

describe('the Vietnamese office calendar', () => {
  it('matches its schema', () => {
    expect(validators.calendar(vnOfficeFile) ? [] : validators.calendar.errors).toEqual([]);
  });

  it.each([
    ['2024', '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03', '05-04'],
    ['2025', '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02', '04-26'],
    [
      '2026',
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
      '01-10 08-22',
    ],
  ])('%s has the days that were published', (year, off, worked) => {
    expect(dates(year, 'off').join(' ')).toBe(off);
    expect(dates(year, 'worked').join(' ')).toBe(worked);
    expect(vnOfficeFile.years[year]?.source).toBeTruthy();
  });

  it('gives back a working Saturday for every day that was swapped', () => {
    for (const { off, worked } of Object.values(vnOffice.years)) {
      expect(worked).toHaveLength(off.filter(({ name }) => name === 'Nghỉ hoán đổi').length);
      expect(worked.every(({ date }) => weekday(date) === 6)).toBe(true);
    }
  });

  // Weekdays of the year, less days off, plus Saturdays worked.
  it.each([
    ['2024', 262 - 12 + 1],
    ['2025', 261 - 12 + 1],
    ['2026', 261 - 14 + 2],
  ])('%s has %i working days', (year, count) => {
    expect(compileCalendar(vnOffice).workingDays(`${Number(year) - 1}-12-31`, `${year}-12-31`)).toBe(count);
  });
});

import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareDays,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysInMonth,
  isDay,
  weekday,
  yearOf,
} from '../../../engine/calendar/index.ts';

describe('a civil day', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2025-01-20', 20_108],
    ['0000-03-01', -719_468],
    ['9999-12-31', 2_932_896],
  ])('%s is number %i and back', (day, number) => {
    expect(dayNumber(day)).toBe(number);
    expect(dayFromNumber(number)).toBe(day);
  });

  it('has the number JavaScript gives it, through leap years and centuries', () => {
    for (let number = dayNumber('1895-01-01'); number < dayNumber('2105-01-01'); number += 1) {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
      expect(dayFromNumber(number)).toBe(day);
      expect(dayNumber(day)).toBe(number);
    }
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '20250101',
    '2025-01-20T00:00:00.000Z',
    '２025-01-01',
    '',
    null,
    20250101,
  ])('is not %j', (text) => {
    expect(isDay(text)).toBe(false);
    if (typeof text === 'string') expect(() => dayNumber(text)).toThrow(RangeError);
  });

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-01-15', -13, '2023-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-05-05', 0, '2025-05-05'],
  ])('%s and %i months is %s', (day, n, expected) => expect(addMonths(day, n)).toBe(expected));

  it('counts days across a leap day and back', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2024-03-01', -2)).toBe('2024-02-28');
    expect(daysBetween('2024-08-19', '2025-02-03')).toBe(168);
    expect(daysBetween('2025-02-03', '2024-08-19')).toBe(-168);
  });

  it('knows its weekday, its year, its order and the length of its month', () => {
    expect(['2025-01-20', '2025-01-26', '1969-12-31'].map(weekday)).toEqual([1, 7, 3]);
    expect(yearOf('2025-01-20')).toBe(2025);
    expect(['2025-02-01', '2024-12-31'].sort(compareDays)).toEqual(['2024-12-31', '2025-02-01']);
    expect(compareDays('2025-02-01', '2025-02-01')).toBe(0);
    expect([daysInMonth(2024, 2), daysInMonth(2100, 2), daysInMonth(2000, 2), daysInMonth(2025, 4)]).toEqual([
      29, 28, 29, 30,
    ]);
  });

  it('refuses to leave the years that have four digits', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0000-01-01', -1)).toThrow(RangeError);
  });
});

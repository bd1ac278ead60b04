import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../engine/calendar/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import type { Calendar } from '../../../engine/model/time.ts';
import { vnOffice } from './vn-office.ts';

const calendar = compileCalendar(vnOffice);
const value = (day: string, n: number) => {
  const result = calendar.addWorkingDays(day, n);
  return result.ok ? result.value : result.issues[0]!.code;
};

describe('working days', () => {
  it.each([
    ['2025-01-20', 5, '2025-02-03'],
    ['2025-01-20', 10, '2025-02-10'],
    ['2025-01-20', 20, '2025-02-24'],
    ['2025-02-03', 5, '2025-02-10'],
    ['2025-02-03', 10, '2025-02-17'],
    ['2025-02-03', 20, '2025-03-03'],
    ['2025-04-24', 5, '2025-05-05'],
    ['2025-04-24', 10, '2025-05-12'],
    ['2025-04-24', 20, '2025-05-26'],
    ['2025-04-24', 2, '2025-04-26'],
    ['2025-01-26', 0, '2025-01-26'],
    ['2025-02-03', -1, '2025-01-24'],
    ['2025-02-01', -1, '2025-01-24'],
    ['2025-05-05', -5, '2025-04-24'],
    ['2024-12-31', 1, '2025-01-02'],
  ])('%s and %i is %s', (day, n, expected) => expect(value(day, n)).toBe(expected));

  it('counts those of the two phases', () => {
    expect(calendar.workingDays('2024-08-18', '2025-02-03')).toBe(113);
    expect(calendar.workingDays('2025-02-03', '2025-08-19')).toBe(138);
  });

  it('counts after the first day up to and including the last, and backwards as the negative', () => {
    expect(calendar.workingDays('2025-01-20', '2025-01-20')).toBe(0);
    expect(calendar.workingDays('2025-01-20', '2025-01-21')).toBe(1);
    expect(calendar.workingDays('2025-01-21', '2025-01-20')).toBe(-1);
    expect(calendar.workingDays('2025-01-27', '2025-01-25')).toBe(0);
  });

  it('tells worked days from others', () => {
    const days = ['2025-01-24', '2025-01-25', '2025-01-27', '2025-04-26', '2025-05-02', '2027-01-04'];
    expect(days.map(calendar.isWorkingDay)).toEqual([true, false, false, true, false, null]);
    expect(calendar.named('2025-04-26')?.kind).toBe('worked');
    expect(calendar.named('2025-01-28')?.day.name).toBe('Tết');
    expect(calendar.named('2025-01-24')).toBeNull();
  });
});

describe('a year the calendar does not hold', () => {
  it.each([
    ['2026-12-31', 1, 2027],
    ['2026-12-28', 5, 2027],
    ['2027-03-01', 1, 2027],
    ['2024-01-02', -1, 2023],
    ['2023-12-30', 1, 2023],
  ])('%s and %i is an Issue that names %i', (day, n, year) => {
    const result = calendar.addWorkingDays(day, n);
    expect(result.ok).toBe(false);
    expect(result.issues).toEqual([
      {
        code: 'calendar.ref.unknown_year',
        severity: 'error',
        source: 'calendars/vn-office.json',
        pointer: '/years',
        params: { calendar: 'vn-office', year, known: ['2024', '2025', '2026'] },
      },
    ]);
    expect(sentence(result.issues[0]!)).toContain(`chưa có năm ${year}`);
  });

  it('does not matter to days that are not counted', () => {
    expect(value('2023-12-31', 1)).toBe('2024-01-02');
    expect(value('2027-01-01', -1)).toBe('2026-12-31');
    expect(calendar.workingDays('2023-12-31', '2024-01-05')).toBe(4);
  });

  it('gives null where a count was asked for', () => {
    expect(calendar.workingDays('2026-12-31', '2027-01-05')).toBeNull();
    expect(calendar.workingDays('2027-01-05', '2026-12-30')).toBeNull();
    expect(calendar.workingDays('2023-12-30', '2024-01-05')).toBeNull();
    expect(calendar.workingHours('2026-12-31T01:00:00.000Z', '2027-01-05T01:00:00.000Z')).toBeNull();
  });

  it('is not bridged when it lies between two known ones', () => {
    const { 2025: _, ...years } = vnOffice.years;
    const gap = compileCalendar({ ...vnOffice, years });
    expect(gap.addWorkingDays('2024-12-31', 1).ok).toBe(false);
    expect(gap.workingDays('2024-12-31', '2026-01-05')).toBeNull();
    expect(gap.addWorkingDays('2026-01-05', 1)).toMatchObject({ ok: true, value: '2026-01-06' });
  });
});

describe('working hours', () => {
  const hours = (instant: string, n: number) => {
    const result = calendar.addWorkingHours(instant, n);
    return result.ok ? result.value : result.issues[0]!.code;
  };
  // Vietnam's 07:00 is 00:00 UTC: work runs 00-04 and 06-10 UTC.
  it.each([
    ['in the morning', '2025-01-20T01:00:00.000Z', 2, '2025-01-20T03:00:00.000Z'],
    ['over the noon break', '2025-01-20T03:00:00.000Z', 2, '2025-01-20T07:00:00.000Z'],
    ['to the end of the morning', '2025-01-20T00:00:00.000Z', 4, '2025-01-20T04:00:00.000Z'],
    ['to the end of the day', '2025-01-20T00:00:00.000Z', 8, '2025-01-20T10:00:00.000Z'],
    ['over the night', '2025-01-20T09:00:00.000Z', 2, '2025-01-21T01:00:00.000Z'],
    ['from before the day', '2025-01-19T20:00:00.000Z', 1, '2025-01-20T01:00:00.000Z'],
    ['over Tết', '2025-01-24T09:30:00.000Z', 1, '2025-02-03T00:30:00.000Z'],
    ['by a fraction', '2025-01-20T01:00:00.000Z', 0.5, '2025-01-20T01:30:00.000Z'],
    ['by nothing, outside work', '2025-01-26T01:00:00.000Z', 0, '2025-01-26T01:00:00.000Z'],
    ['back over the night', '2025-01-21T01:00:00.000Z', -2, '2025-01-20T09:00:00.000Z'],
    ['back to the beginning of a day', '2025-01-20T10:00:00.000Z', -8, '2025-01-20T00:00:00.000Z'],
    ['back over Tết', '2025-02-03T00:30:00.000Z', -1, '2025-01-24T09:30:00.000Z'],
    ['on a worked Saturday', '2025-04-25T09:00:00.000Z', 2, '2025-04-26T01:00:00.000Z'],
    ['past the last year', '2026-12-31T09:00:00.000Z', 2, 'calendar.ref.unknown_year'],
    ['before the first year', '2024-01-02T01:00:00.000Z', -2, 'calendar.ref.unknown_year'],
    ['in an unknown year', '2027-03-01T01:00:00.000Z', 1, 'calendar.ref.unknown_year'],
  ])('%s', (_, instant, n, expected) => expect(hours(instant, n)).toBe(expected));

  it('count what lies between two instants', () => {
    expect(calendar.workingHours('2025-01-20T01:00:00.000Z', '2025-01-21T01:00:00.000Z')).toBe(8);
    expect(calendar.workingHours('2025-01-24T09:00:00.000Z', '2025-02-03T00:30:00.000Z')).toBe(1.5);
    expect(calendar.workingHours('2025-01-21T01:00:00.000Z', '2025-01-20T01:00:00.000Z')).toBe(-8);
  });
});

describe('a compiled calendar', () => {
  it('is made once an object', () => {
    expect(compileCalendar(vnOffice)).toBe(calendar);
    expect(compileCalendar({ ...vnOffice, revision: 2 })).not.toBe(calendar);
  });

  it('says when a day of work begins and ends, on days off and in unknown years too', () => {
    expect(calendar.startOfWorkingDay('2025-01-20')).toBe('2025-01-20T00:00:00.000Z');
    expect(calendar.endOfWorkingDay('2025-01-20')).toBe('2025-01-20T10:00:00.000Z');
    expect(calendar.endOfWorkingDay('2030-01-06')).toBe('2030-01-06T10:00:00.000Z');
    expect(calendar.dayOf('2025-01-19T17:00:00.000Z')).toBe('2025-01-20');
    expect(calendar.dayOf('2030-01-19T17:00:00.000Z')).toBe('2030-01-20');
  });

  it('keeps the hours of a zone with daylight saving', () => {
    const berlin: Calendar = {
      id: 'berlin',
      revision: 1,
      timezone: 'Europe/Berlin',
      week: [1, 2, 3, 4, 5],
      hours: [{ from: '09:00', to: '17:00' }],
      years: { 2025: { off: [], worked: [] } },
    };
    const work = compileCalendar(berlin);
    expect(work.endOfWorkingDay('2025-01-15')).toBe('2025-01-15T16:00:00.000Z');
    expect(work.endOfWorkingDay('2025-07-15')).toBe('2025-07-15T15:00:00.000Z');
    expect(work.addWorkingHours('2025-03-28T15:00:00.000Z', 2)).toMatchObject({
      value: '2025-03-31T08:00:00.000Z',
    });
  });

  it('refuses a calendar without hours', () => {
    expect(() => compileCalendar({ ...vnOffice, hours: [] })).toThrow(RangeError);
  });
});

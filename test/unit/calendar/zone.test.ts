import { describe, expect, it } from 'vitest';
import { clockOf, dayOf, instantOf, isTimezone, startOfDay } from '../../../engine/calendar/index.ts';
import { instantMs } from '../../../engine/calendar/zone.ts';

const vietnam = 'Asia/Ho_Chi_Minh';

describe('a zone with a fixed offset', () => {
  it('turns the day at its own midnight', () => {
    expect(dayOf('2025-01-19T16:59:59.999Z', vietnam)).toBe('2025-01-19');
    expect(dayOf('2025-01-19T17:00:00.000Z', vietnam)).toBe('2025-01-20');
    expect(startOfDay('2025-01-20', vietnam)).toBe('2025-01-19T17:00:00.000Z');
  });

  it('says wall-clock times both ways', () => {
    expect(instantOf('2025-01-20', '08:00', vietnam)).toBe('2025-01-20T01:00:00.000Z');
    expect(instantOf('2025-01-20', '24:00', vietnam)).toBe(startOfDay('2025-01-21', vietnam));
    expect(clockOf('2025-01-20T01:00:59.999Z', vietnam)).toBe('08:00');
  });

  it('answers as the tz database does, before its last change too', () => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: vietnam });
    for (const instant of [
      '1960-06-01T15:30:00.000Z',
      '1975-06-12T15:59:00.000Z',
      '1999-12-31T17:00:00.000Z',
    ])
      expect(dayOf(instant, vietnam)).toBe(parts.format(new Date(instant)));
    expect(clockOf('1970-01-01T00:00:00.000Z', vietnam)).toBe('08:00');
  });
});

describe('a zone with daylight saving', () => {
  const berlin = 'Europe/Berlin';

  it.each([
    ['2025-01-15', '12:00', '2025-01-15T11:00:00.000Z'],
    ['2025-07-15', '12:00', '2025-07-15T10:00:00.000Z'],
    ['2025-03-30', '01:59', '2025-03-30T00:59:00.000Z'],
    ['2025-03-30', '03:00', '2025-03-30T01:00:00.000Z'],
    ['2025-10-26', '03:00', '2025-10-26T02:00:00.000Z'],
  ])('%s %s is %s', (day, time, instant) => {
    expect(instantOf(day, time, berlin)).toBe(instant);
    expect(clockOf(instant, berlin)).toBe(time);
    expect(dayOf(instant, berlin)).toBe(day);
  });

  it('moves a time that is skipped on by the gap, and takes the first of one that comes twice', () => {
    expect(instantOf('2025-03-30', '02:30', berlin)).toBe('2025-03-30T01:30:00.000Z');
    expect(clockOf('2025-03-30T01:30:00.000Z', berlin)).toBe('03:30');
    expect(instantOf('2025-10-26', '02:30', berlin)).toBe('2025-10-26T00:30:00.000Z');
  });
});

describe('an instant', () => {
  it.each([
    '2025-01-20T02:13:30.123Z',
    '2024-02-29T23:59:59.999Z',
    '1969-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '2025-01-20T24:00:00.000Z',
    '2025-01-20T02:13:30Z',
    '2025-01-20T09:13:30.123+07:00',
  ])('is counted in milliseconds: %s', (text) => {
    expect(instantMs(text)).toBe(Date.parse(text));
  });

  it.each([
    '2025-13-01T00:00:00.000Z',
    '2025-01-20T25:00:00.000Z',
    '2025-01-20T02:60:00.000Z',
    '2025-01-20T02:13:60.000Z',
    '2025-01-20T02:13:30.12xZ',
    '2025-01-20T02:13:30.123+',
  ])('is refused where it is none: %s', (text) => {
    expect(() => instantMs(text)).toThrow(RangeError);
  });
});

describe('what is refused', () => {
  it('tells zones that exist from those that do not', () => {
    expect(['Asia/Ho_Chi_Minh', 'UTC', 'America/New_York'].map(isTimezone)).toEqual([true, true, true]);
    expect(['Asia/Hanoi2', ''].map(isTimezone)).toEqual([false, false]);
  });

  it('throws on a promise that was broken', () => {
    expect(() => dayOf('yesterday', vietnam)).toThrow(RangeError);
    expect(() => instantOf('2025-01-20', '25:00', vietnam)).toThrow(RangeError);
    expect(() => dayOf('2025-01-20T01:00:00.000Z', 'Asia/Hanoi2')).toThrow(RangeError);
  });
});

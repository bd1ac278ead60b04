import { describe, expect, it } from 'vitest';
import { readDay, readDayParts, readMonth, showDay } from '../../../engine/forms/days.ts';

const told = (reading: ReturnType<typeof readDay>) => ('wrong' in reading ? reading.wrong : reading.day);

describe('a day as typed', () => {
  it.each([
    ['05/09/2024', '2024-09-05'],
    ['5/9/2024', '2024-09-05'],
    ['5-9-2024', '2024-09-05'],
    ['5.9.2024', '2024-09-05'],
    ['5 9 2024', '2024-09-05'],
    ['5 / 9 / 2024', '2024-09-05'],
    ['2024-09-05', '2024-09-05'],
    ['2024-9-5', '2024-09-05'],
    ['ngày 5 tháng 9 năm 2024', '2024-09-05'],
    ['5 tháng 9, năm 2024', '2024-09-05'],
    [' 29/02/2024 ', '2024-02-29'],
    ['29/02/2025', 'no_such_day'],
    ['31/04/2025', 'no_such_day'],
    ['13/13/2025', 'no_such_day'],
    ['09/25/2024', 'no_such_day'],
    ['01/01/0999', 'no_such_day'],
    ['5/9/24', 'short_year'],
    ['hôm qua', 'shape'],
    ['5/9', 'shape'],
    ['05092024', 'shape'],
  ])('%j is %s', (typed, expected) => {
    expect(told(readDay(typed))).toBe(expected);
  });

  it('is read from three boxes', () => {
    expect(told(readDayParts('5', '9', '2024'))).toBe('2024-09-05');
    expect(told(readDayParts('5', '9', '24'))).toBe('short_year');
    expect(told(readDayParts('31', '2', '2024'))).toBe('no_such_day');
    expect(told(readDayParts('a', '9', '2024'))).toBe('shape');
  });

  it('is shown day first', () => {
    expect(showDay('2024-09-05')).toBe('05/09/2024');
  });
});

describe('a month as typed', () => {
  it.each([
    ['09/2024', '2024-09-01'],
    ['9/2024', '2024-09-01'],
    ['9-2024', '2024-09-01'],
    ['9 2024', '2024-09-01'],
    ['2024-09', '2024-09-01'],
    ['tháng 9/2024', '2024-09-01'],
    ['Tháng 9 năm 2024', '2024-09-01'],
    ['13/2024', 'no_such_day'],
    ['9/24', 'short_year'],
    ['tháng chín', 'shape'],
  ])('%j is %s', (typed, expected) => {
    expect(told(readMonth(typed))).toBe(expected);
  });
});

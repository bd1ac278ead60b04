import { describe, expect, it } from 'vitest';
import { checkCalendar } from '../../../engine/calendar/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import type { CalendarFile } from '../../../engine/model/generated/definitions.ts';
import { vnOfficeFile } from './vn-office.ts';

const sound: CalendarFile = {
  thidua: 1,
  id: 'small',
  timezone: 'Asia/Ho_Chi_Minh',
  week: [1, 2, 3, 4, 5],
  hours: [
    { from: '07:00', to: '11:00' },
    { from: '13:00', to: '17:00' },
  ],
  years: { 2025: { off: [{ date: '2025-01-01', name: 'Tết Dương lịch' }], worked: [] } },
};
const year = (off: string[], worked: string[]) => ({
  off: off.map((date) => ({ date, name: 'nghỉ' })),
  worked: worked.map((date) => ({ date, name: 'bù' })),
});

describe('a calendar on its own', () => {
  it('is sound: the shipped one and a small one', () => {
    expect(checkCalendar(vnOfficeFile)).toEqual([]);
    expect(checkCalendar(sound)).toEqual([]);
  });

  it.each<[string, Partial<CalendarFile>, [string, string][]]>([
    ['a zone', { timezone: 'Asia/Hanoi' }, [['calendar.ref.unknown_zone', '/timezone']]],
    [
      'hours that end before they begin',
      { hours: [{ from: '17:00', to: '07:00' }] },
      [['calendar.incompatible.hours', '/hours/0']],
    ],
    [
      'hours that overlap',
      {
        hours: [
          { from: '07:00', to: '12:00' },
          { from: '11:00', to: '17:00' },
        ],
      },
      [['calendar.incompatible.hours_overlap', '/hours/1']],
    ],
    [
      'a day that does not exist',
      { years: { 2025: year(['2025-02-29'], []) } },
      [['calendar.type.not_a_day', '/years/2025/off/0/date']],
    ],
    [
      'a day of another year',
      { years: { 2025: year(['2024-12-31'], []) } },
      [['calendar.incompatible.other_year', '/years/2025/off/0/date']],
    ],
    [
      'a day off twice',
      { years: { 2025: year(['2025-01-01', '2025-01-01'], []) } },
      [['calendar.unique.day', '/years/2025/off/1/date']],
    ],
    [
      'a day off and worked',
      { years: { 2025: year(['2025-01-01'], ['2025-01-01']) } },
      [
        ['calendar.incompatible.worked_already', '/years/2025/worked/0/date'],
        ['calendar.unique.day', '/years/2025/worked/0/date'],
      ],
    ],
    [
      'a day off on a Saturday',
      { years: { 2025: year(['2025-01-25'], []) } },
      [['calendar.incompatible.off_already', '/years/2025/off/0/date']],
    ],
    [
      'a Monday worked instead',
      { years: { 2025: year([], ['2025-01-20']) } },
      [['calendar.incompatible.worked_already', '/years/2025/worked/0/date']],
    ],
    [
      'years missing in between',
      { years: { 2024: year([], []), 2027: year([], []) } },
      [['calendar.incompatible.year_gap', '/years']],
    ],
  ])('names %s', (_, change, expected) => {
    const issues = checkCalendar({ ...sound, ...change });
    expect(issues.map(({ code, pointer }) => [code, pointer])).toEqual(expected);
    for (const one of issues)
      for (const language of ['vi', 'en'] as const) expect(sentence(one, language)).not.toMatch(/\{\w+\}|–/);
  });

  it('names its file, or the one it was told', () => {
    const broken = { ...sound, timezone: 'Asia/Hanoi' };
    expect(checkCalendar(broken)[0]?.source).toBe('calendars/small.json');
    expect(checkCalendar(broken, 'elsewhere.json')[0]?.source).toBe('elsewhere.json');
  });
});

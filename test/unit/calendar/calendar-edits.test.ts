import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarContent,
  type CalendarEdit,
  compileCalendar,
  editCalendar,
} from '../../../engine/calendar/index.ts';

const office: CalendarContent = {
  id: 'office',
  timezone: 'Asia/Ho_Chi_Minh',
  week: [1, 2, 3, 4, 5],
  hours: [{ from: '07:00', to: '11:00' }],
  years: { '2025': { off: [{ date: '2025-01-01', name: 'Tết Dương lịch' }], worked: [] } },
};

function codes(edit: CalendarEdit): string[] {
  const outcome = editCalendar(office, edit);
  return outcome.ok ? [] : outcome.issues.map(({ code }) => code);
}

describe('an edit of a calendar', () => {
  it('marks a day off, keeps the days in order, and replaces what was said of a day', () => {
    let calendar = office;
    const mark = (date: string, name: string) => {
      const outcome = editCalendar(calendar, { edit: 'mark', kind: 'off', day: { date, name } });
      if (outcome.ok) calendar = outcome.value;
    };
    mark('2025-04-30', 'Ngày Chiến thắng');
    mark('2025-01-01', 'Tết');
    expect(calendar.years['2025']!.off).toEqual([
      { date: '2025-01-01', name: 'Tết' },
      { date: '2025-04-30', name: 'Ngày Chiến thắng' },
    ]);
  });

  it('begins the next year, and refuses one with a gap before it', () => {
    const mark = (date: string): CalendarEdit => ({ edit: 'mark', kind: 'off', day: { date, name: 'Nghỉ' } });
    expect(codes(mark('2026-01-01'))).toEqual([]);
    expect(codes(mark('2028-01-03'))).toEqual(['calendar.incompatible.year_gap']);
  });

  it.each<[string, CalendarEdit, string]>([
    [
      'a Sunday off',
      { edit: 'mark', kind: 'off', day: { date: '2025-01-05', name: 'x' } },
      'calendar.incompatible.off_already',
    ],
    [
      'a Monday worked',
      { edit: 'mark', kind: 'worked', day: { date: '2025-01-06', name: 'x' } },
      'calendar.incompatible.worked_already',
    ],
    [
      'no day',
      { edit: 'mark', kind: 'off', day: { date: '2025-02-30', name: 'x' } },
      'calendar.type.not_a_day',
    ],
    ['a day it does not hold', { edit: 'unmark', date: '2025-03-03' }, 'directory.calendar.day_absent'],
    [
      'hours the wrong way round',
      { edit: 'hours', hours: [{ from: '12:00', to: '08:00' }] },
      'calendar.incompatible.hours',
    ],
  ])('refuses %s', (_, edit, code) => {
    expect(codes(edit)).toEqual([code]);
  });

  it('a mark decides whether the day is worked, and taking it away gives back what was', () => {
    const days = fc
      .integer({ min: 0, max: 364 })
      .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.constantFrom('off' as const, 'worked' as const), (date, kind) => {
        fc.pre(date !== '2025-01-01');
        const marked = editCalendar(office, { edit: 'mark', kind, day: { date, name: 'x' } });
        if (!marked.ok) return;
        expect(compileCalendar({ ...marked.value, revision: 1 }).isWorkingDay(date)).toBe(kind === 'worked');
        const back = editCalendar(marked.value, { edit: 'unmark', date });
        expect(back.ok && back.value).toEqual(office);
      }),
    );
  });
});

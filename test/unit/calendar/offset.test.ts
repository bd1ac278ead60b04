import { describe, expect, it } from 'vitest';
import {
  addOffset,
  compileCalendar,
  explainDeadline,
  type OffsetUnit,
} from '../../../engine/calendar/index.ts';
import { vnOffice } from './vn-office.ts';

const calendar = compileCalendar(vnOffice);
const morning = '2025-01-20T01:00:00.000Z';

describe('a span from a base', () => {
  it.each<[string, number, OffsetUnit, 'start' | 'end', string | undefined, string]>([
    [morning, 4, 'workingDay', 'end', undefined, '2025-01-24T10:00:00.000Z'],
    [morning, 5, 'workingDay', 'end', undefined, '2025-02-03T10:00:00.000Z'],
    ['2025-01-20', 4, 'workingDay', 'end', undefined, '2025-01-24T10:00:00.000Z'],
    ['2025-01-24T10:00:00.000Z', -2, 'workingDay', 'start', undefined, '2025-01-22T00:00:00.000Z'],
    ['2025-01-24T10:00:00.000Z', -2, 'workingDay', 'start', '08:30', '2025-01-22T01:30:00.000Z'],
    ['2025-01-24T10:00:00.000Z', 0, 'workingDay', 'start', undefined, '2025-01-24T00:00:00.000Z'],
    ['2025-01-26', 0, 'workingDay', 'end', undefined, '2025-02-03T10:00:00.000Z'],
    ['2025-01-20T18:00:00.000Z', 1, 'workingDay', 'end', undefined, '2025-01-22T10:00:00.000Z'],
    [morning, 3, 'day', 'end', undefined, '2025-01-23T10:00:00.000Z'],
    [morning, 6, 'day', 'start', undefined, '2025-01-26T00:00:00.000Z'],
    [morning, 2, 'week', 'end', undefined, '2025-02-03T10:00:00.000Z'],
    ['2025-01-31', 1, 'month', 'end', '23:59', '2025-02-28T16:59:00.000Z'],
    [morning, 90, 'minute', 'end', '23:59', '2025-01-20T02:30:00.000Z'],
    [morning, -2, 'hour', 'start', undefined, '2025-01-19T23:00:00.000Z'],
    ['2025-01-20', 2, 'hour', 'start', undefined, '2025-01-20T02:00:00.000Z'],
    ['2025-01-20', 2, 'hour', 'end', undefined, '2025-01-20T12:00:00.000Z'],
    ['2025-01-20', 8, 'workingHour', 'end', undefined, '2025-01-21T10:00:00.000Z'],
    [morning, 8, 'workingHour', 'end', undefined, '2025-01-21T01:00:00.000Z'],
  ])('%s and %i %s, %s %s, is %s', (base, offset, unit, edge, time, expected) => {
    const options = time === undefined ? { edge } : { edge, time };
    expect(addOffset(calendar, base, { offset, unit }, options)).toMatchObject({ ok: true, value: expected });
  });

  it('is refused where the calendar would have to guess', () => {
    for (const unit of ['workingDay', 'workingHour'] as const)
      expect(addOffset(calendar, '2026-12-31', { offset: 5, unit }, { edge: 'end' })).toMatchObject({
        ok: false,
        issues: [{ code: 'calendar.ref.unknown_year', params: { year: 2027 } }],
      });
    expect(addOffset(calendar, '2027-01-04', { offset: 0, unit: 'workingDay' }, { edge: 'end' }).ok).toBe(
      false,
    );
    expect(addOffset(calendar, '2026-12-31', { offset: 5, unit: 'day' }, { edge: 'end' }).ok).toBe(true);
  });
});

describe('why a deadline falls when it does', () => {
  const why = (base: string, offset: number, unit: OffsetUnit) => {
    const result = explainDeadline(calendar, base, { offset, unit }, { edge: 'end' });
    if (!result.ok) throw new Error('refused');
    return result.value;
  };

  it.each<[string, number, OffsetUnit, string, string]>([
    [
      '2025-01-20',
      5,
      'workingDay',
      '5 ngày làm việc, trừ Tết 27/1-31/1',
      '5 working days, not counting Tết 27 Jan-31 Jan',
    ],
    ['2025-02-03', 5, 'workingDay', '5 ngày làm việc', '5 working days'],
    ['2025-02-03', 1, 'workingDay', '1 ngày làm việc', '1 working day'],
    [
      '2025-04-24',
      5,
      'workingDay',
      '5 ngày làm việc, trừ Ngày Chiến thắng 30/4, Quốc tế Lao động 1/5, Nghỉ hoán đổi 2/5, tính cả thứ Bảy 26/4 (làm bù)',
      '',
    ],
    [
      '2024-02-06',
      4,
      'workingDay',
      '4 ngày làm việc, trừ Tết 8/2-14/2',
      '4 working days, not counting Tết 8 Feb-14 Feb',
    ],
    [
      '2024-12-30',
      2,
      'workingDay',
      '2 ngày làm việc, trừ Tết Dương lịch 1/1/2025',
      '2 working days, not counting Tết Dương lịch 1 Jan 2025',
    ],
    [
      '2025-02-03',
      -2,
      'workingDay',
      '2 ngày làm việc trước, trừ Tết 27/1-31/1',
      '2 working days before, not counting Tết 27 Jan-31 Jan',
    ],
    ['2025-01-20', 2, 'week', '2 tuần', '2 weeks'],
    [
      '2025-01-27T03:00:00.000Z',
      2,
      'workingHour',
      '2 giờ làm việc, trừ Tết 27/1-31/1',
      '2 working hours, not counting Tết 27 Jan-31 Jan',
    ],
  ])('%s and %i %s', (base, offset, unit, vi, en) => {
    const explained = why(base, offset, unit);
    expect(explained.vi).toBe(vi);
    if (en !== '') expect(explained.en).toBe(en);
  });

  it('is data before it is a sentence', () => {
    expect(why('2025-04-24T02:00:00.000Z', 5, 'workingDay')).toMatchObject({
      due: '2025-05-05T10:00:00.000Z',
      from: '2025-04-24',
      to: '2025-05-05',
      offset: { offset: 5, unit: 'workingDay' },
      worked: [{ date: '2025-04-26' }],
    });
    expect(why('2024-02-06', 4, 'workingDay').skipped).toEqual([
      { name: 'Tết', from: '2024-02-08', to: '2024-02-14', days: 5 },
    ]);
    expect(why('2025-01-20', 2, 'week').skipped).toEqual([]);
  });

  it('is refused where the deadline is', () => {
    const result = explainDeadline(
      calendar,
      '2026-12-31',
      { offset: 5, unit: 'workingDay' },
      { edge: 'end' },
    );
    expect(result.issues[0]?.code).toBe('calendar.ref.unknown_year');
  });
});

import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../engine/calendar/index.ts';
import type { Duration } from '../../../engine/model/generated/definitions.ts';
import { idleUntil } from '../../../engine/workflow/timetable.ts';
import { calendar } from './playing.ts';

const office = compileCalendar(calendar);

function until(claimIdle: Duration, now: string, days = office): string | null {
  return idleUntil(claimIdle, days, now, days.dayOf(now));
}

describe('until when a claim may be left idle', () => {
  it('is one moment for all claims of a day when it is counted in days', () => {
    const day: Duration = { offset: 1, unit: 'workingDay' };
    const first = until(day, '2025-01-20T02:00:00.000Z');
    expect(until(day, '2025-01-20T03:30:00.000Z')).toBe(first);
    expect(until(day, '2025-01-21T03:30:00.000Z')! > first!).toBe(true);
    expect(until(day, '2025-01-20T03:30:00.000Z')).toBe(first);
  });

  it('follows the calendar it is asked of', () => {
    const day: Duration = { offset: 1, unit: 'workingDay' };
    const at = '2025-01-20T02:00:00.000Z';
    const { off, worked } = calendar.years['2025']!;
    const closed = { date: '2025-01-21', name: 'Nghỉ' };
    const other = compileCalendar({
      ...calendar,
      revision: 2,
      years: { ...calendar.years, 2025: { off: [...off, closed], worked } },
    });
    const before = until(day, at);
    expect(until(day, at, other)! > before!).toBe(true);
    expect(until(day, at)).toBe(before);
  });

  it('is counted from each claim itself when it is counted in hours', () => {
    const hours: Duration = { offset: 2, unit: 'hour' };
    expect(until(hours, '2025-01-20T02:00:00.000Z')).toBe('2025-01-20T04:00:00.000Z');
    expect(until(hours, '2025-01-20T02:30:00.000Z')).toBe('2025-01-20T04:30:00.000Z');
  });
});

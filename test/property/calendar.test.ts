import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addOffset, compareDays, compileCalendar, weekday } from '../../engine/calendar/index.ts';
import type { Calendar, Day } from '../../engine/model/time.ts';

const first = '2024-01-01';
const dayCount = 366 + 365 + 365;

/** A calendar of three years in a zone, with random weeks, hours, days off and days worked instead. */
const calendars = fc
  .record({
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'UTC', 'Europe/Berlin', 'America/St_Johns'),
    week: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    hours: fc.constantFrom<Calendar['hours'][]>(
      [
        { from: '07:00', to: '11:00' },
        { from: '13:00', to: '17:00' },
      ],
      [{ from: '08:30', to: '16:15' }],
      [
        { from: '06:00', to: '09:00' },
        { from: '09:00', to: '10:00' },
        { from: '20:00', to: '23:00' },
      ],
    ),
    off: fc.uniqueArray(fc.nat(dayCount - 1), { maxLength: 60 }),
    worked: fc.uniqueArray(fc.nat(dayCount - 1), { maxLength: 20 }),
  })
  .map(({ zone, week, hours, off, worked }): Calendar => {
    const years: Calendar['years'] = {};
    for (const year of ['2024', '2025', '2026']) years[year] = { off: [], worked: [] };
    const marked = new Set<number>();
    for (const [list, numbers] of [
      ['off', off],
      ['worked', worked],
    ] as const)
      for (const number of numbers.filter((n) => !marked.has(n))) {
        marked.add(number);
        const date = addDays(first, number);
        years[date.slice(0, 4)]![list].push({ date, name: list });
      }
    return { id: 'random', revision: 1, timezone: zone, week, hours, years };
  });

const days = fc.nat(dayCount - 1).map((n) => addDays(first, n));

/** The oracle: walks day by day, knowing nothing of prefix sums. */
function works({ week, years }: Calendar, day: Day): boolean {
  const { off, worked } = years[day.slice(0, 4)]!;
  if (worked.some(({ date }) => date === day)) return true;
  return week.includes(weekday(day)) && !off.some(({ date }) => date === day);
}

function walk(calendar: Calendar, day: Day, n: number): Day | null {
  let left = Math.abs(n);
  for (let at = day; left > 0; ) {
    at = addDays(at, Math.sign(n));
    if (!calendar.years[at.slice(0, 4)]) return null;
    if (works(calendar, at)) left -= 1;
    if (left === 0) return at;
  }
  return day;
}

function count(calendar: Calendar, from: Day, to: Day): number {
  let found = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (works(calendar, day)) found += 1;
  return found;
}

const steps = fc.integer({ min: -300, max: 300 });

describe('working days', () => {
  it('are those of a walk from day to day', () => {
    fc.assert(
      fc.property(calendars, days, steps, (calendar, day, n) => {
        const result = compileCalendar(calendar).addWorkingDays(day, n);
        expect(result.ok ? result.value : null).toBe(walk(calendar, day, n));
      }),
      { numRuns: 400 },
    );
  });

  it('are counted as a walk counts them, and backwards as the negative', () => {
    fc.assert(
      fc.property(calendars, days, days, (calendar, a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const work = compileCalendar(calendar);
        expect(work.workingDays(from, to)).toBe(count(calendar, from, to));
        expect(work.workingDays(to, from)).toBe(0 - work.workingDays(from, to)!);
      }),
      { numRuns: 200 },
    );
  });

  it('counted to where adding led are as many as were added', () => {
    fc.assert(
      fc.property(calendars, days, fc.nat(300), (calendar, day, n) => {
        const work = compileCalendar(calendar);
        const reached = work.addWorkingDays(day, n);
        if (reached.ok) expect(work.workingDays(day, reached.value)).toBe(n);
      }),
    );
  });

  it('taken away again lead back, from a day off to the working day before it', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 300 }), (calendar, day, n) => {
        const work = compileCalendar(calendar);
        const there = work.addWorkingDays(day, n);
        if (!there.ok) return;
        const back = work.addWorkingDays(there.value, -n);
        if (works(calendar, day)) expect(back).toMatchObject({ ok: true, value: day });
        else expect(back.ok ? back.value : null).toBe(walk(calendar, day, -1));
      }),
    );
  });

  it('never lead to an earlier day from a later one, nor with more of them', () => {
    fc.assert(
      fc.property(calendars, days, days, steps, fc.nat(50), (calendar, a, b, n, more) => {
        const work = compileCalendar(calendar);
        const [early, late] = [a, b].sort(compareDays) as [Day, Day];
        const fromEarly = work.addWorkingDays(early, n);
        const fromLate = work.addWorkingDays(late, n);
        if (fromEarly.ok && fromLate.ok) expect(fromEarly.value <= fromLate.value).toBe(true);
        const further = work.addWorkingDays(early, n + more);
        if (fromEarly.ok && further.ok) expect(fromEarly.value <= further.value).toBe(true);
      }),
    );
  });
});

describe('working hours', () => {
  const instants = fc
    .integer({ min: Date.UTC(2024, 0, 10), max: Date.UTC(2026, 11, 20) })
    .map((ms) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString());
  const quarters = fc.integer({ min: -2_000, max: 2_000 }).map((n) => n / 4);

  it('counted to where adding led are as many as were added', () => {
    fc.assert(
      fc.property(calendars, instants, quarters, (calendar, instant, hours) => {
        const work = compileCalendar(calendar);
        const reached = work.addWorkingHours(instant, hours);
        if (reached.ok) expect(work.workingHours(instant, reached.value)).toBe(hours);
      }),
    );
  });

  it('lead to an instant of work, and never to an earlier one from a later', () => {
    fc.assert(
      fc.property(calendars, instants, instants, quarters, (calendar, a, b, hours) => {
        const work = compileCalendar(calendar);
        const [early, late] = [a, b].sort() as [string, string];
        const fromEarly = work.addWorkingHours(early, hours);
        const fromLate = work.addWorkingHours(late, hours);
        if (hours !== 0 && fromEarly.ok) expect(works(calendar, work.dayOf(fromEarly.value))).toBe(true);
        if (fromEarly.ok && fromLate.ok) expect(fromEarly.value <= fromLate.value).toBe(true);
      }),
    );
  });
});

describe('a deadline in working days', () => {
  it('falls at the end of the hours of a worked day, and its reminder before it', () => {
    fc.assert(
      fc.property(calendars, days, fc.nat(60), fc.nat(10), (calendar, day, n, ahead) => {
        const work = compileCalendar(calendar);
        const due = addOffset(work, day, { offset: n, unit: 'workingDay' }, { edge: 'end' });
        if (!due.ok) return;
        const dueDay = work.dayOf(due.value);
        expect(works(calendar, dueDay)).toBe(true);
        expect(due.value).toBe(work.endOfWorkingDay(dueDay));
        const reminder = addOffset(
          work,
          due.value,
          { offset: -ahead, unit: 'workingDay' },
          { edge: 'start' },
        );
        if (reminder.ok) expect(reminder.value < due.value).toBe(true);
      }),
    );
  });
});

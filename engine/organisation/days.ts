import type { Day } from '../model/time.ts';

/** The day `n` days later, earlier when `n` is negative. The calendar's room, which has the same, is not seen from here. */
export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

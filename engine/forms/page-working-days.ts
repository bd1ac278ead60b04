import type { Day } from '../model/time.ts';

/** Working days of a span, one character a day from `from` on: `1` is worked. */
export interface WorkingDays {
  from: Day;
  days: string;
}

const millisecondsOfDay = 86_400_000;

/** Counts working days after `from` up to and including `to` as a calendar does; null beyond what is known. */
export function workingDaysOf({ from: first, days }: WorkingDays): (from: Day, to: Day) => number | null {
  const start = Date.parse(`${first}T00:00:00.000Z`);
  const place = (day: Day) => (Date.parse(`${day}T00:00:00.000Z`) - start) / millisecondsOfDay;
  return (from, to) => {
    const [low, high] = [place(from) + 1, place(to) + 1];
    const backwards = high < low;
    const span = backwards ? days.slice(high, low) : days.slice(low, high);
    if (Math.min(low, high) < 0 || Math.max(low, high) > days.length || span.includes('?')) return null;
    const count = span.split('1').length - 1;
    return backwards ? -count || 0 : count;
  };
}

import { type Result, success } from '../issues/index.ts';
import type { Day, Instant, NamedDay } from '../model/time.ts';
import { addDays, weekday, yearOf } from './civil-day.ts';
import { addOffset, dayAt, type Offset, type OffsetOptions, type OffsetUnit } from './offset.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** Days off of one name that follow each other with no working day between; weekends between them belong. */
export interface SkippedRun {
  name: string;
  from: Day;
  to: Day;
  /** How many named days off it holds. */
  days: number;
}

/** Why a deadline falls when it does: as data, and as one sentence in each language. */
export interface DeadlineExplanation {
  due: Instant;
  /** The day counted from and the day reached. */
  from: Day;
  to: Day;
  offset: Offset;
  /** Named days off on the way; weekends are not listed. Empty for spans not counted in working time. */
  skipped: SkippedRun[];
  /** Weekend days on the way that are worked instead. Empty for spans not counted in working time. */
  worked: NamedDay[];
  vi: string;
  en: string;
}

const words: Readonly<Record<OffsetUnit, { vi: string; one: string; many: string }>> = {
  minute: { vi: 'phút', one: 'minute', many: 'minutes' },
  hour: { vi: 'giờ', one: 'hour', many: 'hours' },
  day: { vi: 'ngày', one: 'day', many: 'days' },
  week: { vi: 'tuần', one: 'week', many: 'weeks' },
  month: { vi: 'tháng', one: 'month', many: 'months' },
  workingDay: { vi: 'ngày làm việc', one: 'working day', many: 'working days' },
  workingHour: { vi: 'giờ làm việc', one: 'working hour', many: 'working hours' },
};

const weekdays = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Explains what `addOffset` gives for the same arguments: "5 ngày làm việc, trừ Tết 27/1-31/1". Refused where
 * `addOffset` refuses.
 */
export function explainDeadline(
  calendar: WorkingCalendar,
  base: Instant | Day,
  offset: Offset,
  options: OffsetOptions,
): Result<DeadlineExplanation> {
  const due = addOffset(calendar, base, offset, options);
  if (!due.ok) return due;
  const from = dayAt(calendar, base);
  const to = calendar.dayOf(due.value);
  const inWorkingTime = offset.unit === 'workingDay' || offset.unit === 'workingHour';
  const days = inWorkingTime ? daysOnTheWay(from, to, offset.unit) : [];
  const skipped = runsOff(calendar, days);
  const worked = workedInstead(calendar, days);
  const facts = {
    due: due.value,
    from,
    to,
    offset: { offset: offset.offset, unit: offset.unit },
    skipped,
    worked,
  };
  return success({ ...facts, vi: inVietnamese(facts), en: inEnglish(facts) });
}

type Facts = Omit<DeadlineExplanation, 'vi' | 'en'>;

/**
 * The days on the way. A count of days does not include the day it starts from; a count of hours does, since
 * the hours of that day may be what is skipped.
 */
function daysOnTheWay(from: Day, to: Day, unit: OffsetUnit): Day[] {
  const aside = unit === 'workingHour' ? 0 : 1;
  const [first, last] = from <= to ? [addDays(from, aside), to] : [to, addDays(from, -aside)];
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function runsOff(calendar: WorkingCalendar, days: readonly Day[]): SkippedRun[] {
  const runs: SkippedRun[] = [];
  let joined = false;
  for (const day of days) {
    const named = calendar.named(day);
    if (named?.kind !== 'off') {
      if (calendar.isWorkingDay(day) !== false) joined = false;
      continue;
    }
    const last = runs.at(-1);
    if (joined && last?.name === named.day.name) {
      last.to = day;
      last.days += 1;
    } else runs.push({ name: named.day.name, from: day, to: day, days: 1 });
    joined = true;
  }
  return runs;
}

function workedInstead(calendar: WorkingCalendar, days: readonly Day[]): NamedDay[] {
  return days.flatMap((day) => {
    const named = calendar.named(day);
    return named?.kind === 'worked' ? [named.day] : [];
  });
}

function inVietnamese({ from, to, offset, skipped, worked }: Facts): string {
  const date = (day: Day): string => {
    const short = `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
    return yearOf(from) === yearOf(to) ? short : `${short}/${yearOf(day)}`;
  };
  const amount = `${Math.abs(offset.offset)} ${words[offset.unit].vi}${offset.offset < 0 ? ' trước' : ''}`;
  const parts = [amount];
  if (skipped.length > 0) parts.push(`trừ ${skipped.map((run) => runText(run, date)).join(', ')}`);
  if (worked.length > 0)
    parts.push(
      `tính cả ${worked.map(({ date: day }) => `${weekdays.vi[weekday(day) - 1]} ${date(day)}`).join(', ')} (làm bù)`,
    );
  return parts.join(', ');
}

function inEnglish({ from, to, offset, skipped, worked }: Facts): string {
  const date = (day: Day): string => {
    const short = `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]}`;
    return yearOf(from) === yearOf(to) ? short : `${short} ${yearOf(day)}`;
  };
  const size = Math.abs(offset.offset);
  const unit = words[offset.unit][size === 1 ? 'one' : 'many'];
  const parts = [`${size} ${unit}${offset.offset < 0 ? ' before' : ''}`];
  if (skipped.length > 0) parts.push(`not counting ${skipped.map((run) => runText(run, date)).join(', ')}`);
  if (worked.length > 0)
    parts.push(
      `counting ${worked.map(({ date: day }) => `${weekdays.en[weekday(day) - 1]} ${date(day)}`).join(', ')} (worked instead)`,
    );
  return parts.join(', ');
}

function runText({ name, from, to }: SkippedRun, date: (day: Day) => string): string {
  return from === to ? `${name} ${date(from)}` : `${name} ${date(from)}-${date(to)}`;
}

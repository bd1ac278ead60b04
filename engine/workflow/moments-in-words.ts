import type { Language } from '../issues/index.ts';
import type { Standstill } from '../model/case.ts';
import type { Anchor, RelativeDate, TimeUnit } from '../model/generated/definitions.ts';
import { shownDay } from './in-words.ts';

const units: Readonly<Record<TimeUnit, readonly [vi: string, one: string, many: string]>> = {
  minute: ['phút', 'minute', 'minutes'],
  hour: ['giờ', 'hour', 'hours'],
  day: ['ngày', 'day', 'days'],
  week: ['tuần', 'week', 'weeks'],
  month: ['tháng', 'month', 'months'],
  workingDay: ['ngày làm việc', 'working day', 'working days'],
  workingHour: ['giờ làm việc', 'working hour', 'working hours'],
};

const anchors: Readonly<Record<Anchor, Readonly<Record<Language, string>>>> = {
  periodStart: { vi: 'đầu kỳ', en: 'the start of the period' },
  periodEnd: { vi: 'hết kỳ', en: 'the end of the period' },
  phaseStart: { vi: 'đầu đợt', en: 'the start of the phase' },
  phaseEnd: { vi: 'hết đợt', en: 'the end of the phase' },
  campaignStart: { vi: 'ngày phát động', en: 'the start of the campaign' },
  campaignEnd: { vi: 'ngày kết thúc phong trào', en: 'the end of the campaign' },
  entered: { vi: 'khi đến bước', en: 'it comes to the step' },
  due: { vi: 'hạn', en: 'the due time' },
};

/** For how long a clock stood still: `3 ngày làm việc`; hours to one decimal. */
export function standstillInWords({ offset, unit }: Standstill, language: Language): string {
  const [vi, one, many] = units[unit];
  const amount = Math.round(offset * 10) / 10;
  if (language === 'vi') return `${String(amount).replace('.', ',')} ${vi}`;
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A moment as a definition gives it, in words: `4 ngày làm việc sau hết kỳ`, `27/02/2026`. The hour is left out. */
export function momentInWords(
  { date, offset = 0, unit = 'day', after, before }: RelativeDate,
  language: Language,
): string {
  if (date !== undefined) return shownDay(date);
  const anchor = after ?? before;
  const named = anchor === undefined ? '' : anchors[anchor][language];
  if (offset === 0) return language === 'vi' ? `đúng ${named}` : `at ${named}`;
  const [vi, one, many] = units[unit];
  const side = after === undefined ? { vi: 'trước', en: 'before' } : { vi: 'sau', en: 'after' };
  return language === 'vi'
    ? `${offset} ${vi} ${side.vi} ${named}`
    : `${offset} ${offset === 1 ? one : many} ${side.en} ${named}`;
}

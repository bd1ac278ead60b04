import type { Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { Text } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import type { Campaign } from '../workflow/campaign.ts';

/** A bilingual text in a language; Vietnamese where the other is missing. */
export function said(text: Text | undefined, language: Language): string {
  return text ? (text[language] ?? text.vi) : '';
}

/** `08:00 20/01/2025` of an instant in a zone. */
export function shownInstant(at: Instant, timezone: string): string {
  const parts = Object.fromEntries(
    formatter(timezone)
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  );
  return `${parts['hour']}:${parts['minute']} ${parts['day']}/${parts['month']}/${parts['year']}`;
}

/** `20/01/2025` of a calendar day. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** `Tháng 1/2025`, `Tháng 2/2025 (phần 1)`, `Quý 1/2025`, `Năm 2025`, or the id itself. */
export function shownPeriod(period: string, language: Language): string {
  const month = /^(\d{4})-(\d{2})(?:-p(\d+))?$/.exec(period);
  if (month) {
    const piece = month[3] ? (language === 'vi' ? ` (phần ${month[3]})` : ` (part ${month[3]})`) : '';
    return `${language === 'vi' ? 'Tháng' : 'Month'} ${Number(month[2])}/${month[1]}${piece}`;
  }
  const quarter = /^(\d{4})-q(\d)$/.exec(period);
  if (quarter) return `${language === 'vi' ? 'Quý' : 'Quarter'} ${quarter[2]}/${quarter[1]}`;
  const week = /^(\d{4})-w(\d{2})$/.exec(period);
  if (week) return `${language === 'vi' ? 'Tuần' : 'Week'} ${Number(week[2])}/${week[1]}`;
  if (/^\d{4}$/.test(period)) return `${language === 'vi' ? 'Năm' : 'Year'} ${period}`;
  return period;
}

/** The variables a notification's text may use. Nothing personal is among them. */
export function notificationValues(campaign: Campaign, current: Case, language: Language, link: string) {
  const entry = campaign.entries[current.entry];
  const step = entry?.workflow.byId[current.steps.at(-1)?.step ?? ''];
  const due = current.tasks.find((task) => task.dueAt)?.dueAt;
  return {
    campaign: { title: said(campaign.title, language) },
    entry: { title: said(entry?.title, language) },
    period: { title: shownPeriod(current.period, language) },
    unit: { name: current.unit.nameThen },
    step: { title: said(step?.definition.title, language) },
    due: due ? shownInstant(due, campaign.timezone) : '',
    link,
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let known = formatters.get(timezone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timezone, known);
  }
  return known;
}

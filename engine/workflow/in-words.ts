import { clockOf, dayOf, daysBetween } from '../calendar/index.ts';
import type { Language } from '../issues/index.ts';
import type { CaseState, Task } from '../model/case.ts';
import type { Text } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { parseAssigneeKey } from '../organisation/index.ts';
import type { Campaign } from './campaign.ts';
import { visitOfTask } from './events/standing.ts';
import { waitInWords } from './waits-in-words.ts';

/** Of which colour a state is, never without its word. */
export type Tone = 'neutral' | 'soon' | 'late' | 'paused' | 'done';

/** A case's state: a word with its tone, and one sentence saying who has it and until when. */
export interface StateInWords {
  word: string;
  tone: Tone;
  sentence: string;
}

/** What putting a state into words looks at: a case, or a row of a queue. */
export type Stated = Pick<CaseState, 'entry' | 'state' | 'outcome' | 'steps' | 'tasks'> & {
  submission?: object;
};

/** How long before its due time a task is due soon: a day. */
const soonMs = 86_400_000;

const words: Readonly<Record<Tone | 'waiting', Record<Language, string>>> = {
  neutral: { vi: 'Còn hạn', en: 'In time' },
  soon: { vi: 'Sắp hạn', en: 'Due soon' },
  late: { vi: 'Quá hạn', en: 'Overdue' },
  paused: { vi: 'Tạm dừng', en: 'Paused' },
  done: { vi: 'Xong', en: 'Done' },
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
};

const outcomes: Readonly<Record<string, Record<Language, string>>> = {
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  rejected: { vi: 'Không duyệt', en: 'Rejected' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  revoked: { vi: 'Đã thu hồi', en: 'Revoked' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
};

/**
 * A case's state in words: who has it now, by role and never by name, and until when; to somebody with a task of
 * their `own`, how that stands. An open task without a due
 * time is neither soon nor late.
 */
export function stateInWords(
  stated: Stated,
  campaign: Campaign,
  now: Instant,
  language: Language,
  own?: Task,
): StateInWords {
  const entry = campaign.entries[stated.entry];
  const visit = stated.steps.at(-1);
  const title = said(entry?.workflow.byId[visit?.step ?? '']?.definition.title, language);
  if (stated.state === 'ended') {
    const outcome = outcomes[stated.outcome ?? '']?.[language] ?? words.done[language];
    // A dossier that was cancelled stands where it was written, which is no outcome.
    const isEnd = entry?.workflow.byId[visit?.step ?? '']?.kind === 'end';
    return { word: outcome, tone: 'done', sentence: isEnd ? `${outcome}: ${title}.` : `${outcome}.` };
  }
  // Who is asked meanwhile has the case, while the task of a step that stands still waits.
  const task = own ?? stated.tasks.find(({ paused }) => paused === undefined) ?? stated.tasks[0];
  const tone = toneOf(task, now);
  if (task?.paused !== undefined) {
    const stands = said(entry?.workflow.byId[visitOfTask(task.id).step]?.definition.title, language);
    const since = shownInstant(task.paused, campaign.timezone);
    const sentence =
      language === 'vi'
        ? `${stands} – tạm dừng từ ${since}, trong lúc: ${title}.`
        : `${stands} – stands still since ${since}, during: ${title}.`;
    return { word: words.paused[language], tone, sentence };
  }
  const at = entry?.workflow.byId[visit?.step ?? '']?.definition;
  const who = task ? rolesOf(task.assignees, campaign, language) : '';
  if (!task && at?.kind === 'wait') {
    const waits = waitInWords(at, undefined, campaign, language);
    return { word: words.waiting[language], tone, sentence: `${title} – ${waits}.` };
  }
  if (!task && at?.kind === 'gather') {
    const lies = { vi: 'đang nằm trong một tờ trình', en: 'lies in a dossier' }[language];
    return { word: words.waiting[language], tone, sentence: `${title} – ${lies}.` };
  }
  const sent = stated.submission !== undefined || stated.state !== 'due';
  const waits =
    language === 'vi'
      ? `${title}${who === '' ? '' : ` – đang chờ ${who}`}`
      : `${title}${who === '' ? '' : ` – waiting for ${who}`}`;
  const due = task?.dueAt === undefined ? '' : dueInWords(task.dueAt, now, campaign, language);
  const word =
    task?.dueAt === undefined && task?.paused === undefined
      ? plainWord(sent, language)
      : words[tone][language];
  return { word, tone, sentence: due === '' ? `${waits}.` : `${waits}; ${due}.` };
}

/**
 * A due time in words: `còn 4 ngày`, `còn 3 giờ`, `quá hạn 2 ngày`. Days are calendar days of the campaign's zone;
 * on the day itself, hours.
 */
export function dueInWords(due: Instant, now: Instant, campaign: Campaign, language: Language): string {
  const days = daysBetween(dayOf(now, campaign.timezone), dayOf(due, campaign.timezone));
  const minutes = Math.round((Date.parse(due) - Date.parse(now)) / 60_000);
  const late = minutes < 0;
  const size =
    Math.abs(days) >= 1
      ? amount(Math.abs(days), language, ['ngày', 'day', 'days'])
      : Math.abs(minutes) >= 60
        ? amount(Math.floor(Math.abs(minutes) / 60), language, ['giờ', 'hour', 'hours'])
        : amount(Math.abs(minutes), language, ['phút', 'minute', 'minutes']);
  if (language === 'vi') return late ? `quá hạn ${size}` : `còn ${size}`;
  return late ? `overdue by ${size}` : `${size} left`;
}

/** The tone of a task: paused, late, soon within a day, else neutral. */
export function toneOf(task: { dueAt?: Instant; paused?: Instant } | undefined, now: Instant): Tone {
  if (task?.paused !== undefined) return 'paused';
  if (task?.dueAt === undefined) return 'neutral';
  if (now > task.dueAt) return 'late';
  return Date.parse(task.dueAt) - Date.parse(now) <= soonMs ? 'soon' : 'neutral';
}

/** The roles assignee keys name, by their titles in the campaign; an account is somebody in particular. */
export function rolesOf(keys: readonly string[], campaign: Campaign, language: Language): string {
  const titles = new Set(keys.map((key) => roleTitle(key, campaign, language)));
  return [...titles].join(language === 'vi' ? ' hoặc ' : ' or ');
}

/** A bilingual text in a language; Vietnamese where the other is missing; empty without a text. */
export function said(text: Text | undefined, language: Language): string {
  return text ? (text[language] ?? text.vi) : '';
}

/** `10:42 21/01/2025` in the campaign's zone. */
export function shownInstant(at: Instant, timezone: string): string {
  const day = dayOf(at, timezone);
  return `${clockOf(at, timezone)} ${shownDay(day)}`;
}

/** `21/01/2025`. */
export function shownDay(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
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

/** A period as people call it: a phase by its title, what has only one by the campaign's, a month by its number. */
export function shownPeriodOf(campaign: Campaign, period: string, language: Language): string {
  const phase = campaign.phases.find(({ id }) => id === period);
  if (phase) return said(phase.title, language);
  if (period === 'once') return language === 'vi' ? 'Cả phong trào' : 'The whole campaign';
  return shownPeriod(period, language);
}

function plainWord(sent: boolean, language: Language): string {
  if (language === 'vi') return sent ? 'Đang xử lý' : 'Chưa nộp';
  return sent ? 'In progress' : 'Not sent';
}

function roleTitle(key: string, campaign: Campaign, language: Language): string {
  const parsed = parseAssigneeKey(key);
  if (parsed.kind === 'account') return language === 'vi' ? 'người được giao' : 'the person asked';
  const title = campaign.roleTitles[`${parsed.owner}/${parsed.role}`];
  if (title) return said(title, language);
  if (parsed.role === 'unrouted')
    return language === 'vi' ? 'quản trị tổ chức (chưa rõ đơn vị)' : 'the administrator (no unit is known)';
  return parsed.role;
}

function amount(n: number, language: Language, [vi, one, many]: readonly [string, string, string]): string {
  return language === 'vi' ? `${n} ${vi}` : `${n} ${n === 1 ? one : many}`;
}

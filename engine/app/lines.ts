import { dayOf } from '../calendar/index.ts';
import type { Language } from '../issues/index.ts';
import type { Case, Task } from '../model/case.ts';
import type { QueueRow } from '../ports/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { caseCode, dueInWords, stateInWords } from '../workflow/index.ts';
import type { Viewer } from './access.ts';
import { caseUnitName, nameAbove } from './organisation/unit-names.ts';
import { said, shownDay, shownInstant, shownPeriodOf } from './texts.ts';
import type { CaseLine } from './views.ts';

/** Enough of a case to show it as a line. */
export type Shown = Case | QueueRow;

/** One case as a line of a list, in the reader's language. */
export function lineOf(
  shown: Shown,
  campaign: Campaign,
  viewer: Viewer,
  now: string,
  language: Language,
): CaseLine {
  const entry = campaign.entries[shown.entry]!;
  const group = campaign.groups.find((one) => one.id === shown.group);
  const visit = shown.steps.at(-1);
  const step = visit ? entry.workflow.byId[visit.step] : undefined;
  const running = (one: Task) => one.paused === undefined;
  const theirs = shown.tasks.filter((one) => one.assignees.some((key) => viewer.keys.includes(key)));
  const mine = theirs.length > 0;
  const own = theirs.find(running) ?? theirs[0];
  const task = own ?? shown.tasks.find(running) ?? shown.tasks[0];
  const state = stateInWords(shown, campaign, now, language, own);
  const claimedBy = task?.claimedBy;
  // While it stands still a task is not due at any time.
  const due = task?.paused === undefined ? task?.dueAt : undefined;
  // What was sent prints the names of its day.
  const day = shown.submission?.day ?? viewer.day;
  const above = nameAbove(shown.unit.uid, viewer.index, day, language);
  return {
    id: shown._id,
    href: `/ho-so/${shown._id}`,
    code: caseCode(shown._id),
    entry: said(entry.title, language),
    ...(group
      ? {
          group: {
            id: group.id,
            title: said(group.title, language),
            ...(group.number ? { number: group.number } : {}),
          },
        }
      : {}),
    unit: caseUnitName(shown, viewer.index, day, language),
    ...(above ? { above } : {}),
    period: shownPeriodOf(campaign, shown.period, language),
    step: said(step?.definition.title, language),
    state,
    ...(due
      ? {
          due: {
            at: due,
            shown: shownInstant(due, campaign.timezone),
            words: dueInWords(due, now, campaign, language),
          },
        }
      : {}),
    ...(claimedBy ? { claimedBy: viewer.directory.names[claimedBy] ?? claimedBy } : {}),
    mine,
    ...(shown.submission?.paperDay ? { paperDay: shownDay(shown.submission.paperDay) } : {}),
    tab:
      shown.state === 'ended'
        ? 'done'
        : mine
          ? claimedBy === viewer.account._id
            ? 'claimed'
            : 'open'
          : 'waiting',
  };
}

/** Orders lines by what is due first; what has no due time comes last. */
export function byDue(a: CaseLine, b: CaseLine): number {
  return (a.due?.at ?? '9') < (b.due?.at ?? '9')
    ? -1
    : (a.due?.at ?? '9') > (b.due?.at ?? '9')
      ? 1
      : a.id < b.id
        ? -1
        : 1;
}

/** The phase a day lies in, with the days left: `Đợt 1 · còn 14 ngày`. */
export function phaseInWords(campaign: Campaign, now: string, language: Language): string | undefined {
  const day = dayOf(now, campaign.timezone);
  const phase = campaign.phases.find((one) => one.opens <= day && day <= one.closes);
  if (!phase) return undefined;
  const left = Math.round((Date.parse(phase.closes) - Date.parse(day)) / 86_400_000);
  return language === 'vi'
    ? `${said(phase.title, 'vi')} · còn ${left} ngày`
    : `${said(phase.title, 'en')} · ${left} days left`;
}

import type { Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { said, shownInstant, shownPeriodOf } from '../workflow/index.ts';

export { said, shownDay, shownInstant, shownPeriod, shownPeriodOf } from '../workflow/index.ts';

/** The variables a notification's text may use. Nothing personal is among them. `refs` are the message's own. */
export function notificationValues(
  campaign: Campaign,
  current: Case,
  language: Language,
  link: string,
  refs: readonly string[] = [],
) {
  const entry = campaign.entries[current.entry];
  const step = entry?.workflow.byId[current.steps.at(-1)?.step ?? ''];
  const due = current.tasks.find((task) => task.dueAt)?.dueAt;
  return {
    campaign: { title: said(campaign.title, language) },
    entry: { title: said(entry?.title, language) },
    period: { title: shownPeriodOf(campaign, current.period, language) },
    unit: { name: current.unit.nameThen },
    step: { title: said(step?.definition.title, language) },
    due: due ? shownInstant(due, campaign.timezone) : '',
    link,
    reminder: { count: refs.find((one) => one.startsWith('late:'))?.slice(5) ?? '' },
  };
}

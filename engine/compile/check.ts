import { hasErrors, type Issue } from '../issues/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { checkAccess } from './check/access.ts';
import { checkDossiers } from './check/dossiers.ts';
import { checkFacts } from './check/facts.ts';
import { checkNumberings } from './check/numberings.ts';
import { checkPapers } from './check/papers.ts';
import { checkParts } from './check/parts.ts';
import { checkPeriods } from './check/periods.ts';
import { checkRoles } from './check/roles.ts';
import { checkTexts } from './check/texts.ts';
import { checkTime } from './check/time.ts';
import { checkWaits } from './check/waits.ts';
import type { Linked } from './link.ts';

/**
 * The fourth phase: what is known only once everything is looked up. Texts and days need the files alone;
 * access and periods need the campaign put together, and wait until it could be. `whole` says that no file had
 * an error of its own.
 */
export function check(linked: Linked, campaign: Campaign | null, whole: boolean): Issue[] {
  const time = checkTime(linked);
  const lines = new Set(linked.organisation?.lines.map(({ id }) => id));
  return [
    ...time,
    ...checkTexts(linked),
    ...checkPapers(linked),
    ...checkNumberings(linked),
    ...(campaign ? checkWaits(campaign) : []),
    ...(campaign ? checkDossiers(campaign) : []),
    ...(whole ? checkParts(linked) : []),
    ...(campaign && linked.organisation ? checkAccess(campaign, lines) : []),
    ...(campaign && linked.organisation ? checkRoles(campaign, linked.organisation) : []),
    ...(campaign && linked.calendar && !hasErrors(time)
      ? [...checkPeriods(campaign, linked.calendar), ...checkFacts(campaign, linked.calendar)]
      : []),
  ];
}

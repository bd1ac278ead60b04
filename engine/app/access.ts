import { dayOf } from '../calendar/index.ts';
import { sensitivities } from '../forms/index.ts';
import type { Account } from '../model/account.ts';
import type { Case, Task } from '../model/case.ts';
import type { Access, Sensitivity } from '../model/generated/definitions.ts';
import type { Directory, Membership } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { type DirectoryIndex, indexDirectory } from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { mayEnterFor, submitterKeys } from '../workflow/index.ts';
import type { DirectoryCache } from './directory.ts';
import type { Ports } from './ports.ts';

/** A signed-in person and what they hold today, in their own right or standing in for somebody. */
export interface Viewer {
  account: Account;
  /** Assignee keys: memberships, substitutes, single predecessors, and the account itself. */
  keys: string[];
  memberships: Membership[];
  index: DirectoryIndex;
  directory: Directory;
  day: Day;
}

/** Today's viewer for an account; `zone` says which day it is. */
export async function viewerOf(
  ports: Ports,
  directory: DirectoryCache,
  account: Account,
  zone: string,
): Promise<Viewer> {
  const picture = await directory.current();
  const index = indexDirectory(picture);
  const day = dayOf(ports.time.now(), zone);
  // Whoever stands in for somebody sees what that somebody sees.
  const memberships = [account._id, ...index.actingFor(account._id, day)].flatMap((one) =>
    index.membershipsOf(one, day),
  );
  return { account, keys: index.keysOf(account._id, day), memberships, index, directory: picture, day };
}

/**
 * The highest sensitivity a person may see of a case, or null when it is not theirs to see. Nothing listed in
 * the campaign's or entry's `access` means not seen.
 */
export function seesUpTo(
  campaign: Campaign,
  current: Pick<Case, 'entry' | 'state' | 'unit'>,
  viewer: Viewer,
): Sensitivity | null {
  let best = -1;
  for (const rule of campaign.entries[current.entry]?.access ?? []) {
    if (rule.states && !rule.states.includes(current.state)) continue;
    const role = campaign.roles[rule.role];
    for (const membership of viewer.memberships) {
      if (membership.role !== role || !membership.unit) continue;
      const unit = unitToday(current, viewer);
      const within =
        membership.unit === unit ||
        membership.unit === current.unit.uid ||
        (rule.at === 'below' && liesBelow(viewer, unit, membership.unit, rule.line));
      if (within) best = Math.max(best, sensitivities.indexOf(rule.sees));
    }
  }
  return best < 0 ? null : sensitivities[best]!;
}

/** The task by which a person fills in the case's form now; undefined when it is not theirs to fill. */
export function fillsNow(
  campaign: Campaign,
  current: Pick<Case, 'entry' | 'steps' | 'tasks'>,
  viewer: Viewer,
): Task | undefined {
  const step = current.steps.at(-1)?.step;
  if (step === undefined || campaign.entries[current.entry]?.workflow.byId[step]?.kind !== 'fill')
    return undefined;
  return current.tasks.find(
    (one) => one.paused === undefined && one.assignees.some((key) => viewer.keys.includes(key)),
  );
}

/**
 * The task by which a person may type the case's form in for its unit now, from paper that was brought in; undefined
 * where it is theirs to fill anyway, or the campaign does not let them.
 */
export function entersNow(
  campaign: Campaign,
  current: Pick<Case, 'entry' | 'steps' | 'tasks' | 'unit'>,
  viewer: Viewer,
): Task | undefined {
  const entry = campaign.entries[current.entry];
  const step = entry?.workflow.byId[current.steps.at(-1)?.step ?? ''];
  if (!entry || step?.kind !== 'fill' || fillsNow(campaign, current, viewer)) return undefined;
  const routing = { campaign, entry, directory: viewer.index, day: viewer.day, state: current };
  if (!mayEnterFor(routing, viewer.account._id, current.unit.routedTo ?? current.unit.uid)) return undefined;
  const keys = submitterKeys(routing);
  return current.tasks.find(
    (one) => one.paused === undefined && one.assignees.some((key) => keys.includes(key)),
  );
}

/** The unit that answers for a case today: what a unit that has ended might see, the one that took over may. */
function unitToday({ unit }: Pick<Case, 'unit'>, viewer: Viewer): string {
  const uid = unit.routedTo ?? unit.uid;
  const located = viewer.index.currentUnit(uid, viewer.day);
  return located.kind === 'unit' ? located.unit.uid : uid;
}

/**
 * True when a rule of an entry's list gives the person a right at a unit: they hold its role there, or at a unit
 * above where the rule reaches below.
 */
export function hasRightAt(
  campaign: Campaign,
  { access }: Pick<CompiledEntry, 'access'>,
  viewer: Viewer,
  unit: string,
  right: (rule: Access) => boolean,
): boolean {
  return access.some(
    (rule) =>
      right(rule) &&
      viewer.memberships.some(
        ({ role, unit: own }) =>
          role === campaign.roles[rule.role] &&
          own !== undefined &&
          (own === unit || (rule.at === 'below' && liesBelow(viewer, unit, own, rule.line))),
      ),
  );
}

/** True when a rule of the list allows the person to export cases of the unit. */
export function mayExport(
  campaign: Campaign,
  current: Pick<Case, 'entry' | 'state' | 'unit'>,
  viewer: Viewer,
): boolean {
  return (campaign.entries[current.entry]?.access ?? []).some(
    (rule) =>
      rule.export === true &&
      viewer.memberships.some(
        (one) =>
          one.role === campaign.roles[rule.role] &&
          one.unit !== undefined &&
          (one.unit === unitToday(current, viewer) ||
            liesBelow(viewer, current.unit.uid, one.unit, rule.line)),
      ),
  );
}

/** Whether a unit lies at or below another today: on the line named, or on any when none is. */
export function liesBelow(viewer: Viewer, unit: string, above: string, line: string | undefined): boolean {
  const lines = line ? [line] : (viewer.index.organisationOf(above)?.lines ?? []).map((one) => one.id);
  return lines.some((one) => viewer.index.isAtOrBelow(unit, above, one, viewer.day));
}
